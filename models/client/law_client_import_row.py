from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.cards.fields import CARD, PERSON
from ...tools.cards.problems import ERROR, SEVERITY

DECISIONS = [
    ("create", "Create"),
    ("update", "Update empty fields"),
    ("skip", "Skip"),
]
MATCHES = [
    ("registration", "Same registration number"),
    ("name", "Same name"),
    ("email", "Same e-mail"),
    ("phone", "Same phone"),
    ("similar", "Similar name"),
]
OUTCOMES = [
    ("created", "Created"),
    ("updated", "Updated"),
    ("skipped", "Skipped"),
    ("left_out", "Left out"),
]


class LawClientImportRow(models.Model):
    """One row of a card file: its cells, what they say, and what becomes of it."""

    _name = "law.client.import.row"
    _description = "Row of a Card File"
    _inherit = ["law.client.import.part"]
    _order = "import_id, sheet, number"
    _rec_name = "name"

    _entered_fields = frozenset(("decision",))

    import_id = fields.Many2one(
        "law.client.import", required=True, index=True, ondelete="cascade"
    )
    import_state = fields.Selection(related="import_id.state")
    sheet = fields.Integer(required=True, aggregator=None)
    kind = fields.Selection(
        [(CARD, "Client card"), (PERSON, "Key person")], required=True
    )
    number = fields.Integer("Row", required=True, aggregator=None)
    name = fields.Char()
    cells = fields.Json()
    values = fields.Json()
    has_error = fields.Boolean()
    has_warning = fields.Boolean()
    problem_ids = fields.One2many("law.client.import.problem", "row_id")
    problem_text = fields.Text("Problems", compute="_compute_problem_text")
    card_text = fields.Text("In the File", compute="_compute_card_text")

    # By what the same client is found
    name_key = fields.Char()
    registration_key = fields.Char()
    phone_key = fields.Char()
    email_key = fields.Char()

    # The same client elsewhere
    match_kind = fields.Selection(MATCHES, "Duplicate")
    match_score = fields.Float("Likeness", digits=(5, 0), aggregator=None)
    match_row_id = fields.Many2one(
        "law.client.import.row", index="btree_not_null", ondelete="set null"
    )
    match_client_id = fields.Many2one(
        "law.client", index="btree_not_null", ondelete="set null"
    )
    match_label = fields.Char("Of", compute="_compute_match_label")
    decision = fields.Selection(DECISIONS, required=True, default="create")

    # What became of it
    outcome = fields.Selection(OUTCOMES, readonly=True)
    client_id = fields.Many2one(
        "law.client", readonly=True, index="btree_not_null", ondelete="set null"
    )

    _place_uniq = models.Constraint(
        "UNIQUE(import_id, sheet, number)", "A row is imported once."
    )
    _name_idx = models.Index("(import_id, name_key)")
    _registration_idx = models.Index("(import_id, registration_key)")
    _phone_idx = models.Index("(import_id, phone_key)")
    _email_idx = models.Index("(import_id, email_key)")
    _waiting_idx = models.Index(
        "(import_id, kind, sheet, number) WHERE outcome IS NULL"
    )

    @api.depends("problem_ids.message")
    def _compute_problem_text(self):
        for row in self:
            row.problem_text = "\n".join(row.problem_ids.mapped("message"))

    @api.depends("cells")
    def _compute_card_text(self):
        for row in self:
            columns = row.import_id.column_ids.filtered(
                lambda column, row=row: column.sheet == row.sheet
            )
            headings = {column.position: column.display_name for column in columns}
            row.card_text = "\n".join(
                f"{headings.get(place, '')}: {cell}"
                for place, cell in enumerate(row.cells or [])
                if cell.strip()
            )

    @api.depends("match_row_id", "match_client_id")
    @api.depends_context("lang")
    def _compute_match_label(self):
        for row in self:
            other = row.match_row_id
            if row.match_client_id:
                row.match_label = row.match_client_id.display_name
            elif other:
                row.match_label = self.env._(
                    "Row %(number)s: %(name)s", number=other.number, name=other.name
                )
            else:
                row.match_label = False

    def write(self, vals):
        """Keep what was decided once the import runs, and after it is done."""
        decided = {"decision"} & set(vals)
        if decided and any(row.import_id.state != "report" for row in self):
            raise UserError(
                self.env._("Decide about duplicates while the report is open.")
            )
        if vals.get("decision") == "update" and not all(
            row.match_row_id or row.match_client_id for row in self
        ):
            raise UserError(
                self.env._(
                    "A row without a duplicate has nothing to update. "
                    "Choose 'Create' or 'Skip'."
                )
            )
        result = super().write(vals)
        if decided:
            self.env["law.client.import.choice"].invalidate_model()
        return result

    def _report(self, code, meaning="", **details):
        """Add a problem to these rows, and keep them out if it is an error."""
        severity = SEVERITY[code]
        values = []
        for row in self:
            columns = row.import_id.column_ids.filtered(
                lambda c, r=row: c.sheet == r.sheet
            )
            column = columns.filtered(lambda c: c._meaning() == meaning)[:1]
            cells = row.cells or []
            values.append(
                {
                    "import_id": row.import_id.id,
                    "row_id": row.id,
                    "sheet": row.sheet,
                    "number": row.number,
                    "code": code,
                    "severity": severity,
                    "meaning": meaning,
                    "heading": column.heading or "",
                    "value": cells[column.position] if column else "",
                    "details": details,
                }
            )
        self._note({"has_error" if severity == ERROR else "has_warning": True})
        # sudo: nobody enters problems; the access to their rows was checked above
        self.env["law.client.import.problem"].sudo().create(values)

    def action_create(self):
        """Decide to create these clients although something like them exists."""
        self.write({"decision": "create"})

    def action_update(self):
        """Decide to fill the empty fields of the clients that exist."""
        self.write({"decision": "update"})

    def action_skip(self):
        """Decide to leave these rows out."""
        self.write({"decision": "skip"})
