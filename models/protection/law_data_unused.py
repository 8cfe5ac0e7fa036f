from odoo import api, fields, models
from odoo.tools import SQL

KINDS = [
    ("client", "Card nobody opened"),
    ("standing", "Judgement grown old"),
    ("fact", "Fact past its review day"),
]
MODELS = {"standing": "law.client.standing", "fact": "law.person.fact"}


class LawDataUnused(models.Model):
    """Data that was collected and is not used (收而不用): to review or let go (S16).

    A card is used when somebody opens, prints or exports it: the access log tells. A
    judgement is renewed by a newer one, a fact by its review.
    """

    _name = "law.data.unused"
    _description = "Data Never Used"
    _inherit = ["law.read.logged"]
    _auto = False
    _order = "since NULLS FIRST, client_id, id"
    _rec_name = "client_id"
    _depends = {
        "law.client": ["active", "company_id", "manager_id", "state"],
        "law.client.standing": ["client_id", "kind", "date"],
        "law.person.fact": ["client_id", "review_on"],
    }

    client_id = fields.Many2one("law.client", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    manager_id = fields.Many2one("res.users", "Client Manager", readonly=True)
    kind = fields.Selection(KINDS, readonly=True)
    res_id = fields.Integer("Entry", readonly=True, aggregator=None)
    since = fields.Date(
        "Unused Since", readonly=True, help="Empty: never since the log began."
    )
    never = fields.Boolean("Never Used", readonly=True)
    title = fields.Char("What It Is", compute="_compute_title")

    @api.depends("kind", "res_id")
    @api.depends_context("uid", "lang")
    def _compute_title(self):
        """Name the entries that the reader may read, with their own rules."""
        for kind, rows in self.grouped("kind").items():
            names = {}
            if kind == "standing":
                names = self._names(kind, rows, "kind")
            elif kind == "fact":
                names = self._names(kind, rows, "display_name")
            label = dict(self._fields["kind"]._description_selection(self.env))[kind]
            for row in rows:
                row.title = names.get(row.res_id) or label

    def _names(self, kind, rows, name):
        """Return {id: name} of the entries that the reader may read."""
        records = self.env[MODELS[kind]].sudo(False).browse(rows.mapped("res_id"))
        field = records._fields[name]
        words = (
            dict(field._description_selection(self.env))
            if (field.type == "selection")
            else {}
        )
        return {
            record.id: words.get(record[name], record[name])
            for record in records._filtered_access("read")
        }

    def action_review(self):
        """Open the card: read it, renew what is old, delete what is not needed."""
        return self.client_id._action_open()

    @property
    def _table_query(self):
        return SQL(
            """
            WITH used AS (
                SELECT client.number::integer AS client_id, MAX(log.moment) AS moment
                FROM law_access_log log
                CROSS JOIN LATERAL jsonb_array_elements_text(log.client_ids)
                           AS client (number)
                WHERE log.action IN ('open', 'print', 'export')
                GROUP BY 1
            ), firm AS (
                SELECT id, (%(now)s - make_interval(months => law_unused_months)
                           )::timestamp AS unused,
                       (%(now)s - make_interval(months => law_stale_months)
                           )::timestamp AS stale
                FROM res_company
            )
            SELECT client.id::bigint * 4 AS id, client.id AS client_id,
                   client.company_id, client.manager_id, 'client' AS kind,
                   client.id AS res_id, used.moment::date AS since,
                   used.moment IS NULL AS never
            FROM law_client client
            JOIN firm ON firm.id = client.company_id
            LEFT JOIN used ON used.client_id = client.id
            WHERE client.active AND client.create_date < firm.unused
              AND COALESCE(used.moment, client.create_date) < firm.unused
            UNION ALL
            SELECT standing.id::bigint * 4 + 1, client.id, client.company_id,
                   client.manager_id, 'standing', standing.id, standing.date, FALSE
            FROM law_client client
            JOIN firm ON firm.id = client.company_id
            JOIN (
                SELECT DISTINCT ON (client_id, kind) id, client_id, date
                FROM law_client_standing
                ORDER BY client_id, kind, date DESC, id DESC
            ) standing ON standing.client_id = client.id
            WHERE client.active AND standing.date < firm.stale
            UNION ALL
            SELECT fact.id::bigint * 4 + 2, client.id, client.company_id,
                   client.manager_id, 'fact', fact.id, fact.review_on, FALSE
            FROM law_person_fact fact
            JOIN law_client client ON client.id = fact.client_id AND client.active
            WHERE fact.review_on < %(now)s::date
            """,
            now=fields.Datetime.now(),
        )
