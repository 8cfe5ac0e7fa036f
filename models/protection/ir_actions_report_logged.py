from odoo import api, models


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    @api.model
    def _get_rendering_context(self, report, docids, data):
        """Record the print of a client's records, in the name of who prints.

        Every report comes by here once, as HTML or on its way to PDF.
        """
        gather = super()._get_rendering_context
        if not hasattr(self.env.get(report.model), "_logged_clients"):
            return gather(report, docids, data)
        kind = (data or {}).get("report_type") or report.report_type
        reader = self.env["law.read.logged"].sudo(False)
        return reader._answer(
            lambda values: reader.env["law.access.log"]._record(
                "print", values["docs"], detail=f"{report.report_name} ({kind})"
            ),
            gather,
            report,
            docids,
            data,
        )
