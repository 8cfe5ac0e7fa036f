from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

TAKEN = """
    SELECT id FROM law_access_log
     WHERE action IN ('export', 'print') AND client_ids @> ANY(%s::jsonb[])
"""


class LawExportRequest(models.Model):
    """A purpose names clients, so a request is walled with whom it may be about.

    That is whoever the asker sees, until the file has left; then, whoever was in it.
    """

    _inherit = "law.export.request"

    law_open = fields.Boolean(
        "Open to Me",
        compute="_compute_law_open",
        search="_search_law_open",
        groups=fields.NO_ACCESS,
        help="One's own, or no wall keeps the user from a client that may be in it.",
    )

    @api.depends("user_id", "log_number")
    @api.depends_context("uid")
    def _compute_law_open(self):
        # sudo: the answer, and no data
        seen = set(self.sudo()._search(self._search_law_open("in", [True])))
        for request in self:
            request.law_open = not request._origin or request._origin.id in seen

    def _search_law_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        user = self.env.user.sudo()  # one's own walls
        walled = user.law_walled_client_ids
        if not walled:
            return Domain.TRUE
        Request = self.sudo()  # who asked, and no data
        askers = [asker for (asker,) in Request._read_group([], ["user_id"])]
        seeing = [asker.id for asker in askers if walled._readable_by(asker)]
        walls = [f"[{number}]" for number in walled.ids]
        taken = SQL("(%s)", SQL(TAKEN, walls))
        return Domain("user_id", "=", user.id) | (
            Domain("user_id", "not in", seeing) & Domain("log_number", "not in", taken)
        )
