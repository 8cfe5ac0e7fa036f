import json

from werkzeug.datastructures import FileStorage

from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.pivot import TableExporter

from ..tools.marks import mark_xlsx
from .marking import marked


class LawTableExporter(TableExporter):
    """A pivot table as workbook: figures of clients leave by the export rules."""

    @http.route()
    def export_xlsx(self, data, **kw):
        """Let the figures pass, and mark the file."""
        content = data.read() if isinstance(data, FileStorage) else data
        table = json.loads(content) or {}
        model = table.get("model")
        Policy = request.env["law.export.policy"]
        guarded = model in Policy._guarded_models()
        if guarded:
            rows = len(table.get("rows") or ()) or 1
            Policy._let_figures(model, rows, table.get("title") or "")
        response = super().export_xlsx(content, **kw)
        return marked(response, mark_xlsx) if guarded else response
