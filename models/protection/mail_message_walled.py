from odoo import api, models
from odoo.exceptions import UserError


class MailMessage(models.Model):
    _name = "mail.message"
    _inherit = ["mail.message", "law.record.link"]

    _law_link = ("model", "res_id")

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse recipients who may not read the record, from wherever it is sent."""
        messages = super().create(vals_list)
        messages._check_law_recipients()
        return messages

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"model", "res_id", "partner_ids"}:
            self._check_law_recipients()
        return result

    def _check_law_recipients(self):
        discreet = self.env["law.discreet.thread"]._discreet_models()
        for message in self.sudo().filtered(lambda m: m.model in discreet):
            record = self.env[message.model].browse(message.res_id)
            if record._partners_without_sight(message.partner_ids):
                raise UserError(
                    self.env._(
                        "A message about a client goes only to people who may read "
                        "that client. Take the others out."
                    )
                )
