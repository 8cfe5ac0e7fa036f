from odoo import api, fields, models
from odoo.fields import Domain


class LawAccessCheck(models.TransientModel):
    """What a check of the access log found, for the auditor who asked for it."""

    _name = "law.access.check"
    _description = "Check of the Access Log"

    whole = fields.Boolean(readonly=True)
    row_count = fields.Integer("Rows Written so Far", readonly=True)
    checked_count = fields.Integer("Rows Looked At", readonly=True)
    archived_count = fields.Integer("Rows Checked by Their Archive", readonly=True)
    shown_count = fields.Integer(
        "Rows Shown in Your List",
        readonly=True,
        help="Those of the companies that you are in. The check looks at all rows.",
    )
    answer = fields.Text(compute="_compute_answer")
    mark = fields.Char(
        "Mark to Keep",
        readonly=True,
        help="Note it on paper or elsewhere: nobody rewrites it there with the log.",
    )
    problems = fields.Text("What Is Wrong", readonly=True)

    @api.depends("row_count", "checked_count", "archived_count", "shown_count")
    @api.depends_context("lang")
    def _compute_answer(self):
        for check in self:
            check.answer = "\n".join(check._answer_lines())

    def _answer_lines(self):
        """Return in words how many rows of how many were looked at."""
        self.ensure_one()
        lines = [
            self.env._(
                "%(checked)s of %(rows)s rows were looked at, one by one.",
                checked=self.checked_count,
                rows=self.row_count,
            )
        ]
        if self.archived_count:
            lines.append(
                self.env._(
                    "%(archived)s older rows are in archives; of these the seals were "
                    "looked at.",
                    archived=self.archived_count,
                )
            )
        if hidden := self.checked_count - self.shown_count:
            lines.append(
                self.env._(
                    "Your list shows %(shown)s of them. The other %(hidden)s are rows "
                    "of companies that you are not in: their numbers are missing in "
                    "your list, and not in the log.",
                    shown=self.shown_count,
                    hidden=hidden,
                )
            )
        return lines

    @api.model
    def _count_archived(self):
        """Return how many rows of the log are in archives."""
        # sudo: numbers only, and the auditor may check the log
        archives = self.env["law.access.archive"].sudo().search(Domain.TRUE)
        return sum(one.last_number - one.first_number + 1 for one in archives)

    @api.model
    def _check_log(self):
        """Check the log and return the action that shows what was found."""
        Log = self.env["law.access.log"]
        Log.check_access("read")
        # sudo: the chain is one for all companies; only numbers and moments come back
        whole = Log.sudo()
        problems = whole._verify()
        number, row_hash = whole._head()
        checked = whole.search_count(Domain.TRUE)
        found = self.create(
            {
                "whole": not problems,
                "row_count": number,
                "checked_count": checked,
                "archived_count": self._count_archived(),
                "shown_count": Log.search_count(Domain.TRUE),
                "mark": f"{number}:{row_hash}",
                "problems": "\n".join(problems),
            }
        )
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Check of the Access Log"),
            "res_model": self._name,
            "res_id": found.id,
            "views": [[False, "form"]],
            "target": "new",
        }
