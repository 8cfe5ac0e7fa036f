from odoo import models


class ResPartner(models.Model):
    """How a contact logs in is told to whoever sees the contact.

    Odoo tells everybody in the house, by any contact's number, the login of its portal
    user; or, where people may sign up, a token with which its name and address are
    shown, and a login is made in its place.
    """

    _inherit = "res.partner"

    def signup_get_auth_param(self):
        """Tell login or token of contacts that the user sees, by whatever door."""
        if not self.env.su:
            self.check_access("read")
        return super().signup_get_auth_param()

    def schedule_meeting(self):
        """Refuse in words what Odoo meets with an error of the database."""
        self.check_access("read")
        return super().schedule_meeting()
