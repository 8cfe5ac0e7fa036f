from odoo import fields, models
from odoo.tools import SQL

from .selections import SIZES, STATES


class LawClientListing(models.Model):
    """The list of clients for marketing: who they are and how they fit, no more (S10).

    A view of its own instead of hidden fields: what is not in it cannot leak from it.
    Nor do its ids lead anywhere: they are not those of the clients, from which
    followers, activities or addresses of pages could be told.
    """

    _name = "law.client.listing"
    _description = "List of Clients for Marketing"
    _auto = False
    _order = "fit_score desc, name, id"
    _depends = {
        "law.client": [
            "active",
            "partner_id",
            "company_id",
            "state",
            "size",
            "client_since",
            "fit_score",
        ],
        "res.partner": ["name", "industry_id", "city", "country_id", "is_company"],
    }

    client_id = fields.Many2one(
        "law.client",
        readonly=True,
        groups=fields.NO_ACCESS,
        help="For the rules alone.",
    )
    name = fields.Char(readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    industry_id = fields.Many2one("res.partner.industry", readonly=True)
    city = fields.Char(readonly=True)
    country_id = fields.Many2one("res.country", readonly=True)
    state = fields.Selection(STATES, "Life Cycle", readonly=True)
    size = fields.Selection(SIZES, readonly=True)
    client_since = fields.Date(readonly=True)
    fit_score = fields.Float("Fit (%)", readonly=True, aggregator="avg")

    @property
    def _table_query(self):
        """Organisations only: a natural person's name alone is personal data."""
        return SQL(
            """
            SELECT ('x' || substr(md5(%s || client.id), 1, 13))::bit(52)::bigint AS id,
                   client.id AS client_id,
                   partner.name, client.company_id, partner.industry_id,
                   partner.city, partner.country_id, client.state, client.size,
                   client.client_since, client.fit_score
            FROM law_client client
            JOIN res_partner partner ON partner.id = client.partner_id
            WHERE client.active AND partner.is_company
            """,
            self.env["ir.config_parameter"].sudo().get_param("database.secret"),
        )
