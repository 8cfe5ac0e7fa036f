from odoo import api, fields, models
from odoo.tools import format_date

from ...models.client.law_client_update_topic import TOPIC_BLOCKS, WIDE_TOPICS

# The sheet lies on the client's table: how the firm sees the client is not for it.
UNSHOWN = ("features", "habits", "taboo_topics")
# So many records are offered as boxes to tick; of more, the name is written by hand.
MOST_BOXES = 40
# The same in a table, where the boxes have to fit into one cell.
MOST_BOXES_IN_CELL = 8
EMPTY_ROWS = 3


class ReportClientUpdateBlank(models.AbstractModel):
    """The client update form (客户信息更新表) to be filled in by hand at a visit (S18).

    For a client it names the client and what the card says today; without one it is
    for a new client. It asks what the form on the screen asks, in the same words. It
    shows values of the card only, never a fact about a person or a judgement.
    """

    _name = "report.law_firm_client.report_client_update_blank"
    _inherit = "law.report.words"
    _description = "Blank Client Update Form"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the pages need: a sheet a client, or one for a new client.

        :raises AccessError: unless the reader may write update forms, and may read
            each of the clients
        """
        wanted = docids or (data or {}).get("client_ids") or []
        reader, clients, frame = self._printed("law.client", wanted)
        reader.env["law.client.update"].check_access("create")
        boxes = reader._boxes()
        return {
            **frame,
            "sheets": [reader._sheet(client, boxes) for client in clients or [clients]],
        }

    @api.model
    def _sheet(self, client, boxes):
        """Return what the sheet of a client prints; of none, that of a new one."""
        Update = self.env["law.client.update"]
        sources = Update._fields["source"]._description_selection(self.env)
        return {
            "client": client,
            "about": self._rows(client, ("code", "manager_id")) if client else [],
            "printed": format_date(self.env, fields.Date.context_today(self)),
            "sources": [label for _key, label in sources],
            "blocks": self._blocks(client, boxes),
        }

    @api.model
    def _blocks(self, client, boxes):
        """Return the topics of the form on the screen, by block of the card."""
        Line = self.env["law.client.update.line"]
        labels = dict(Line._selection_topic())
        blocks = []
        for block, title in Line._fields["block"]._description_selection(self.env):
            topics = {
                topic: self._printed_parts(topic, client)
                for topic in labels
                if TOPIC_BLOCKS[topic] == block
            }
            blocks.append(
                {
                    "title": title,
                    "fields": [
                        self._card_value(topic, labels[topic], part, client, boxes)
                        for topic, [part, *more] in topics.items()
                        if topic not in WIDE_TOPICS
                    ],
                    "tables": [
                        self._topic_table(labels[topic], parts, client, boxes)
                        for topic, parts in topics.items()
                        if topic in WIDE_TOPICS
                    ],
                }
            )
        return blocks

    @api.model
    def _printed_parts(self, topic, client):
        """Return the values of a topic; who is in Contacts is written by name."""
        parts = self.env["law.client.update.line"]._topic_parts(topic, client)
        return [part for part in parts if part["comodel"] != "res.partner"]

    # === ONE VALUE OF THE CARD ===

    @api.model
    def _card_value(self, topic, label, part, client, boxes):
        """Return a field of the card: its name, its value, and room for a new one."""
        present = self._word(client, topic) if client else ""
        if client and topic in UNSHOWN:
            present = self.env._("(see the card)")
        return {
            "label": label,
            "rows": self._beside(present),
            "long": part["type"] == "text",
            "boxes": self._ticks(part, client, boxes),
        }

    @api.model
    def _boxes(self):
        """Return {model: names} of the few records of which values are chosen.

        They are read once for all sheets.
        """
        Line = self.env["law.client.update.line"]
        nobody = self.env["law.client"]
        models = {
            part["comodel"]
            for topic, _label in Line._selection_topic()
            for part in self._printed_parts(topic, nobody)
            if part["comodel"] and not part["domain"]
        }
        records = {
            model: self.env[model].search([], limit=MOST_BOXES + 1) for model in models
        }
        return {
            model: found.mapped("display_name")
            for model, found in records.items()
            if len(found) <= MOST_BOXES
        }

    @api.model
    def _ticks(self, part, client, boxes, most=MOST_BOXES):
        """Return the choices offered for a value, as labels to tick; not too many."""
        if part["selection"]:
            labels = [label for _key, label in part["selection"]]
        elif part["comodel"] == "law.client.person":
            labels = client.person_ids.mapped("name")
        else:
            labels = boxes.get(part["comodel"], [])
        return labels if len(labels) <= most else []

    # === A TOPIC OF SEVERAL VALUES ===

    @api.model
    def _topic_table(self, label, parts, client, boxes):
        """Return a topic of several values: a column each, and rows to fill in."""
        rows = self._given_rows(parts, client) or [{}] * EMPTY_ROWS
        ticks = {
            part["name"]: []
            if part["name"] in rows[0]
            else self._ticks(part, client, boxes, MOST_BOXES_IN_CELL)
            for part in parts
        }
        return {
            "label": label,
            "columns": self._columns(parts, ticks),
            "rows": [
                [
                    {"given": given.get(name, ""), "boxes": labels}
                    for name, labels in ticks.items()
                ]
                for given in rows
            ],
        }

    @api.model
    def _columns(self, parts, ticks):
        """Return [(label, width in per cent)]: columns of boxes take the most."""
        shares = [8 if ticks[part["name"]] else 3 for part in parts]
        return [
            (part["label"], share * 100 // sum(shares))
            for part, share in zip(parts, shares, strict=True)
        ]

    @api.model
    def _given_rows(self, parts, client):
        """Return {value: text} of what stands in the rows of a table beforehand.

        That is each kind of a topic which begins with one, and the client's people
        of a topic about them; nothing where all is to be written.
        """
        first, names = parts[0], {part["name"] for part in parts}
        if first["selection"] and first["name"] == "kind":
            return [{first["name"]: label} for _key, label in first["selection"]]
        if first["comodel"] != "law.client.person":
            return []
        people = client.person_ids
        if "date_to" not in names:
            return [
                {
                    first["name"]: person.name,
                    **{name: person[name] or "" for name in names & {"phone", "email"}},
                }
                for person in people
            ]
        return [
            {
                first["name"]: position.person_id.name,
                "role": self._choice(position, "role"),
            }
            for position in people.position_ids.filtered(lambda p: not p.date_to)
        ]
