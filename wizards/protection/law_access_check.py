from odoo import api, fields, models


class LawAccessCheck(models.TransientModel):
    """What a check of the access log found, for the auditor who asked for it."""

    _name = "law.access.check"
    _description = "Check of the Access Log"

    whole = fields.Boolean(readonly=True)
    row_count = fields.Integer("Rows Written so Far", readonly=True)
    mark = fields.Char(
        "Mark to Keep",
        readonly=True,
        help="Note it on paper or elsewhere: nobody rewrites it there with the log.",
    )
    problems = fields.Text("What Is Wrong", readonly=True)

    @api.model
    def _check_log(self):
        """Check the log and return the action that shows what was found."""
        Log = self.env["law.access.log"]
        Log.check_access("read")
        # sudo: the chain is one for all companies; only numbers and moments come back
        problems = Log.sudo()._verify()
        number, row_hash = Log.sudo()._head()
        found = self.create(
            {
                "whole": not problems,
                "row_count": number,
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
