from odoo import api, models
from odoo.exceptions import AccessError

from .guarded import tells_of_clients


class MailThread(models.AbstractModel):
    """Mail that comes in is no way around what its sender may read (S62).

    Odoo takes an answer into the record that was answered, whoever sent it, and opens
    records for whoever hands a mail in, as superuser.
    """

    _inherit = "mail.thread"

    @api.model
    def message_process(
        self,
        model,
        message,
        custom_values=None,
        save_original=False,
        strip_attachments=False,
        thread_id=None,
    ):
        """Only the system hands mail in, or an administrator's mail gate.

        :raises AccessError: for anybody else, who could write anything into anything
        """
        if not (self.env.su or self.env.user._is_system()):
            raise AccessError(
                self.env._(
                    "Mail is handed in by the mail server only. To write to a record, "
                    "open it and use its chatter."
                )
            )
        return super().message_process(
            model, message, custom_values, save_original, strip_attachments, thread_id
        )

    def _routing_check_route(self, message, message_dict, route, raise_exception=True):
        """Send an answer back whose sender, of the firm, may not read the record."""
        checked = super()._routing_check_route(
            message, message_dict, route, raise_exception
        )
        if checked and self._law_is_shut_out(*checked[:2], checked[3]):
            self._routing_create_bounce_email(
                message_dict["email_from"],
                self.env._(
                    "Your mail was not kept: what it answers is a restricted matter. "
                    "If you need it for your work, ask for access first."
                ),
                message,
                references=message_dict["message_id"],
            )
            return False
        return checked

    @api.model
    def _law_is_shut_out(self, model, number, user_id):
        """Whether a user of the firm may not read the record that a mail answers."""
        user = self.env["res.users"].sudo().browse(user_id)
        if not number or not user._is_internal() or user._is_superuser():
            return False
        record = self.env[model].browse(number).with_user(user)
        # All companies of the sender: the mail does not say for which one it is.
        record = record.with_context(allowed_company_ids=user.company_ids.ids)
        return tells_of_clients(model) and not record.has_access("read")
