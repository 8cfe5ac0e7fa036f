from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import format_date

from ...models.engagement.conflict_sides import GRAVE


class ReportConflictCheck(models.AbstractModel):
    """A conflict check on paper, as whoever prints it may see it."""

    _name = "report.law_firm_client.report_conflict_check"
    _inherit = "law.report.words"
    _description = "Conflict Check on Paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the pages need.

        :raises AccessError: unless the reader may read each of the checks
        """
        if not docids:
            raise UserError(self.env._("Choose the checks you want to print."))
        reader = self.sudo(False)  # a caller in sudo prints what its user may read
        checks = reader.env["law.conflict.check"].browse(docids)
        checks.check_access("read")
        return {
            "doc_ids": checks.ids,
            "doc_model": checks._name,
            "docs": checks,
            "papers": [reader._paper(check) for check in checks],
            **reader._paper_frame(checks.company_id),
        }

    @api.model
    def _paper(self, check):
        """Return what the pages of one check say."""
        names = ["engagement_id", "client_id", "asker_id", "looked_text", "firm_text"]
        decided = ["decided_by_id", "reason", "consent_by", "consent_on"]
        model = "law.conflict.check"
        moments = [
            (self._label(model, name), self._moment(check[name]))
            for name in ("searched_on", "decided_on")
            if check[name]
        ]
        return {
            "check": check,
            "state": self._choice(check, "state"),
            "light": self._choice(check, "light"),
            "rows": self._rows(
                check, names, {"asker_id": self._label(model, "user_id")}
            )
            + moments
            + self._rows(check, decided),
            "lines": [
                (line.name, line.number or "", self._choice(line, "role"))
                for line in check.line_ids
            ],
            "hits": [self._hit(hit) for hit in check.shown_hit_ids],
        }

    @api.model
    def _moment(self, moment):
        """Name the zone, too: a check is proof of what was known when."""
        zone = self.env.user.tz or "UTC"
        here = self.with_context(tz=zone)
        local = fields.Datetime.context_timestamp(here, moment)
        return f"{format_date(self.env, local.date())} {local:%H:%M} ({zone})"

    @api.model
    def _paper_mark(self):
        """Write the moment of the print as all days on this paper."""
        now = self._moment(fields.Datetime.now())
        return {**super()._paper_mark(), "time": now}

    @api.model
    def _hit(self, hit):
        return {
            "asked": hit.line_id.name,
            "name": hit.name,
            "count": hit.masked_count if hit.masked_count > 1 else 0,
            "owner": hit.owner or "",
            "also": hit.also or "",
            "source": hit.source or "",
            "side": self._choice(hit, "side"),
            "reasons": hit.reasons or "",
            "grave": hit.side in GRAVE,
            "assessment": self._choice(hit, "assessment"),
            "note": hit.assessment_note or "",
            "by": self._name_of(hit, "assessed_by_id"),
        }
