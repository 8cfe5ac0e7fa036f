from collections import defaultdict

from odoo import api, fields, models

from ...tools.cards.problems import ERROR, NOTE, WARNING
from .law_client_import_texts import NUMBER_REASONS, SENTENCES

CODES = [
    ("no_name", "Name missing"),
    ("no_client", "Client of the person missing"),
    ("no_person", "Name of the person missing"),
    ("client_unknown", "Client of the person unknown"),
    ("bad_date", "Not a date"),
    ("bad_code", "Wrong registration number"),
    ("bad_phone", "Not a phone number"),
    ("bad_email", "Not an e-mail address"),
    ("bad_amount", "Not an amount"),
    ("bad_number", "Not a number"),
    ("too_long", "Too long"),
    ("refused", "Refused by the database"),
    ("unknown_industry", "Unknown industry"),
    ("unknown_country", "Unknown country"),
    ("other_currency", "Other currency"),
    ("partial_date", "Date without day"),
    ("future_date", "Date in the future"),
    ("local_phone", "Phone without area code"),
    ("formula", "Formula without value"),
    ("formula_name", "Formula for a name"),
    ("formula_text", "Text like a formula"),
    ("cell_error", "Excel error"),
    ("late_duplicate", "Became a duplicate"),
    ("invisible", "Invisible characters"),
    ("several_values", "Several values in a cell"),
    ("formula_value", "Value of a formula"),
    ("excel_serial", "Date as an Excel number"),
    ("full_width", "Full-width characters"),
    ("placeholder", "Placeholder"),
]
SEVERITIES = [(ERROR, "Error"), (WARNING, "Warning"), (NOTE, "Hint")]


class LawClientImportProblem(models.Model):
    """What is wrong with one cell of a card file, where it stands, and what to do."""

    _name = "law.client.import.problem"
    _description = "Problem in a Card File"
    _order = "import_id, severity, sheet, number, id"
    _rec_name = "code"

    import_id = fields.Many2one(
        "law.client.import", required=True, index=True, ondelete="cascade"
    )
    row_id = fields.Many2one(
        "law.client.import.row",
        "Row of the File",
        required=True,
        index=True,
        ondelete="cascade",
    )
    sheet = fields.Integer(aggregator=None)
    number = fields.Integer("Row", required=True, aggregator=None)
    name = fields.Char(related="row_id.name")
    code = fields.Selection(CODES, "Problem", required=True)
    severity = fields.Selection(SEVERITIES, required=True)
    meaning = fields.Char()
    heading = fields.Char("Column")
    value = fields.Char("Cell")
    details = fields.Json()
    message = fields.Char("What Is Wrong", compute="_compute_message")

    @api.depends("code", "value", "details")
    @api.depends_context("lang")
    def _compute_message(self):
        for problem in self:
            problem.message = problem._sentence()

    def _sentence(self):
        """Return what is wrong and what to do, as a sentence."""
        self.ensure_one()
        details = dict(self.details or {})
        if self.code == "bad_code":
            reason = NUMBER_REASONS[details["reason"]]
            details["reason"] = self.env._(reason)
        given = defaultdict(str, details, value=self.value or "")
        return str(self.env._(SENTENCES[self.code])) % given
