from odoo import fields, models

CONTACT_CATEGORIES = ("phonecall", "meeting")


class MailActivity(models.Model):
    _inherit = "mail.activity"

    def _action_done(self, feedback=False, attachment_ids=None):
        """Remember that a finished call or meeting was a contact with the client."""
        contacts = self.filtered(
            lambda a: (
                a.res_model == "law.client"
                and a.activity_type_id.category in CONTACT_CATEGORIES
            )
        )
        clients = self.env["law.client"].browse(contacts.mapped("res_id"))
        done = super()._action_done(feedback=feedback, attachment_ids=attachment_ids)
        clients._note_contact(fields.Date.context_today(self))
        return done
