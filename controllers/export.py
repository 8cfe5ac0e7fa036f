import json

from odoo.http import request

from odoo.addons.web.controllers.export import CSVExport, ExcelExport

from ..tools.marks import mark_csv, mark_xlsx
from .marking import answered, marked


class LawCSVExport(CSVExport):
    """A list as CSV, with its mark."""

    def base(self, data):
        make = super().base
        return answered(lambda: marked(make(data), mark_csv, text=True))


class LawExcelExport(ExcelExport):
    """A list as workbook, grouped or not, with its mark."""

    def base(self, data):
        """The fields by which a list is grouped leave in it like its columns."""
        request.update_context(law_export_groups=json.loads(data).get("groupby") or [])
        make = super().base
        return answered(lambda: marked(make(data), mark_xlsx))
