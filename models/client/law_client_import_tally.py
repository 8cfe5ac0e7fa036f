from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from .law_client_import_problem import CODES, SEVERITIES
from .law_client_import_row import DECISIONS, MATCHES


class LawClientImportTally(models.Model):
    """How often one kind of problem stands in one column of a card file."""

    _name = "law.client.import.tally"
    _description = "Problems of a Card File, Counted"
    _auto = False
    _depends = {
        "law.client.import.problem": ["import_id", "severity", "code", "heading"]
    }
    _order = "rank, problem_count desc, id"
    _rec_name = "code"

    import_id = fields.Many2one("law.client.import", readonly=True)
    severity = fields.Selection(SEVERITIES, readonly=True)
    code = fields.Selection(CODES, "Problem", readonly=True)
    heading = fields.Char("Column", readonly=True)
    rank = fields.Integer(readonly=True, help="Errors first, then warnings.")
    problem_count = fields.Integer("Rows", readonly=True)

    @property
    def _table_query(self):
        return SQL(
            "SELECT MIN(id) AS id, import_id, severity, code, heading,"
            " COUNT(*) AS problem_count,"
            " ARRAY_POSITION(ARRAY['error', 'warning', 'note'], severity::text) AS rank"
            " FROM law_client_import_problem"
            " GROUP BY import_id, severity, code, heading"
        )

    def action_open(self):
        """Open the rows with this problem."""
        self.ensure_one()
        action = self.import_id._action_problems()
        action["domain"] = [
            ("import_id", "=", self.import_id.id),
            ("code", "=", self.code),
            ("heading", "=", self.heading),
        ]
        action["context"] = {}
        return action


class LawClientImportChoice(models.Model):
    """What to do with the duplicates of one kind, decided for all of them at once."""

    _name = "law.client.import.choice"
    _description = "Decision about Duplicates of a Card File"
    _auto = False
    _depends = {
        "law.client.import.row": [
            "import_id",
            "match_kind",
            "match_client_id",
            "decision",
            "has_error",
        ]
    }
    _order = "match_kind, place, id"
    _rec_name = "match_kind"

    import_id = fields.Many2one("law.client.import", readonly=True)
    match_kind = fields.Selection(MATCHES, "Duplicate", readonly=True)
    place = fields.Selection(
        [("file", "In this file"), ("database", "In the database")], readonly=True
    )
    row_count = fields.Integer("Rows", readonly=True)
    decision = fields.Selection([*DECISIONS, ("mixed", "Row by row")])

    @property
    def _table_query(self):
        return SQL(
            "SELECT MIN(id) AS id, import_id, match_kind,"
            " CASE WHEN match_client_id IS NULL THEN 'file' ELSE 'database' END"
            " AS place, COUNT(*) AS row_count,"
            " CASE WHEN MIN(decision) = MAX(decision) THEN MIN(decision)"
            " ELSE 'mixed' END AS decision"
            " FROM law_client_import_row"
            " WHERE match_kind IS NOT NULL AND has_error IS NOT TRUE"
            " GROUP BY import_id, match_kind, match_client_id IS NULL"
        )

    def write(self, vals):
        """Decide for all rows of this kind: the rows carry the decision."""
        if set(vals) != {"decision"}:
            raise UserError(self.env._("Only the decision can be changed here."))
        if vals["decision"] != "mixed":
            for choice in self:
                choice._rows().write({"decision": vals["decision"]})
        self.invalidate_model()
        return super().write({})  # nothing is stored here; the access is checked

    def _rows(self):
        self.ensure_one()
        return self.env["law.client.import.row"].search(self._domain())

    def _domain(self):
        self.ensure_one()
        known = "!=" if self.place == "database" else "="
        return [
            ("import_id", "=", self.import_id.id),
            ("match_kind", "=", self.match_kind),
            ("match_client_id", known, False),
            ("has_error", "=", False),
        ]

    def action_open(self):
        """Open the duplicates of this kind, to decide row by row."""
        self.ensure_one()
        action = self.import_id._action_rows()
        action["domain"] = self._domain()
        action["context"] = {}
        return action
