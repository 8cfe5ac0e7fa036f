from odoo import api, fields, models
from odoo.tools import SQL

from . import access_log_tables

ACTIONS = [
    ("open", "Opened"),
    ("bulk", "Read several"),
    ("list", "Listed"),
    ("count", "Counted"),
    ("group", "Grouped"),
    ("print", "Printed"),
    ("export", "Exported"),
    ("file", "Opened a file"),
    ("write", "Wrote"),
    ("refused", "Was refused"),
    ("stopped", "Stopped by the limit"),
    ("archive", "Archived rows"),
]
ROLES = [
    ("managing_partner", "Managing partner"),
    ("client_head", "Client management head"),
    ("client_manager", "Client manager"),
    ("lawyer", "Lawyer"),
    ("marketing", "Marketing"),
    ("complaints_committee", "Complaints committee"),
    ("auditor", "Auditor"),
]


class LawAccessLog(models.Model):
    """Who read what of the clients (S63): one row for each reading, before its answer.

    Everything stands here as it was at that moment, in words and numbers of its own: a
    row says the same when its user or client is gone. Each row carries the hash of the
    one before, in one chain for the whole database: a reading may touch clients of
    several companies, and the end of one company's chain could be cut off unseen,
    while the shared one goes on.

    The auditor alone reads it, and sees in it the names of clients without access to
    them. A managing partner reads like anybody else and is in the log like anybody
    else; a firm that wants him or her to read it adds the auditor's duty.
    """

    _name = "law.access.log"
    _inherit = ["law.append.only"]
    _description = "Access Log"
    _auto = False
    _order = "id desc"
    _rec_name = "id"

    moment = fields.Datetime("When", readonly=True)
    user_number = fields.Integer(
        "User No.", readonly=True, aggregator=None, help="The user's id."
    )
    user_login = fields.Char("Login", readonly=True)
    user_name = fields.Char("Read By", readonly=True)
    role = fields.Selection(ROLES, readonly=True, help="The highest one at that time.")
    company_id = fields.Many2one("res.company", readonly=True)
    action = fields.Selection(ACTIONS, readonly=True)
    model = fields.Selection("_selection_model", "Kind of Record", readonly=True)
    record_ids = fields.Json("Records", readonly=True)
    record_count = fields.Integer("Number of Records", readonly=True)
    client_ids = fields.Json("Client Ids", readonly=True)
    client_names = fields.Char("Clients", readonly=True)
    query = fields.Text(readonly=True, help="What was asked for, in a list or groups.")
    detail = fields.Text(readonly=True)
    ip_address = fields.Char("IP Address", readonly=True)
    session_mark = fields.Char(
        "Session",
        readonly=True,
        help="The same as in the list of the user's devices; it opens no session.",
    )
    path = fields.Char("Way In", readonly=True)
    previous_hash = fields.Char("Hash Before", readonly=True)
    hash = fields.Char(readonly=True)

    @api.model
    def _selection_model(self):
        """Return the kinds of record whose reading is logged, in the reader's words."""
        return self.env["law.export.kind"]._selection_model()

    def init(self):
        """Make the table: see access_log_tables.py for why the ORM does not."""
        access_log_tables.create(self.env.cr)

    def export_data(self, fields_to_export):
        """Taking the log away is reading of clients' names, and is recorded too."""
        Policy = self.env["law.export.policy"]
        request = Policy._let_pass("export", self, fields_to_export)
        answer = super().export_data(fields_to_export)
        number = self._record(
            "export",
            self,
            query=request._said(),
            detail=", ".join(fields_to_export),
        )
        request._left(number)
        return answer

    def action_check(self):
        """Check the log and show what was found (button of the list)."""
        return self.env["law.access.check"]._check_log()

    @api.model
    def _head(self):
        """Return (number, hash) of the last row that was written."""
        return self.env.execute_query(
            SQL("SELECT number, hash FROM law_access_log_head WHERE id = 1")
        )[0]
