from odoo import api, models
from odoo.exceptions import UserError


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
        names = ["engagement_id", "client_id", "user_id", "looked_text", "threshold"]
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
            "rows": self._rows(check, [name for name in names if check[name]])
            + moments
            + self._rows(check, [name for name in decided if check[name]]),
            "lines": [
                (line.name, line.number or "", self._choice(line, "role"))
                for line in check.line_ids
            ],
            "hits": [self._hit(hit) for hit in check.hit_ids],
        }

    @api.model
    def _hit(self, hit):
        return {
            "asked": hit.line_id.name,
            "name": hit.name,
            "source": hit.source or "",
            "side": self._choice(hit, "side"),
            "reasons": hit.reasons or "",
            "assessment": self._choice(hit, "assessment"),
        }
