from odoo import api, fields, models

from .listed import listed


class LawPositioning(models.Model):
    """Which clients the firm is made for (S10): its target profile, one a company."""

    _name = "law.positioning"
    _description = "Positioning of the Firm"
    _rec_name = "company_id"

    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    industry_ids = fields.Many2many("res.partner.industry", string="Target Industries")
    service_ids = fields.Many2many("law.service", string="Service Lines")
    country_ids = fields.Many2many("res.country", string="Countries")
    state_ids = fields.Many2many("res.country.state", string="Regions")
    micro = fields.Boolean("Micro Firms")
    small = fields.Boolean("Small Firms", default=True)
    medium = fields.Boolean("Medium Firms", default=True)
    large = fields.Boolean("Large Firms", default=True)
    weight_industry = fields.Integer("Weight of Industry", default=4)
    weight_size = fields.Integer("Weight of Size", default=2)
    weight_service = fields.Integer("Weight of Services", default=3)
    weight_region = fields.Integer("Weight of Region", default=1)
    note = fields.Text("In Words")

    _company_uniq = models.Constraint(
        "UNIQUE(company_id)",
        "The company has its positioning already. Change that one.",
    )
    _weights = models.Constraint(
        "CHECK(weight_industry >= 0 AND weight_size >= 0 AND weight_service >= 0"
        " AND weight_region >= 0)",
        "A weight is zero or more.",
    )

    def _criteria(self):
        """Return [(label, weight, test)] of what the firm looks for.

        A criterion for which the firm named no target does not count.
        """
        self.ensure_one()
        sizes = [s for s in ("micro", "small", "medium", "large") if self[s]]
        lines = self.service_ids
        return [
            (self.env._("industry"), self.weight_industry, self._fits_industry)
            if self.industry_ids
            else None,
            (self.env._("size"), self.weight_size, lambda c: c.size in sizes)
            if sizes
            else None,
            (
                self.env._("services"),
                self.weight_service,
                lambda c: bool(lines & (c.service_ids | c.need_ids.service_id)),
            )
            if lines
            else None,
            (self.env._("region"), self.weight_region, self._fits_region)
            if self.state_ids or self.country_ids
            else None,
        ]

    def _fits_industry(self, client):
        return bool(self.industry_ids & (client.industry_id | client.business_line_ids))

    def _fits_region(self, client):
        return (
            client.state_id in self.state_ids
            if self.state_ids
            else client.country_id in self.country_ids
        )

    def _fit(self, client):
        """Return (score 0-100, reason in words) of a client or prospect."""
        criteria = [c for c in self._criteria() if c and c[1]]
        total = sum(weight for _label, weight, _test in criteria)
        met = [(label, weight) for label, weight, test in criteria if test(client)]
        missed = [
            (label, weight) for label, weight, test in criteria if not test(client)
        ]
        score = 100 * sum(weight for _label, weight in met) / total if total else 0
        return score, self._fit_text(met, missed)

    def _fit_text(self, met, missed):
        """Say what fits and what does not, in the reader's language."""
        fits, fails = (listed(self.env, [c[0] for c in p]) for p in (met, missed))
        if met and missed:
            return self.env._(
                "fits: %(fits)s; does not fit: %(fails)s", fits=fits, fails=fails
            )
        if met:
            return self.env._("fits: %(what)s", what=fits)
        return self.env._("does not fit: %(what)s", what=fails) if missed else ""

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._refresh_fit()
        return records

    def write(self, vals):
        result = super().write(vals)
        self._refresh_fit()
        return result

    def _refresh_fit(self):
        """Measure all clients of the companies against the changed profile."""
        Client = self.env["law.client"].with_context(active_test=False)
        clients = Client.search([("company_id", "in", self.company_id.ids)])
        self.env.add_to_compute(Client._fields["fit_score"], clients)
        clients.invalidate_recordset(["fit_reason"])
