import json

from werkzeug.datastructures import FileStorage

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.pivot import TableExporter

from ..tools.marks import mark_xlsx
from .marking import answered, marked


class LawTableExporter(TableExporter):
    """A pivot table as workbook: figures of clients leave by the export rules."""

    @http.route()
    def export_xlsx(self, data, **kw):
        """Let the figures pass, and mark the file."""
        content = data.read() if isinstance(data, FileStorage) else data
        table = json.loads(content) or {}
        make = super().export_xlsx

        def guarded_file():
            rows = len(table.get("rows") or ()) or 1
            request.env["law.export.policy"]._let_figures(
                table["model"], rows, table.get("title") or ""
            )
            return marked(make(content, **kw), mark_xlsx)

        guarded = request.env["law.export.policy"]._guarded_models()
        if table.get("model") in guarded:
            return answered(guarded_file)
        return make(content, **kw)
