from odoo import api, fields, models
from odoo.tools import SQL

KINDS = [
    ("person", "Key person"),
    ("fact", "Fact about a person"),
    ("relation", "Relation"),
    ("need", "Need"),
    ("standing", "Judgement"),
    ("event", "Step of the cooperation"),
]
# kind, table, column that names whose knowledge it is
SOURCES = (
    ("person", "law_client_person", "create_uid"),
    ("fact", "law_person_fact", "user_id"),
    ("need", "law_need", "user_id"),
    ("standing", "law_client_standing", "user_id"),
    ("event", "law_client_event", "user_id"),
)
MODELS = {
    "person": "law.client.person",
    "fact": "law.person.fact",
    "relation": "law.relation",
    "need": "law.need",
    "standing": "law.client.standing",
    "event": "law.client.event",
}


class LawKnowledgeAlone(models.Model):
    """An entry on a client's card that one person alone has brought and looked after.

    Nobody else entered, changed or reviewed it: when that person leaves, nobody can
    say more about it. What lies in an entry is read on the card, with its own rules.
    """

    _name = "law.knowledge.alone"
    _description = "What One Person Alone Knows"
    _inherit = ["law.read.logged"]
    _auto = False
    _order = "client_id, kind, id"
    _rec_name = "kind"
    _depends = {
        "law.client.person": ["client_id"],
        "law.person.fact": ["client_id", "user_id"],
        "law.need": ["client_id", "user_id"],
        "law.client.standing": ["client_id", "user_id"],
        "law.client.event": ["client_id", "user_id"],
        "law.relation": ["left_client_id", "right_client_id"],
    }

    client_id = fields.Many2one("law.client", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", "Known to", readonly=True)
    kind = fields.Selection(KINDS, readonly=True)
    res_id = fields.Integer("Entry", readonly=True, aggregator=None)
    entered_on = fields.Datetime("Last Touched", readonly=True)
    title = fields.Char("What It Is", compute="_compute_title")

    @api.depends("kind", "res_id")
    @api.depends_context("uid", "lang")
    def _compute_title(self):
        """Name the entries that the reader may read, with their own rules."""
        for kind, rows in self.grouped("kind").items():
            own = self.env[MODELS[kind]].sudo(False).browse(rows.mapped("res_id"))
            names = {r.id: r.display_name for r in own._filtered_access("read")}
            for row in rows:
                row.title = names.get(row.res_id) or self.env._("(not visible to you)")

    def action_open_client(self):
        """Open the client's card."""
        return self.client_id._action_open()

    @property
    def _table_query(self):
        parts = [
            SQL(
                """
                SELECT entry.id::bigint * 8 + %(number)s AS id, entry.client_id,
                       entry.company_id, entry.%(author)s AS user_id, %(kind)s AS kind,
                       entry.id AS res_id, entry.write_date AS entered_on
                FROM %(table)s entry
                WHERE entry.client_id IS NOT NULL AND entry.%(author)s > 1
                  AND entry.create_uid IN (entry.%(author)s, 1)
                  AND entry.write_uid IN (entry.%(author)s, 1)
                """,
                number=number,
                kind=kind,
                table=SQL.identifier(table),
                author=SQL.identifier(author),
            )
            for number, (kind, table, author) in enumerate(SOURCES)
        ]
        parts += [
            SQL(
                """
                SELECT entry.id::bigint * 8 + %(number)s, entry.%(client)s,
                       entry.company_id, entry.create_uid, 'relation', entry.id,
                       entry.write_date
                FROM law_relation entry
                WHERE entry.%(client)s IS NOT NULL
                  AND entry.create_uid > 1
                  AND entry.write_uid IN (entry.create_uid, 1)
                """,
                number=number,
                client=SQL.identifier(client),
            )
            for number, client in ((6, "left_client_id"), (7, "right_client_id"))
        ]
        return SQL(" UNION ALL ").join(parts)
