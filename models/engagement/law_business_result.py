from odoo import fields, models
from odoo.tools import SQL

from .selections import ENGAGEMENT_SOURCES

ORIGINS = [
    ("referred", "Referred"),
    ("developed", "Developed"),
    ("mouth", "By word of mouth"),
    ("cold", "Cold"),
]


class LawBusinessResult(models.Model):
    """What became of each chance to do business, by where it came from (S12, S60, S61).

    One definition for the whole firm. *Referred*: a client recommended the firm.
    *Developed*: the firm's own effort. *By word of mouth*: somebody who is no client
    spoke well of the firm; the firm waited for it (S60), but it is not cold. *Cold*: a
    walk-in. A chance is an opportunity with a client or prospect, or an engagement
    that came without one. It is decided when the opportunity is won or lost, or the
    engagement opened or not taken on. Success is the share won of those decided.
    """

    _name = "law.business.result"
    _description = "Success by Origin"
    _inherit = ["law.read.logged"]
    _auto = False
    _order = "date desc, id desc"
    _rec_name = "client_id"
    _depends = {
        "crm.lead": [
            "law_client_id",
            "law_service_id",
            "law_source",
            "user_id",
            "won_status",
        ],
        "law.engagement": [
            "client_id",
            "service_id",
            "source",
            "lead_id",
            "opportunity_id",
            "date_open",
            "outcome",
            "state",
        ],
    }

    client_id = fields.Many2one("law.client", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    service_id = fields.Many2one("law.service", readonly=True)
    user_id = fields.Many2one("res.users", "Responsible", readonly=True)
    engagement_id = fields.Many2one("law.engagement", readonly=True)
    date = fields.Date("Began On", readonly=True)
    kind = fields.Selection(
        [("opportunity", "Opportunity"), ("engagement", "Engagement")], readonly=True
    )
    source = fields.Selection(ENGAGEMENT_SOURCES, "How It Came", readonly=True)
    origin = fields.Selection(ORIGINS, readonly=True)
    result = fields.Selection(
        [("won", "Successful"), ("lost", "Came to nothing"), ("open", "Not decided")],
        readonly=True,
    )
    success = fields.Float("Success (%)", readonly=True, aggregator="avg")
    won = fields.Integer(readonly=True)
    decided = fields.Integer("Won or Lost", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT chance.*,
                   CASE chance.source WHEN 'referral' THEN 'referred'
                        WHEN 'development' THEN 'developed'
                        WHEN 'word_of_mouth' THEN 'mouth' ELSE 'cold' END AS origin,
                   CASE chance.result WHEN 'won' THEN 100.0 WHEN 'lost' THEN 0.0
                        END AS success,
                   (chance.result = 'won')::integer AS won,
                   (chance.result <> 'open')::integer AS decided
            FROM (
                SELECT l.id::bigint * 2 AS id, l.law_client_id AS client_id,
                       c.company_id, l.law_service_id AS service_id, l.user_id,
                       NULL::integer AS engagement_id, l.create_date::date AS date,
                       'opportunity' AS kind,
                       COALESCE(l.law_source, 'development') AS source,
                       CASE l.won_status WHEN 'won' THEN 'won' WHEN 'lost' THEN 'lost'
                            ELSE 'open' END AS result
                FROM crm_lead l JOIN law_client c ON c.id = l.law_client_id
                UNION ALL
                SELECT e.id::bigint * 2 + 1, e.client_id, e.company_id, e.service_id,
                       e.lead_id, e.id, COALESCE(e.date_open, e.create_date::date),
                       'engagement', COALESCE(e.source, 'walk_in'),
                       CASE WHEN e.state = 'open' OR e.state = 'closed'
                                 AND e.outcome IS DISTINCT FROM 'declined' THEN 'won'
                            WHEN e.state = 'closed' THEN 'lost' ELSE 'open' END
                FROM law_engagement e
                WHERE e.opportunity_id IS NULL
            ) chance
            """
        )

    def action_open_client(self):
        """Open the client (button)."""
        return self.client_id._action_open()
