from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.names import name_key
from .listed import listed


class LawClientUpdateLine(models.Model):
    """A relation of the client that its lawyer heard of: supplies, competes with (S25).

    The author writes the other side by name, and learns nothing by it. Whether it is
    in Contacts, or a client of the firm, only those see who may see every client.
    """

    _inherit = "law.client.update.line"

    found = fields.Char(
        "Other Side",
        compute="_compute_found",
        help="Who in Contacts the other side of the relation is.",
    )

    @api.depends("topic", "proposed", "form_state")
    @api.depends_context("uid", "lang")
    def _compute_found(self):
        manager = self.env.user.has_group("law_firm_client.group_client_manager")
        for line in self:
            to_check = line.topic == "relation" and line.form_state == "submitted"
            line.found = line._found_text() if manager and to_check else ""

    def _found_text(self):
        """Return in words who the other side is, for whoever checks the form."""
        found = self._found_partners()
        name = found[:1].display_name or self._proposed_values()["name"]
        if len(found) > 1:
            return self.env._(
                "Several in Contacts have this name: %(names)s.",
                names=listed(self.env, found.mapped("display_name")),
            )
        if not found:
            return self.env._("Not in Contacts yet: posting adds %(name)s.", name=name)
        client = self.env["law.client"].search(self._as_client(found), limit=1)
        if client:
            return self.env._(
                "Is the client %(name)s (%(code)s).", name=name, code=client.code
            )
        return self.env._("Is %(name)s in Contacts.", name=name)

    def _found_partners(self):
        """Return who in Contacts the other side may be: whom the author chose, else
        clients of that name, else contacts of that name."""
        values = self._proposed_values()
        if values["other_id"]:
            return self.env["res.partner"].browse(values["other_id"]).exists()
        key = name_key(values["name"] or "")
        if not key:
            return self.env["res.partner"]
        named = Domain("name_key", "=", key) | Domain("alias_ids.name_key", "=", key)
        own = Domain("company_id", "=", self.company_id.id)
        clients = self.env["law.client"].search(own & named, limit=5)
        return clients.partner_id or self.env["res.partner"].search(
            Domain("name", "=", values["name"])
            & Domain("company_id", "in", [False, self.company_id.id]),
            limit=5,
        )

    def _as_client(self, partner):
        return Domain("partner_id", "=", partner.id) & Domain(
            "company_id", "=", self.company_id.id
        )

    def _relation_type(self):
        """Return the type of the proposed relation, and whether it is read back."""
        Kind = self.env["law.relation.type"]
        reading = (self.proposed or {}).get("reading")
        if reading not in dict(Kind._readings()):
            return Kind, False
        type_id, _, side = reading.partition("-")
        return Kind.browse(int(type_id)), side == "right"

    # === COMPARED WITH THE CARD ===

    def _present_end(self, client):
        """Return the relation of the client that says the same, as the user sees it."""
        given = self.proposed or {}
        kind, inverse = self._relation_type()
        key = name_key(given.get("name") or "")
        ends = self.env["law.relation.end"].search(
            Domain("client_id", "=", client.id)
            & Domain("type_id", "=", kind.id)
            & Domain("inverse", "in", [True, False] if kind.symmetric else [inverse])
            & Domain("date_to", "=", False)
        )
        return ends.filtered(
            lambda end: (
                end.other_id.id == given.get("other_id")
                or (key and name_key(end.other_id.name or "") == key)
            )
        )[:1]

    def _present_relation(self, end):
        """Return what the card says of a relation, in the values of a proposal."""
        chosen = bool(self.proposed.get("other_id"))
        return {
            "reading": self.proposed["reading"],
            "name": None if chosen else end.other_id.name,
            "other_id": end.other_id.id if chosen else None,
            "date_from": self._plain(end, "date_from"),
            "share": self._plain(end, "share"),
            "note": self._plain(end.relation_id, "note"),
        }

    def _problem_relation(self, values):
        """Return what is wrong with the proposed relation, if anything."""
        if bool(values["name"]) == bool(values["other_id"]):
            return self.env._("name the other side: a company or a person.")
        client = self._client()
        own = {
            name_key(name)
            for name in (
                client.name or self.update_id.client_name or "",
                *client.alias_ids.mapped("name"),
            )
        }
        to_itself = client and values["other_id"] == client.partner_id.id
        if to_itself or name_key(values["name"] or "") in own:
            return self.env._("nobody has a relation to himself or herself.")
        if values["share"] and self._relation_type()[0].category != "ownership":
            return self.env._(
                "only who owns a part has a share. Leave the share empty, or choose "
                "another relation."
            )
        return None

    # === ONTO THE CARD ===

    def _apply_relation(self, client):
        """Add the relation, as it reads from the client, in the words of its author."""
        self._refuse_present()
        form, given = self.update_id, self._given_values()
        heard = self.env._(
            "Heard by %(author)s (%(form)s).", author=form.user_id.name, form=form.name
        )
        self.env["law.relation.add"].create(
            {
                **{key: given[key] for key in ("date_from", "share") if key in given},
                "client_id": client.id,
                "reading": given["reading"],
                "other_id": self._other_side().id,
                "source": form.source,
                "note": "\n".join(filter(None, (given.get("note"), heard))),
            }
        ).action_add()

    def _other_side(self):
        """Return the contact at the other end; who is in no card yet is added."""
        found = self._found_partners()
        if len(found) > 1:
            raise UserError(
                self.env._(
                    "%(line)s: %(found)s Enter the relation on the card yourself, and "
                    "return the line.",
                    line=self.topic_label,
                    found=self._found_text(),
                )
            )
        return found or found.create(
            {
                "name": self.proposed["name"],
                "is_company": self._relation_type()[0].category != "family",
                "company_id": self.company_id.id,
            }
        )
