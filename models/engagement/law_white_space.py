from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

FEWEST_ALIKE = 3
# Room for so many services, or types of dispute, in the number of a row.
THINGS = 1048576
# Clients alike, what they use, what together with what, and what is lacking.
GAPS = """
    WITH client AS MATERIALIZED (
        SELECT c.id, c.company_id, c.manager_id, p.industry_id,
               CONCAT_WS('/', c.company_id, p.industry_id, c.size) AS peers,
               c.state <> 'prospect' AS served,
               COUNT(*) FILTER (WHERE c.state <> 'prospect') OVER (
                   PARTITION BY c.company_id, c.size, p.industry_id
               ) AS alike
        FROM law_client c
        JOIN res_partner p ON p.id = c.partner_id
        WHERE c.id IN %(seen)s
          AND c.size IS NOT NULL AND p.industry_id IS NOT NULL
    ), used AS MATERIALIZED (%(used)s), usage AS MATERIALIZED (
        SELECT u.client_id, u.kind, u.thing_id, c.served, c.peers
        FROM used u JOIN client c ON c.id = u.client_id
    ), common AS MATERIALIZED (
        SELECT peers, kind, thing_id, COUNT(*) AS users
        FROM usage WHERE served
        GROUP BY peers, kind, thing_id HAVING COUNT(*) >= %(fewest)s
    ), together AS MATERIALIZED (
        SELECT a.peers, a.thing_id AS by_id, b.kind, b.thing_id,
               COUNT(*) AS users
        FROM usage a JOIN usage b ON b.client_id = a.client_id AND b.served
        WHERE a.kind = 'service'
        GROUP BY a.peers, a.thing_id, b.kind, b.thing_id
    ), compared AS MATERIALIZED (
        SELECT u.client_id, u.peers, u.thing_id AS by_id,
               k.users - u.served::integer AS others
        FROM usage u JOIN common k ON k.peers = u.peers
             AND k.kind = 'service' AND k.thing_id = u.thing_id
        WHERE u.kind = 'service'
          AND k.users - u.served::integer >= %(fewest)s
    ), mix AS MATERIALIZED (
        SELECT c.client_id, t.kind, t.thing_id,
               SUM(t.users::float8 / c.others) AS parts
        FROM compared c JOIN together t ON t.peers = c.peers
             AND t.by_id = c.by_id
        GROUP BY c.client_id, t.kind, t.thing_id
    ), mixed AS MATERIALIZED (
        SELECT client_id, COUNT(*) AS services FROM compared GROUP BY client_id
    )
    SELECT (c.id::bigint * %(things)s + k.thing_id) * 2
               + (k.kind = 'dispute')::integer AS id,
           c.id AS client_id, c.company_id, k.kind,
           CASE k.kind WHEN 'service' THEN k.thing_id END AS service_id,
           CASE k.kind WHEN 'dispute' THEN k.thing_id END AS dispute_type_id,
           c.industry_id, c.manager_id,
           (c.alike - c.served::integer)::integer AS alike_count,
           k.users::integer AS user_count,
           COALESCE(n.services, 0)::integer AS mix_count,
           100.0 * (k.users::float8 / (c.alike - c.served::integer)
                    + COALESCE(m.parts, 0)) / (1 + COALESCE(n.services, 0))
               AS share
    FROM common k
    JOIN client c ON c.peers = k.peers
    LEFT JOIN mixed n ON n.client_id = c.id
    LEFT JOIN mix m ON m.client_id = c.id AND m.kind = k.kind
         AND m.thing_id = k.thing_id
    WHERE NOT EXISTS (SELECT FROM used u WHERE u.client_id = c.id
                        AND u.kind = k.kind AND u.thing_id = k.thing_id)
      AND NOT EXISTS (SELECT FROM law_need n WHERE n.client_id = c.id
                        AND n.state <> 'addressed'
                        AND CASE k.kind WHEN 'service' THEN n.service_id
                            ELSE n.dispute_type_id END = k.thing_id)
"""


class LawWhiteSpace(models.Model):
    """What clients alike use, or quarrel about, and this client does not (S12, S43).

    Alike are clients of one company of the firm, of the same industry and size. They
    use a service if it is on their card, or if they gave the firm an engagement of that
    kind; they had a dispute if an engagement was about one. Counted is only what the
    reader may see, and a thing shows when at least three of them share it, so that no
    single one is told of. One query for all clients.

    How likely a thing is weighs the mix of services that the client uses. With n such
    services u that at least three others of those alike use, it is

        (a + sum of m(u)) / (1 + n)

    where a is the part of all clients alike who use the thing, and m(u) the part of
    those among them who use u who use the thing as well. A client of whom the firm
    knows no service is judged by industry and size alone.
    """

    _name = "law.white.space"
    _description = "What Clients Alike Use"
    _inherit = ["law.read.logged"]
    _auto = False
    _order = "share desc, client_id, id"
    _depends = {
        "law.client": ["active", "company_id", "partner_id", "size", "state"],
        "law.engagement": [
            "client_id",
            "service_id",
            "dispute_type_id",
            "date_open",
            "outcome",
            "state",
        ],
        "law.need": ["client_id", "service_id", "dispute_type_id", "state"],
        "res.partner": ["industry_id"],
    }

    client_id = fields.Many2one("law.client", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    kind = fields.Selection(
        [("service", "Service"), ("dispute", "Dispute")],
        "Kind of Gap",
        readonly=True,
    )
    service_id = fields.Many2one("law.service", readonly=True)
    dispute_type_id = fields.Many2one(
        "law.dispute.type", "Type of Dispute", readonly=True
    )
    industry_id = fields.Many2one("res.partner.industry", readonly=True)
    manager_id = fields.Many2one("res.users", "Client Manager", readonly=True)
    alike_count = fields.Integer(
        "Clients Alike",
        readonly=True,
        aggregator=None,
        help="Other clients of the same industry and size whom you may see.",
    )
    user_count = fields.Integer("How Many of These", readonly=True, aggregator=None)
    share = fields.Float(
        "Use among Alike (%)",
        readonly=True,
        aggregator="avg",
        help="Among clients of the same industry and size; those who use the same "
        "services as this client weigh more.",
    )
    mix_count = fields.Integer(
        "Services Compared",
        readonly=True,
        aggregator=None,
        help="So many services that this client uses were compared with who else uses "
        "them.",
    )

    @api.depends("service_id", "dispute_type_id")
    def _compute_display_name(self):
        for gap in self:
            gap.display_name = (gap.service_id or gap.dispute_type_id).display_name

    def action_make_need(self):
        """Note each as a need of its client, and open the last one (button)."""
        needs = self.env["law.need"].create(
            [gap._prepare_need_values() for gap in self]
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": "law.need",
            "res_id": needs[-1:].id,
            "views": [[False, "form"]],
        }

    def _prepare_need_values(self):
        self.ensure_one()
        name = self.display_name
        if self.kind == "dispute":
            name = self.env._("Advice to prevent disputes: %(type)s", type=name)
        return {
            "client_id": self.client_id.id,
            "service_id": self.service_id.id,
            "dispute_type_id": self.dispute_type_id.id,
            "name": name,
            "source": "white_space",
            "description": self.env._(
                "Other clients of the same industry and size: %(alike)s. How many of "
                "these: %(users)s.",
                alike=self.alike_count,
                users=self.user_count,
            ),
        }

    @property
    def _table_query(self):
        return SQL(
            GAPS,
            seen=self._sql_seen(),
            used=self._sql_used(),
            fewest=FEWEST_ALIKE,
            things=THINGS,
        )

    def _sql_seen(self):
        """Return SQL for the clients that count: those whom the reader may see."""
        served = Domain("state", "in", ("prospect", "active", "dormant"))
        return self.env["law.client"]._search(served).subselect()

    def _sql_used(self):
        """Return SQL for who uses which service, and had which type of dispute."""
        return SQL(
            """
            SELECT law_client_id AS client_id, 'service' AS kind,
                   law_service_id AS thing_id
            FROM law_client_law_service_rel
            UNION
            SELECT client_id, 'service', service_id FROM law_engagement
            WHERE service_id IS NOT NULL AND id IN %(given)s
            UNION
            SELECT client_id, 'dispute', dispute_type_id FROM law_engagement
            WHERE dispute_type_id IS NOT NULL AND id IN %(given)s
            """,
            given=self.env["law.engagement"]
            ._search(self.env["law.engagement"]._domain_given())
            .subselect(),
        )
