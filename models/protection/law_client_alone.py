from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..client.selections import STATES


class LawClientAlone(models.Model):
    """A client known to one person, or to one lawyer, only: a risk to the firm (S1).

    Who is on the team today counts, but not access granted on request. If that person
    leaves, nobody in the firm knows the client.
    """

    _name = "law.client.alone"
    _description = "Client Known to One Person Only"
    _inherit = ["law.read.logged"]
    _auto = False
    _order = "kind desc, priority desc, user_id, client_id"
    _rec_name = "client_id"
    _depends = {
        "law.client": ["active", "company_id", "manager_id", "state", "priority"],
        "law.client.member": [
            "client_id",
            "user_id",
            "role",
            "date_from",
            "date_to",
            "revoked",
        ],
    }

    client_id = fields.Many2one("law.client", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    user_id = fields.Many2one("res.users", "Known to", readonly=True)
    kind = fields.Selection(
        [("lawyer", "One lawyer only"), ("person", "One person only")],
        "Risk",
        readonly=True,
    )
    manager_id = fields.Many2one("res.users", "Client Manager", readonly=True)
    state = fields.Selection(STATES, "Life Cycle", readonly=True)
    priority = fields.Selection([("0", "Normal"), ("1", "Key client")], readonly=True)
    last_contact_on = fields.Date("Last Contact", readonly=True)
    entry_count = fields.Integer(
        "Entries Nobody Else Made",
        readonly=True,
        help="Facts, people, needs, judgements and relations on the card that this "
        "person alone entered.",
    )

    def action_open_client(self):
        """Open the client."""
        return self.client_id._action_open()

    @property
    def _table_query(self):
        Member = self.env["law.client.member"].sudo()  # who is on a team; rules follow
        present = Member._search(
            Member._domain_current() & Domain("role", "!=", "granted")
        )
        known = self.env["law.knowledge.alone"]._table_query
        return SQL(
            """
            WITH present AS (%(present)s), team AS (
                SELECT client_id, COUNT(DISTINCT user_id) AS people,
                       MIN(user_id) AS one,
                       COUNT(DISTINCT user_id) FILTER (WHERE law) AS lawyers,
                       MIN(user_id) FILTER (WHERE law) AS lawyer
                FROM (SELECT client_id, user_id,
                             role IN ('liaison', 'handling') AS law
                      FROM present) member
                GROUP BY client_id
            ), known AS (
                SELECT client_id, user_id, COUNT(*) AS entries
                FROM (%(known)s) entry GROUP BY client_id, user_id
            )
            SELECT client.id, client.id AS client_id, client.company_id,
                   CASE WHEN team.people = 1 THEN team.one ELSE team.lawyer
                        END AS user_id,
                   CASE WHEN team.people = 1 THEN 'person' ELSE 'lawyer' END AS kind,
                   client.manager_id, client.state, client.priority,
                   client.last_contact_on,
                   COALESCE(known.entries, 0)::integer AS entry_count
            FROM team
            JOIN law_client client ON client.id = team.client_id AND client.active
                 AND client.state <> 'former'
            LEFT JOIN known ON known.client_id = client.id
                 AND known.user_id = CASE WHEN team.people = 1 THEN team.one
                                          ELSE team.lawyer END
            WHERE team.people = 1 OR team.lawyers = 1
            """,
            present=present.select("id", "client_id", "user_id", "role"),
            known=known,
        )
