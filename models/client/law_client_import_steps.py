from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

# Files up to this size are worked through while the user waits.
INLINE_BYTES = 200 * 1024
INLINE_ROWS = 500


class LawClientImport(models.Model):
    _inherit = "law.client.import"

    # === ACTIONS: from step to step ===

    def action_read_columns(self):
        """Open the file and show what its columns mean.

        :raises UserError: with the reason why a file is refused
        """
        self.ensure_one()
        self._check_state("draft", "columns", "report")
        self._forget_rows()
        self._recognise_columns()

    def action_choose_file(self):
        """Go back to the choice of a file."""
        self.ensure_one()
        self._check_state("columns", "report")
        self._forget_rows()
        self._replace_columns([])
        self._stamp({"state": "draft", "message": False})

    def action_change_columns(self):
        """Go back from the report to the columns."""
        self.ensure_one()
        self._check_state("report")
        self._forget_rows()
        self._stamp({"state": "columns"})

    def action_check(self):
        """Read all rows and report every problem and duplicate; nothing is imported."""
        self.ensure_one()
        self._check_state("columns", "report")
        self._check_columns()
        self._remember_columns()
        self._forget_rows()
        self._start("checking", inline=len(self._content()) <= INLINE_BYTES)

    def action_import(self):
        """Import what the report shows, as it was decided."""
        self.ensure_one()
        self._check_state("report")
        self.env["law.client"].check_access("create")
        Row = self.env["law.client.import.row"]
        bad = Row.search_count([("import_id", "=", self.id), ("has_error", "=", True)])
        if self.mode == "all_or_nothing" and bad:
            raise UserError(
                self.env._(
                    "%(count)s rows have errors, so nothing is imported. Correct the "
                    "file and choose it again, or import the good rows only.",
                    count=bad,
                )
            )
        waiting = Row.search_count(self._domain_to_write())
        if not waiting:
            raise UserError(
                self.env._(
                    "There is nothing to import: every row has an error or is skipped."
                )
            )
        self._resolve_targets()
        self._start("importing", inline=waiting <= INLINE_ROWS)

    def action_stop(self):
        """Stop the running work; clients that are not published yet are removed."""
        self.ensure_one()
        self._check_state("checking", "importing")
        if self.state == "importing" and self.phase == "updating":
            raise UserError(
                self.env._(
                    "The new clients are in already; the rest is a moment's work."
                )
            )
        message = self.env._("Stopped by %(user)s.", user=self.env.user.name)
        if self.state == "importing":
            self._start("undoing", message=message)
        else:
            # A part of the file is no report: nothing else than all rows is imported.
            self._forget_rows()
            self._stamp({"state": "columns", "message": message, "phase": False})

    def _check_state(self, *states):
        """Raise unless the import is in one of the states."""
        if self.state not in states:
            raise UserError(
                self.env._(
                    "The import has gone on in the meantime. Reload the page and look "
                    "at its present step."
                )
            )

    def _forget_rows(self):
        """Remove what was read before, to read the file anew."""
        self.check_access("write")
        self.env.flush_all()
        # SQL: a hundred thousand rows of this import alone; their problems follow.
        self.env.cr.execute(
            SQL("DELETE FROM law_client_import_row WHERE import_id = %s", self.id)
        )
        self.env.invalidate_all()
        self._stamp({"read_sheet": 0, "read_row": 0, "bad_file": False})

    def _start(self, state, inline=False, message=False):
        """Enter a state with work to do; short work is done at once."""
        self._stamp(
            {
                "state": state,
                "message": message,
                "phase": False,
                "progress_done": 0,
                "progress_total": 0,
                "started_on": fields.Datetime.now(),
                "finished_on": False,
            }
        )
        if inline and not self.env.context.get("law_import_background"):
            self._work_at_once()
        else:
            cron = self.env.ref("law_firm_client.ir_cron_client_import")
            cron.sudo()._trigger()  # whoever may start an import may wake its job

    # === ACTIONS: looking at it ===

    def action_open_rows(self):
        """Open the rows of the file."""
        return self._action_rows()

    def action_open_errors(self):
        """Open the rows that cannot be imported as they are."""
        return self._action_rows(search_default_errors=1)

    def action_open_warnings(self):
        """Open the rows worth a look."""
        return self._action_rows(search_default_warnings=1)

    def action_open_duplicates(self):
        """Open the rows whose client seems to exist."""
        return self._action_rows(search_default_duplicates=1)

    def action_open_left_out(self):
        """Open the rows that were not imported."""
        return self._action_rows(search_default_left_out=1)

    def action_open_problems(self):
        """Open the list of problems, cell by cell."""
        return self._action_problems()

    def action_open_clients(self):
        """Open the clients that this import brought."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "law_firm_client.law_client_action"
        )
        return {
            **action,
            "domain": [("import_id", "=", self.id)],
            "context": {},
            "path": False,
        }

    def _action_rows(self, **context):
        return self._action_of("law_client_import_row_action", context)

    def _action_problems(self):
        return self._action_of(
            "law_client_import_problem_action", {"search_default_group_code": 1}
        )

    def _action_of(self, name, context):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            f"law_firm_client.{name}"
        )
        return {
            **action,
            "domain": [("import_id", "=", self.id)],
            "context": {**context, "default_import_id": self.id},
        }
