from odoo import api, fields, models


class LawClient(models.Model):
    _inherit = "law.client"

    fit_score = fields.Float(
        "Fit (%)",
        compute="_compute_fit",
        store=True,
        digits=(5, 1),
        aggregator="avg",
        help="How well the client fits the firm's positioning profile.",
    )
    fit_reason = fields.Char("Why It Fits", compute="_compute_fit", store=True)

    @api.depends(
        "industry_id",
        "business_line_ids",
        "size",
        "service_ids",
        "need_ids.service_id",
        "state_id",
        "country_id",
        "company_id",
    )
    def _compute_fit(self):
        profiles = (
            self.env["law.positioning"]
            .sudo()  # the firm's own profile, read to measure a card the user may write
            .search([("company_id", "in", self.company_id.ids)])
            .grouped("company_id")
        )
        for client in self:
            profile = profiles.get(client.company_id)
            client.fit_score, client.fit_reason = (
                profile._fit(client) if profile else (0, False)
            )
