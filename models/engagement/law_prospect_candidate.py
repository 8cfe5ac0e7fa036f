from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

PARTNERS = 1048576


class LawProspectCandidate(models.Model):
    """A company tied to a client, and no client yet: the firm can ask for a word (S61).

    Trading partners, investments and members of the group, from relations that hold
    today and that the reader may see, with the client who can introduce the firm. Who
    is a client already, seen by the reader or not, is no candidate.
    """

    _name = "law.prospect.candidate"
    _description = "Company Tied to a Client"
    _inherit = ["law.read.logged"]
    _auto = False
    _order = "strength desc, partner_id, client_id"
    _rec_name = "partner_id"
    _depends = {
        "law.client": ["active", "company_id", "partner_id", "state"],
        "law.relation": [
            "left_id",
            "right_id",
            "type_id",
            "date_to",
            "left_client_id",
            "right_client_id",
        ],
        "res.partner": ["is_company", "active"],
    }

    partner_id = fields.Many2one("res.partner", "Company", readonly=True)
    client_id = fields.Many2one("law.client", "Can Introduce Us", readonly=True)
    company_id = fields.Many2one("res.company", "Company of the Firm", readonly=True)
    relation_id = fields.Many2one("law.relation", "How They Are Tied", readonly=True)
    category = fields.Selection(
        [("ownership", "Ownership"), ("trade", "Trade")], "Kind of Tie", readonly=True
    )
    strength = fields.Selection(
        [("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5")], readonly=True
    )
    manager_id = fields.Many2one("res.users", "Client Manager", readonly=True)

    @property
    def _table_query(self):
        tied = (
            Domain("category", "in", ("ownership", "trade"))
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", "today"))
            & (Domain("date_from", "=", False) | Domain("date_from", "<=", "today"))
        )
        partners = self.env["res.partner"]._search(Domain("is_company", "=", True))
        return SQL(
            """
            SELECT DISTINCT ON (tie.partner_id, tie.client_id)
                   tie.client_id::bigint * %(partners)s + tie.partner_id AS id,
                   tie.partner_id, tie.client_id, c.company_id, tie.id AS relation_id,
                   tie.category, tie.strength, c.manager_id
            FROM (
                SELECT id, company_id, category, strength, left_client_id AS client_id,
                       right_id AS partner_id
                FROM law_relation
                WHERE id IN %(tied)s AND left_client_id IS NOT NULL
                UNION ALL
                SELECT id, company_id, category, strength, right_client_id, left_id
                FROM law_relation
                WHERE id IN %(tied)s AND right_client_id IS NOT NULL
            ) tie
            JOIN law_client c ON c.id = tie.client_id AND c.id IN %(seen)s
            WHERE tie.partner_id IN %(companies)s
              AND NOT EXISTS (SELECT FROM law_client known
                               WHERE known.partner_id = tie.partner_id
                                 AND known.company_id = tie.company_id)
            ORDER BY tie.partner_id, tie.client_id, tie.strength DESC NULLS LAST, tie.id
            """,
            partners=PARTNERS,
            tied=self.env["law.relation"]._search(tied).subselect(),
            seen=self.env["law.client"]._search(Domain.TRUE).subselect(),
            companies=partners.subselect(),
        )

    @api.depends("partner_id", "client_id")
    def _compute_display_name(self):
        for candidate in self:
            candidate.display_name = candidate.partner_id.display_name

    def action_make_prospect(self):
        """Enter the company as a prospect, with an opportunity by referral (button).

        :raises UserError: when the firm seems to have it as a client already
        """
        self.ensure_one()
        client = self.env["law.client"].create(
            {"partner_id": self.partner_id.id, "company_id": self.company_id.id}
        )
        self._check_unknown(client)
        lead = self.env["crm.lead"].create(self._prepare_opportunity_values(client))
        return lead._law_action_open()

    def _check_unknown(self, client):
        """Raise if a client of the firm is perhaps the same company."""
        if client.duplicate_ids:
            raise UserError(
                self.env._(
                    "The firm perhaps has %(name)s as a client already: %(client)s. "
                    "Open that card; if it is another company, enter the prospect by "
                    "hand.",
                    name=client.name,
                    client=client.duplicate_ids[0].display_name,
                )
            )
        if client.restricted_hint:
            raise UserError(client.restricted_hint)

    def _prepare_opportunity_values(self, client):
        return {
            "name": client.name,
            "type": "opportunity",
            "law_client_id": client.id,
            "law_source": "referral",
            "law_referrer_id": self.client_id.id,
            "user_id": self.env.uid,
        }
