from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.cards.fields import CARD, PERSON

STATES = [
    ("draft", "File"),
    ("columns", "Columns"),
    ("checking", "Checking"),
    ("report", "Report"),
    ("importing", "Importing"),
    ("undoing", "Undoing"),
    ("done", "Done"),
]
# States in which the background job has work to do.
RUNNING = ("checking", "importing", "undoing")
# What a person enters; everything else is written by the steps themselves.
ENTERED = frozenset(
    (
        "file",
        "filename",
        "country_id",
        "mode",
        "manager_id",
        "liaison_id",
        "activate",
        "column_ids",
        "card_column_ids",
        "person_column_ids",
        "choice_ids",
    )
)


class LawClientImport(models.Model):
    """A file of client cards on its way into the database.

    It goes from the file over the meaning of its columns to a report of every problem
    and duplicate, and only then into the clients. Long files are worked through in the
    background, batch by batch; nobody sees the new clients before all of them are in.
    """

    _name = "law.client.import"
    _description = "Import of Client Cards"
    _inherit = ["law.gate.mixin"]
    _order = "id desc"
    _check_company_auto = True

    # What is imported, by whom
    file = fields.Binary(
        attachment=True,
        required=True,
        help="Excel (xlsx, xls), text with columns (csv, txt), or address cards (vcf).",
    )
    filename = fields.Char()
    file_sha256 = fields.Char(readonly=True, index=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    user_id = fields.Many2one(
        "res.users",
        "Imported by",
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )
    state = fields.Selection(
        STATES, "Status", required=True, readonly=True, default="draft"
    )
    message = fields.Text(readonly=True)
    ignored_sheets = fields.Char("Sheets Left Out", readonly=True)
    same_file_id = fields.Many2one(
        "law.client.import", "Imported Before", compute="_compute_same_file_id"
    )

    # What its columns mean
    country_id = fields.Many2one(
        "res.country",
        required=True,
        ondelete="restrict",
        default=lambda self: self._default_country_id(),
        help="Telephone and registration numbers are read as of this country when the "
        "card names none.",
    )
    column_ids = fields.One2many("law.client.import.column", "import_id")
    card_column_ids = fields.One2many(
        "law.client.import.column", "import_id", domain=[("kind", "=", CARD)]
    )
    person_column_ids = fields.One2many(
        "law.client.import.column", "import_id", domain=[("kind", "=", PERSON)]
    )

    # How it goes in
    mode = fields.Selection(
        [
            ("good_rows", "Import the good rows, give me the bad ones as a file"),
            ("all_or_nothing", "Import all rows or nothing"),
        ],
        "If Rows Have Errors",
        required=True,
        default="good_rows",
    )
    manager_id = fields.Many2one(
        "res.users",
        "Client Manager",
        required=True,
        check_company=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Becomes the client manager of every new client.",
    )
    liaison_id = fields.Many2one(
        "res.users",
        "Liaison Lawyer",
        check_company=True,
        ondelete="restrict",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Becomes the liaison lawyer of every new client. May stay empty.",
    )
    activate = fields.Boolean(
        "Make Active Clients",
        help="New clients whose card has what an active client needs become active; "
        "the others are prospects.",
    )

    # What was found
    row_ids = fields.One2many("law.client.import.row", "import_id", readonly=True)
    problem_ids = fields.One2many(
        "law.client.import.problem", "import_id", readonly=True
    )
    tally_ids = fields.One2many("law.client.import.tally", "import_id", readonly=True)
    choice_ids = fields.One2many("law.client.import.choice", "import_id")
    names_compared = fields.Boolean(readonly=True)

    # How far it is, and what came of it
    phase = fields.Char(readonly=True)
    progress_done = fields.Integer(readonly=True)
    progress_total = fields.Integer(readonly=True)
    progress = fields.Float(compute="_compute_progress")
    read_sheet = fields.Integer(readonly=True)
    read_row = fields.Integer(readonly=True)
    started_on = fields.Datetime(readonly=True)
    finished_on = fields.Datetime(readonly=True)
    bad_file = fields.Binary("Rows Left Out", attachment=True, readonly=True)
    bad_filename = fields.Char(compute="_compute_bad_filename")
    client_ids = fields.One2many("law.client", "import_id", readonly=True)

    _running_idx = models.Index(
        "(id) WHERE state IN ('checking', 'importing', 'undoing')"
    )

    @property
    def _gated_fields(self):
        return self._fields.keys() - ENTERED

    def _default_country_id(self):
        company = self.company_id or self.env.company
        return company.country_id or self.env.ref("base.cn")

    @api.depends("filename")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for record in self:
            record.display_name = record.filename or self.env._("New import")

    @api.depends("file_sha256", "company_id")
    def _compute_same_file_id(self):
        for record in self:
            record.same_file_id = record.file_sha256 and self.search(
                [
                    ("file_sha256", "=", record.file_sha256),
                    ("company_id", "=", record.company_id.id),
                    ("state", "=", "done"),
                    ("id", "!=", record._origin.id),
                ],
                limit=1,
            )

    @api.depends("progress_done", "progress_total")
    def _compute_progress(self):
        for record in self:
            total = max(record.progress_total, 1)
            record.progress = min(100 * record.progress_done / total, 100)

    @api.depends("filename")
    @api.depends_context("lang")
    def _compute_bad_filename(self):
        for record in self:
            stem = (record.filename or "").rpartition(".")[0]
            record.bad_filename = self.env._("%(file)s - left out.xlsx", file=stem)

    def write(self, vals):
        """Keep what was entered once the work on it has begun."""
        if any(record.state in (*RUNNING, "done") for record in self):
            raise UserError(
                self.env._(
                    "This import is running or done and cannot be changed any more. "
                    "Choose the file again in a new import."
                )
            )
        chosen = {"file", "filename"} & vals.keys()
        if chosen and any(record.state != "draft" for record in self):
            raise UserError(
                self.env._(
                    "The columns of this file were read already. Go back by 'Choose "
                    "Another File' first."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_running(self):
        if any(record.state in RUNNING for record in self):
            raise UserError(
                self.env._("This import is running. Stop it before you delete it.")
            )
        if self.with_context(active_test=False).client_ids and not self.env.su:
            raise UserError(
                self.env._(
                    "Clients came from this import, and their cards name it as the "
                    "source. It stays on record."
                )
            )
