from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class LawPrivacyStop(models.Model):
    """Days on which the clock of a request stood still, and why."""

    _name = "law.privacy.stop"
    _description = "Stop of the Clock"
    _inherit = ["law.entry.check"]
    _order = "date_from, id"

    request_id = fields.Many2one(
        "law.privacy.request", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="request_id.company_id", store=True, index=True
    )
    date_from = fields.Date(
        "Stopped On", required=True, default=fields.Date.context_today
    )
    date_to = fields.Date("Went On", help="Empty: the clock still stands.")
    reason = fields.Char(
        "Why It Stopped", required=True, help="For example: waiting for the passport."
    )

    _period = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "A clock cannot go on before it was stopped.",
    )

    @api.constrains("date_from", "date_to", "reason")
    def _check_days(self):
        today = fields.Date.context_today(self)
        for stop in self:
            latest = stop.date_to or stop.date_from
            if stop.date_from < stop.request_id.received_on or latest > today:
                raise ValidationError(
                    self.env._(
                        "A clock stops on a day between the receipt of the request "
                        "and today."
                    )
                )
            if not stop.reason.strip():
                raise ValidationError(self.env._("Say why the clock stopped."))

    @api.model_create_multi
    def create(self, vals_list):
        self._check_references(vals_list)
        stops = super().create(vals_list)
        stops.request_id._renew_due()
        return stops

    def write(self, vals):
        if "request_id" in vals:
            raise UserError(self.env._("A stop belongs to its request."))
        result = super().write(vals)
        self.request_id._renew_due()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_over(self):
        """A stop is ended, not made undone: the time shown must stay true."""
        if any(stop.date_to for stop in self):
            raise UserError(self.env._("A stop that is over stays on record."))

    def unlink(self):
        requests = self.request_id
        result = super().unlink()
        requests._renew_due()
        return result
