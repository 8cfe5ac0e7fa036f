from odoo import http
from odoo.http import request

from odoo.addons.web.controllers.report import ReportController

CONVERTERS = ("html", "pdf", "text")


class LawReportController(ReportController):
    """A paper that does not exist is not found; that is no error of the server."""

    @http.route()
    def report_routes(self, reportname, docids=None, converter=None, **data):
        """Print, if there is such a paper.

        :raises NotFound: for a name or a kind of file that nobody knows
        """
        try:
            known = request.env["ir.actions.report"]._get_report(reportname)
        except ValueError as error:
            raise request.not_found() from error
        if not known or converter not in CONVERTERS:
            raise request.not_found()
        return super().report_routes(reportname, docids, converter, **data)
