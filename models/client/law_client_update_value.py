from odoo import api, fields, models

from ...tools.names import name_key
from ...tools.text_diff import text_diff
from .law_client_update_topic import CARD_TOPICS, WIDE_TOPICS, topic_parts


class LawClientUpdateLine(models.Model):
    """The values of a proposal: typed, compared with the card, put into words.

    A value is kept as JSON: text, ISO date, number, key of a choice, id or list of
    ids; None where there is none. So two values are equal when they are equal.
    """

    _inherit = "law.client.update.line"

    # === TOPICS ===

    @api.model
    def _selection_topic(self):
        """Return what a proposal can be about, in the order of the card."""
        labels = {
            "name": self.env._("Name of the client"),
            "company_registry": self.env._("Registration number"),
            "vat": self.env._("Tax ID"),
            "state_id": self.env._("Province or state"),
            "person_new": self.env._("Key person: new"),
            "position_new": self.env._("Key person: further position"),
            "person_contact": self.env._("Key person: phone, e-mail"),
            "position_end": self.env._("Key person: end of a position"),
            "alias": self.env._("Other name of the client"),
            "relation": self.env._("Relation to others"),
            "need": self.env._("Need heard"),
            "standing": self.env._("Standing"),
        }
        card = [name for names in CARD_TOPICS.values() for name in names]
        Client = self.env["law.client"]
        return [
            (
                name,
                labels.get(name)
                or Client._fields[name].get_description(self.env, ["string"])["string"],
            )
            for name in (*WIDE_TOPICS, *card)
        ]

    def _parts(self):
        """Return the description of each value that the topic of this line takes."""
        return self._topic_parts(self.topic, self._client()) if self.topic else []

    @api.model
    def _topic_parts(self, topic, client):
        """Return the description of each value that a topic takes, for a client.

        Among all contacts choose those who see every client anyway; to others the
        names in Contacts would tell more than they may know.
        """
        labels = {
            "name": self.env._("Other side"),
            "other_id": self.env._("or in Contacts"),
        }
        manager = self.env.user.has_group("law_firm_client.group_client_manager")
        parts = []
        for model, name, required in topic_parts(topic):
            field = self.env[model]._fields[name]
            about = field.get_description(
                self.env, ["type", "string", "selection", "relation"]
            )
            if about.get("relation") == "res.partner" and not manager:
                continue
            own = labels.get(name) if topic == "relation" else None
            parts.append(
                {
                    "name": name,
                    "label": own or about["string"],
                    "type": about["type"],
                    "selection": about.get("selection", []),
                    "comodel": about.get("relation", ""),
                    "domain": self._part_domain(about.get("relation"), client),
                    "required": required,
                }
            )
        return parts

    @api.model
    def _part_domain(self, comodel, client):
        """Return among which records a value is chosen for this client."""
        if comodel == "law.client.person":
            return [["client_id", "=", client.id]]
        if comodel == "res.partner":
            company = client.company_id or self.env.company
            return [["company_id", "in", [False, company.id]]]
        if comodel == "res.country.state" and client.country_id:
            return [["country_id", "=", client.country_id.id]]
        return []

    def _client(self):
        """Return the client of the form, whom the user may see."""
        client = self.update_id.client_id._origin
        if not self._origin:
            client.check_access("read")  # what is not saved passed no rule yet
        return client

    # === COMPUTES ===

    @api.depends("topic", "update_id.client_id")
    @api.depends_context("lang")
    def _compute_parts(self):
        for line in self:
            line.parts = line._parts()

    @api.depends("topic")
    def _compute_proposed(self):
        """Start long texts and lists from what the card says: they are added to."""
        for line in self:
            types = {part["type"] for part in line._parts()}
            wide = line.topic in WIDE_TOPICS
            extended = types & {"text", "many2many"} and not wide
            line.proposed = line._present() if extended else False

    @api.depends("topic", "proposed", "to_empty")
    def _compute_old(self):
        """Keep what the card says while the proposal is written, and no later."""
        for line in self:
            line.old = line._present()

    @api.depends("topic", "proposed", "to_empty", "old", "update_id.client_id")
    @api.depends_context("lang")
    def _compute_texts(self):
        values = {
            line: (line.old, line._proposed_values(), line._present()) for line in self
        }
        names = self._chosen_names(values)
        for line in self:
            old, proposed, present = values[line]
            line.old_text = line._text(old, names)
            line.proposed_text = line._text(proposed, names)
            line.present_text = line._text(present, names)
            empty = not line.proposed_text and not line.to_empty
            new = line.old_text if empty else line.proposed_text
            before, after = text_diff(line.old_text, new)
            line.diff = {"old": before, "new": [] if empty else after}

    # === VALUES ===

    def _proposed_values(self):
        """Return what the card shall say: {field: value}."""
        values = {} if self.to_empty else self.proposed or {}
        names = [name for _model, name, _required in topic_parts(self.topic)]
        return {name: values.get(name) for name in names if self.topic}

    def _present(self):
        """Return what the card says today about this line's topic: {field: value}."""
        names = [name for _model, name, _required in topic_parts(self.topic)]
        record = self._present_record() if self.topic else None
        if not record:
            return dict.fromkeys(names)
        if self.topic == "person_new":
            return self._present_person(record)
        if self.topic == "relation":
            return self._present_relation(record)
        if self.topic == "person_contact":
            given = self.proposed or {}
            values = {
                name: self._plain(record, name)
                for name in ("phone", "email")
                if given.get(name)
            }
            return {**dict.fromkeys(names), **values, "person_id": record.id}
        return {name: self._plain(record, name) for name in names}

    def _present_person(self, person):
        """Return what the card says of a person who has the proposed one's name."""
        role = (self.proposed or {}).get("role")
        held = person.position_ids.filtered(
            lambda position: position.role == role and not position.date_to
        )
        return {
            "name": person.name,
            "role": held[:1].role or None,
            "phone": person.phone or None,
            "email": person.email or None,
        }

    def _present_record(self):
        """Return the record of the card that this proposal is about, if any."""
        client, given = self._client(), self.proposed or {}
        if self.topic not in WIDE_TOPICS:
            return client
        if not client or self.topic == "need":
            return None
        if self.topic == "relation":
            return self._present_end(client)
        if self.topic == "alias":
            key = name_key(given.get("name") or "")
            return client.alias_ids.filtered(lambda alias: alias.name_key == key)[:1]
        people = client.person_ids
        if self.topic == "person_new":
            key = name_key(given.get("name") or "")
            named = people.filtered(lambda person: name_key(person.name) == key)
            return named[:1].with_prefetch(people._prefetch_ids)
        if self.topic == "standing":
            judged = client.standing_ids.filtered(lambda s: s.kind == given.get("kind"))
            return judged.sorted("date desc, id desc")[:1]
        person = people.filtered(lambda person: person.id == given.get("person_id"))
        person = person.with_prefetch(people._prefetch_ids)
        if self.topic == "person_contact":
            return person
        return person.position_ids.filtered(
            lambda position: position.role == given.get("role") and not position.date_to
        )

    @api.model
    def _plain(self, record, name):
        """Return a value of a record as it is kept in a proposal."""
        value = record[name]
        kind = record._fields[name].type
        if kind == "many2one":
            return value._origin.id or None
        if kind == "many2many":
            return sorted(value._origin.ids) or None
        if kind == "date":
            return fields.Date.to_string(value) or None
        return (value.strip() if isinstance(value, str) else value) or None
