from odoo import api, fields, models

MEASURED = (
    "industry_id",
    "business_line_ids",
    "size",
    "service_ids",
    "need_ids.service_id",
    "state_id",
    "country_id",
    "company_id",
)


class LawClient(models.Model):
    _inherit = "law.client"

    fit_score = fields.Float(
        "Fit (%)",
        compute="_compute_fit_score",
        store=True,
        digits=(5, 1),
        aggregator="avg",
        help="How well the client fits the firm's positioning profile.",
    )
    fit_reason = fields.Char("Why It Fits", compute="_compute_fit_reason")

    @api.depends(*MEASURED)
    def _compute_fit_score(self):
        profiles = self._positioning_profiles()
        for client in self:
            profile = profiles.get(client.company_id)
            client.fit_score = profile._fit(client)[0] if profile else 0

    # In the reader's words, hence not stored.
    @api.depends(*MEASURED)
    @api.depends_context("lang")
    def _compute_fit_reason(self):
        profiles = self._positioning_profiles()
        for client in self:
            profile = profiles.get(client.company_id)
            client.fit_reason = profile._fit(client)[1] if profile else False

    def _positioning_profiles(self):
        """Return {company: what the firm looks for in a client}."""
        return (
            self.env["law.positioning"]
            .sudo()  # the firm's own profile, read to measure a card the user may see
            .search([("company_id", "in", self.company_id.ids)])
            .grouped("company_id")
        )
