from odoo import api, fields, models


class LawAccessAlert(models.Model):
    _inherit = "law.access.alert"

    @api.model
    def _note_at_once(self, row, number, measure, figure=None, first_row=None):
        """Make an alert of one row of the log: one for a person and a day."""
        company = self.env["res.company"].browse(row["company_id"])
        clock = self.with_context(tz=company.resource_calendar_id.tz)
        day = fields.Datetime.context_timestamp(clock, row["moment"]).date()
        key = {
            "company_id": company.id,
            "user_number": row["user_number"],
            "day": day,
            "measure": measure,
        }
        known = self.search([(name, "=", value) for name, value in key.items()])
        if known:
            if measure not in ("stopped", "refused"):
                known.state = "open"
            still = known.filtered(lambda alert: alert.state == "open")
            still.last_row = number
            if figure is not None:
                still.figure = figure
            return
        self.create(
            {
                **key,
                "user_name": row["user_name"],
                "role": row["role"],
                "figure": len(row["client_ids"]) if figure is None else figure,
                "own_days": 0,
                "own_average": 0,
                "own_most": 0,
                "peer_count": 0,
                "peer_average": 0,
                "peer_most": 0,
                "first_row": first_row or number,
                "last_row": number,
            }
        )._tell_auditors()
