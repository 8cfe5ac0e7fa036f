from odoo import api, models

from ...tools.marks import mark_html
from .law_access_log_writing import MARK
from .pdf_marks import mark_pdf


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    @api.model
    def _get_rendering_context(self, report, docids, data):
        """Let the print of a client's records pass, and record it, for who prints.

        Every report comes by here once, as HTML, as text or on its way to PDF.
        """
        gather = super()._get_rendering_context
        if not hasattr(self.env.get(report.model), "_logged_clients"):
            return gather(report, docids, data)
        kind = (data or {}).get("report_type") or report.report_type
        reader = self.env["law.read.logged"].sudo(False)
        values = reader._answer(lambda _values: None, gather, report, docids, data)
        # What the page prints, whichever way it was told of it.
        docs = reader.env[values["docs"]._name].browse(values["docs"].ids)
        request = reader.env["law.export.policy"]._let_pass("print", docs)
        if reader._is_read_by_person():
            number = reader.env["law.access.log"]._record(
                "print",
                docs,
                query=request._said(),
                detail=f"{report.report_name} ({kind})",
            )
            request._left(number)
        return values

    @api.model
    def _render_qweb_html(self, report_ref, docids, data=None):
        """Put the mark at the end; on its way to PDF that is left out again."""
        return self._law_marked(
            mark_html, super()._render_qweb_html, report_ref, docids, data=data
        )

    def _render_qweb_pdf(self, report_ref, res_ids=None, data=None):
        """Put the mark at the foot of each page, and in the properties."""
        return self._law_marked(
            mark_pdf, super()._render_qweb_pdf, report_ref, res_ids, data=data
        )

    def _law_marked(self, put, render, *args, **kwargs):
        """Return what `render` makes, with the mark of the row that it left."""
        cache = self.env.cr.cache
        before = cache.pop(MARK, None)
        content, kind = render(*args, **kwargs)
        mark = cache.get(MARK)
        if mark and (put is mark_html or kind == "pdf"):
            content = put(content, mark)
        elif before:
            cache[MARK] = before
        return content, kind
