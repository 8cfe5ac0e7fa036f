from odoo.addons.web.controllers.export import CSVExport, ExcelExport

from ..tools.marks import mark_csv, mark_xlsx
from .marking import marked


class LawCSVExport(CSVExport):
    """A list as CSV, with its mark."""

    def base(self, data):
        return marked(super().base(data), mark_csv, text=True)


class LawExcelExport(ExcelExport):
    """A list as workbook, grouped or not, with its mark."""

    def base(self, data):
        return marked(super().base(data), mark_xlsx)
