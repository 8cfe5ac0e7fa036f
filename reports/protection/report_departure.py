from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import format_date


class ReportDeparture(models.AbstractModel):
    """A departure on paper: what was read, what was returned, and the declaration."""

    _name = "report.law_firm_client.report_departure"
    _inherit = "law.report.words"
    _description = "Departure on Paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the pages need.

        :raises AccessError: unless the reader may read each of the departures
        """
        if not docids:
            raise UserError(self.env._("Choose the departures you want to print."))
        reader, departures, frame = self._printed("law.departure", docids)
        return {
            **frame,
            "papers": [reader._paper(departure) for departure in departures],
        }

    @api.model
    def _paper(self, departure):
        """Return what the pages of one departure say."""
        lines = departure._all_lines()
        return {
            "departure": departure,
            "state": self._choice(departure, "state"),
            "rows": self._rows(departure, ("user_id", "last_day", "opened_by_id"))
            + [
                (self._label("law.departure", name), self._moment(departure[name]))
                for name in ("announced_on", "handed_over_on", "access_closed_on")
                if departure[name]
            ],
            "closed": departure.access_closed,
            "places": [
                {
                    "name": line.display_name,
                    "role": self._choice(line, "role"),
                    "successor": line.successor_id.name or "–",
                    "done": self._moment(line.done_on),
                }
                for line in lines
            ],
            "checks": [
                {
                    "name": check.name,
                    "done": check.done,
                    "by": check.done_by_id.name,
                    "on": self._moment(check.done_on),
                    "proof": check.proof or check.proof_name or "",
                }
                for check in departure.check_ids
            ],
            "name": departure.user_id.name,
            "firm": departure.company_id.name,
            "last_day": format_date(self.env, departure.last_day),
            "reading": self._reading(departure),
        }
