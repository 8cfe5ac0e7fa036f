from odoo import models
from odoo.exceptions import UserError

from .law_client_provenance import Origin
from .law_client_update_topic import WIDE_TOPICS
from .listed import listed

# Where the client was spoken with; what was read in a register is no contact.
CONTACT_SOURCES = ("lawyer_visit", "manager_visit", "client")


class LawClientUpdate(models.Model):
    """Bring what was accepted onto the client's card."""

    _inherit = "law.client.update"

    def _apply(self):
        """Write the accepted proposals; the card keeps who, when, from which form."""
        self.ensure_one()
        if not self.client_id:
            self._stamp({"client_id": self._create_client().id})
        lines = self.line_ids.filtered(lambda line: line.decision == "accepted")
        client = self.client_id.with_context(**self._origin_context())
        vals = {}
        for line in lines:
            if line.topic in WIDE_TOPICS:
                getattr(line, f"_apply_{line.topic}")(client)
            else:
                vals.update(line._card_vals())
        if self.source in CONTACT_SOURCES:
            vals["last_contact_on"] = max(
                self.contact_on, client.last_contact_on or self.contact_on
            )
        client.write(vals)
        if self.rest_confirmed:
            self._verify_blocks(set(lines.mapped("block")))

    def _origin_context(self):
        """Return the context in which the card learns where its values come from."""
        return {
            "law_source": self.source,
            "law_source_date": self.contact_on,
            "law_origin": Origin(self._name, self.id, self.user_id.id),
        }

    def _create_client(self):
        """Open the card of the proposed client, with the author on its team."""
        if self.duplicate_ids and not self.new_client_confirmed:
            raise UserError(
                self.env._(
                    "Is this client new? There is a card of the same name: %(names)s. "
                    "If it is another client, press 'Not the Same'. If not, return "
                    "the form.",
                    names=listed(
                        self.env,
                        [
                            f"{client.name} ({client.code})"
                            for client in self.duplicate_ids
                        ],
                    ),
                )
            )
        return (
            self.env["law.client"]
            .with_context(**self._origin_context())
            .create(
                {
                    "name": self.client_name,
                    "is_company": self.client_is_company,
                    "company_id": self.company_id.id,
                    "member_ids": [
                        (0, 0, {"user_id": self.env.uid, "role": "manager"}),
                        (0, 0, {"user_id": self.user_id.id, "role": "handling"}),
                    ],
                }
            )
        )

    def _verify_blocks(self, names):
        """Count the touched blocks, rest and all, as verified on the day of contact."""
        blocks = self.client_id.block_ids.filtered(
            lambda block: (
                block.block in names
                and (not block.verified_on or block.verified_on <= self.contact_on)
            )
        )
        blocks._verify(self.source, self.contact_on)


class LawClientUpdateLine(models.Model):
    """How a proposal of each topic comes onto the card."""

    _inherit = "law.client.update.line"

    def _card_vals(self):
        """Return the accepted value as values of the client."""
        [part] = self._parts()
        value = self._proposed_values()[part["name"]]
        if part["type"] == "many2many":
            return {part["name"]: [(6, 0, value or [])]}
        return {part["name"]: False if value is None else value}

    def _heard_vals(self, client):
        """Return who heard it, when and where, for a new record of the card."""
        form = self.update_id
        return {
            "client_id": client.id,
            "source": form.source,
            "date": form.contact_on,
            "user_id": form.user_id.id,
        }

    def _apply_need(self, client):
        self.env["law.need"].create(
            {**self._heard_vals(client), **self._given_values()}
        )

    def _apply_standing(self, client):
        self.env["law.client.standing"].create(
            {**self._heard_vals(client), **self._given_values()}
        )

    def _apply_person_new(self, client):
        """Add the person; whoever is on the card already gets the further role."""
        given = self._given_values()
        role = given.pop("role")
        person = self._present_record()
        if person:
            person.write(
                {key: given[key] for key in ("phone", "email") if key in given}
            )
        else:
            person = self.env["law.client.person"].create(
                {"client_id": client.id, **given}
            )
        held = person.position_ids.filtered(lambda p: p.role == role and not p.date_to)
        if not held:
            self.env["law.client.position"].create(
                {
                    "person_id": person.id,
                    "role": role,
                    "source": self.update_id.source,
                }
            )

    def _apply_position_new(self, client):
        self._refuse_present()
        self.env["law.client.position"].create(
            {**self._given_values(), "source": self.update_id.source}
        )
        self._note_author(client)

    def _apply_alias(self, client):
        self._refuse_present()
        self.env["law.client.alias"].create(
            {**self._given_values(), "client_id": client.id}
        )
        self._note_author(client)

    def _refuse_present(self):
        """Raise if the card has meanwhile what this proposal would add to it."""
        if self._present_record():
            raise UserError(
                self.env._(
                    "%(line)s: the card says so already. Return the line.",
                    line=f"{self.topic_label}: {self.proposed_text}",
                )
            )

    def _note_author(self, client):
        """Note on the card who heard it, where the new record has no room for it."""
        client.message_post(
            body=self.env._(
                "%(line)s: %(value)s. Heard by %(author)s (%(form)s).",
                line=self.topic_label,
                value=self.proposed_text,
                author=self.user_id.name,
                form=self.update_id.name,
            )
        )

    def _apply_person_contact(self, client):
        given = self._given_values()
        del given["person_id"]
        self._present_record().write(given)

    def _apply_position_end(self, client):
        position = self._present_record()
        if not position:
            raise UserError(
                self.env._(
                    "%(line)s: the card has no such open position any more. Return "
                    "the line.",
                    line=self.proposed_text,
                )
            )
        position.date_to = self.proposed["date_to"]

    def _given_values(self):
        """Return the proposed values that were filled in."""
        return {
            key: value
            for key, value in self._proposed_values().items()
            if value is not None
        }
