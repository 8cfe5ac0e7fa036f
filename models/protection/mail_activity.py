from odoo import api, models
from odoo.exceptions import UserError


class MailActivity(models.Model):
    _name = "mail.activity"
    _inherit = ["mail.activity", "law.record.link"]

    @api.constrains("user_id", "res_model", "res_id")
    def _check_law_assignee(self):
        """A task about a client goes only to somebody who may read that client."""
        discreet = self.env["law.discreet.thread"]._discreet_models()
        for task in self.sudo().filtered(lambda t: t.res_model in discreet):
            record = self.env[task.res_model].browse(task.res_id)
            if task.user_id and not record._readable_by(task.user_id):
                raise UserError(
                    self.env._(
                        "%(user)s may not read this, so the task cannot be given to "
                        "him or her. Choose somebody of the client's team.",
                        user=task.user_id.name,
                    )
                )
