from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

FEWEST_ALIKE = 3
# Room for so many services in the number of a row.
SERVICES = 1048576


class LawWhiteSpace(models.Model):
    """A service that clients alike use, and this client does not (S12, S22).

    Alike are clients of one company of the firm, of the same industry and size. They
    use a service if it is on their card, or if they gave the firm an engagement of that
    kind. Counted is only what the reader may see, and a service shows when at least
    three of them use it, so that no single one is told of. One query for all clients.
    """

    _name = "law.white.space"
    _description = "Service that Clients Alike Use"
    _inherit = ["law.read.logged"]
    _auto = False
    _order = "share desc, client_id, service_id"
    _rec_name = "service_id"
    _depends = {
        "law.client": ["active", "company_id", "partner_id", "size", "state"],
        "law.engagement": ["client_id", "service_id", "date_open"],
        "law.need": ["client_id", "service_id", "state"],
        "res.partner": ["industry_id"],
    }

    client_id = fields.Many2one("law.client", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    service_id = fields.Many2one("law.service", readonly=True)
    industry_id = fields.Many2one("res.partner.industry", readonly=True)
    manager_id = fields.Many2one("res.users", "Client Manager", readonly=True)
    alike_count = fields.Integer(
        "Clients Alike", readonly=True, aggregator=None, help="With the client itself."
    )
    user_count = fields.Integer("Of These Use It", readonly=True, aggregator=None)
    share = fields.Float("Use It (%)", readonly=True, aggregator="avg")

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
        return {
            "client_id": self.client_id.id,
            "service_id": self.service_id.id,
            "name": self.service_id.complete_name,
            "source": "white_space",
            "description": self.env._(
                "Clients of the same industry and size: %(alike)s. Of these use it: "
                "%(users)s.",
                alike=self.alike_count,
                users=self.user_count,
            ),
        }

    @property
    def _table_query(self):
        served = Domain("state", "in", ("prospect", "active", "dormant"))
        given = Domain("date_open", "!=", False) & Domain("service_id", "!=", False)
        Client = self.env["law.client"]
        return SQL(
            """
            WITH client AS MATERIALIZED (
                SELECT c.id, c.company_id, c.size, c.manager_id, p.industry_id,
                       COUNT(*) FILTER (WHERE c.state <> 'prospect') OVER (
                           PARTITION BY c.company_id, c.size, p.industry_id
                       ) AS alike
                FROM law_client c
                JOIN res_partner p ON p.id = c.partner_id
                WHERE c.id IN %(seen)s
                  AND c.size IS NOT NULL AND p.industry_id IS NOT NULL
            ), used AS MATERIALIZED (
                SELECT law_client_id AS client_id, law_service_id AS service_id
                FROM law_client_law_service_rel
                UNION
                SELECT client_id, service_id FROM law_engagement WHERE id IN %(given)s
            ), kind AS (
                SELECT c.company_id, c.size, c.industry_id, u.service_id,
                       COUNT(*) AS users
                FROM used u JOIN client c ON c.id = u.client_id
                GROUP BY c.company_id, c.size, c.industry_id, u.service_id
                HAVING COUNT(*) >= %(fewest)s
            )
            SELECT c.id::bigint * %(services)s + k.service_id AS id,
                   c.id AS client_id, c.company_id, k.service_id, c.industry_id,
                   c.manager_id, c.alike::integer AS alike_count,
                   k.users::integer AS user_count, 100.0 * k.users / c.alike AS share
            FROM kind k
            JOIN client c ON c.company_id = k.company_id AND c.size = k.size
                 AND c.industry_id = k.industry_id
            WHERE NOT EXISTS (SELECT FROM used u WHERE u.client_id = c.id
                                AND u.service_id = k.service_id)
              AND NOT EXISTS (SELECT FROM law_need n WHERE n.client_id = c.id
                                AND n.service_id = k.service_id
                                AND n.state <> 'addressed')
            """,
            seen=Client._search(served).subselect(),
            given=self.env["law.engagement"]._search(given).subselect(),
            fewest=FEWEST_ALIKE,
            services=SERVICES,
        )
