from odoo import http
from odoo.http import request

from odoo.addons.rpc.controllers import RPC

from ..models.protection.door import called_from


class LawRPC(RPC):
    """Odoo puts the request aside while it serves a call; the log asks where from.

    Where the server cannot tell by host or header for which database a call is, Odoo
    itself serves it, and the log's row has no address.
    """

    def _xmlrpc(self, service):
        with called_from(request.httprequest.remote_addr):
            return super()._xmlrpc(service)

    @http.route()
    def jsonrpc(self, service, method, args):
        """Serve the call, and remember meanwhile from which address it came."""
        with called_from(request.httprequest.remote_addr):
            return super().jsonrpc(service, method, args)
