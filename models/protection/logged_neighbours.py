"""Odoo's own records that tell about a client: read there, it is in the log too."""

from odoo import models


class ResPartner(models.Model):
    """A client's own contact, and the contacts under it."""

    _name = "res.partner"
    _inherit = ["law.read.logged", "res.partner"]

    def _logged_part(self):
        partners = self.sudo()
        return self.browse(
            partner.id
            for partner in partners
            if (partner | partner.commercial_partner_id).law_client_ids
        )

    def _logged_clients(self):
        partners = self.sudo()
        return (partners | partners.commercial_partner_id).law_client_ids


class MailMessage(models.Model):
    """What was said and changed on a client's card or a part of it."""

    _name = "mail.message"
    _inherit = ["law.read.logged", "mail.message"]

    def _logged_part(self):
        return self.browse(
            message.id
            for message in self.sudo()
            if hasattr(self.env.get(message.model), "_logged_clients")
        )

    def _logged_clients(self):
        clients = self.env["law.client"].sudo()
        for model, messages in self._logged_part().sudo().grouped("model").items():
            records = self.env[model].browse(messages.mapped("res_id")).exists()
            clients |= records._logged_clients().sudo()
        return clients

    def _message_fetch(self, domain, *, thread=None, **kwargs):
        """The chatter is part of opening the record to which it belongs."""

        def log(answer):
            if hasattr(thread, "_logged_clients"):
                thread._log_records([{"id": thread.id}])

        return self._answer(
            log, super()._message_fetch, domain, thread=thread, **kwargs
        )
