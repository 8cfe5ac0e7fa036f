from odoo import api, fields, models
from odoo.tools import SQL


class LawClientImport(models.Model):
    _inherit = "law.client.import"

    row_count = fields.Integer(compute="_compute_counts")
    card_count = fields.Integer("Client Cards", compute="_compute_counts")
    person_count = fields.Integer("Key People", compute="_compute_counts")
    good_count = fields.Integer("Good Rows", compute="_compute_counts")
    error_count = fields.Integer("Rows with Errors", compute="_compute_counts")
    warning_count = fields.Integer("Worth a Look", compute="_compute_counts")
    duplicate_count = fields.Integer("Duplicates", compute="_compute_counts")
    to_create_count = fields.Integer(compute="_compute_counts")
    to_update_count = fields.Integer(compute="_compute_counts")
    to_skip_count = fields.Integer(compute="_compute_counts")
    created_count = fields.Integer("Created", compute="_compute_counts")
    updated_count = fields.Integer("Updated", compute="_compute_counts")
    skipped_count = fields.Integer("Skipped", compute="_compute_counts")
    left_out_count = fields.Integer("Left Out", compute="_compute_counts")

    @api.depends(
        "row_ids.has_error", "row_ids.decision", "row_ids.match_kind", "row_ids.outcome"
    )
    def _compute_counts(self):
        counts = self._count_rows()
        for record in self:
            found = counts.get(record._origin.id, {})
            for name in self._count_conditions():
                record[name] = found.get(name, 0)

    def _count_conditions(self):
        """Return for each count the rows that it counts, as SQL."""
        card = "kind = 'card'"
        good = "has_error IS NOT TRUE"
        return {
            "row_count": SQL("TRUE"),
            "card_count": SQL(card),
            "person_count": SQL("kind = 'person'"),
            "good_count": SQL(good),
            "error_count": SQL("has_error"),
            "warning_count": SQL(f"has_warning AND {good}"),
            "duplicate_count": SQL(f"match_kind IS NOT NULL AND {good}"),
            "to_create_count": SQL(f"{card} AND {good} AND decision = 'create'"),
            "to_update_count": SQL(f"{card} AND {good} AND decision = 'update'"),
            "to_skip_count": SQL(f"{card} AND {good} AND decision = 'skip'"),
            "created_count": SQL(f"{card} AND outcome = 'created'"),
            "updated_count": SQL(f"{card} AND outcome = 'updated'"),
            "skipped_count": SQL(f"{card} AND outcome = 'skipped'"),
            "left_out_count": SQL("outcome = 'left_out'"),
        }

    def _count_rows(self):
        """Return {import id: {name of a count: count}}.

        SQL: all counts of all imports in one pass over the rows.
        """
        if not self.ids:
            return {}
        self.env["law.client.import.row"].flush_model()
        conditions = self._count_conditions()
        counted = self.env.execute_query(
            SQL(
                "SELECT import_id, %s FROM law_client_import_row"
                " WHERE import_id IN %s GROUP BY import_id",
                SQL(", ").join(
                    SQL("COUNT(*) FILTER (WHERE %s)", condition)
                    for condition in conditions.values()
                ),
                tuple(self.ids),
            )
        )
        return {
            key: dict(zip(conditions, found, strict=True)) for key, *found in counted
        }
