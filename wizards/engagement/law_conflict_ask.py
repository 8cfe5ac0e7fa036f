from odoo import Command, fields, models
from odoo.exceptions import UserError

from ...tools.names import names_in_lines


class LawConflictAsk(models.TransientModel):
    """Is this a conflict? A question from anywhere, before there is any engagement."""

    _name = "law.conflict.ask"
    _description = "Ask for a Conflict Check"
    _inherit = ["law.clear.input"]

    opponents = fields.Text(
        "Names on the Other Side", help="One a line: company, person, any spelling."
    )
    clients = fields.Text("Names on Our Side", help="One a line, such as a prospect.")
    number = fields.Char(
        "Registration Number", help="Of the first name on the other side, if known."
    )

    def action_search(self):
        """Run the check, and open what was found."""
        self.ensure_one()
        lines = [
            {"name": name, "role": role}
            for role, text in (("opponent", self.opponents), ("client", self.clients))
            for name in names_in_lines(text)
        ]
        if not lines:
            raise UserError(self.env._("Enter the names to search for, one a line."))
        lines[0]["number"] = self.number
        check = self.env["law.conflict.check"].create(
            {"line_ids": [Command.create(line) for line in lines]}
        )
        check.action_search()
        return {
            "type": "ir.actions.act_window",
            "res_model": "law.conflict.check",
            "res_id": check.id,
            "views": [[False, "form"]],
        }
