"""Where what the firm sends to a person who leaves goes: no longer his or hers to say.

The clients' mail goes on coming until the last day; it must not be sent elsewhere.
"""

from odoo import api, models
from odoo.exceptions import UserError

from .door import somebody_asks


class ResUsers(models.Model):
    _inherit = "res.users"

    def write(self, vals):
        if "notification_type" in vals:
            changed = self.filtered(
                lambda user: user.notification_type != vals["notification_type"]
            )
            changed._law_check_reached(self.env._("how notifications arrive"))
        return super().write(vals)

    def _law_check_reached(self, what):
        """Let nobody who leaves change this of himself; note it of others who leave.

        :raises UserError: for a person of whom a departure is announced
        """
        if not self:
            return
        # sudo: whether somebody leaves, which the heads alone are told
        leaving = self.sudo() & self.env["law.departure"]._leaving()
        if leaving.filtered(lambda user: user.id == self.env.uid):
            self._law_refuse_leaving()
        if leaving and somebody_asks():
            leaving._law_note_reached(what)

    @api.model
    def _law_refuse_leaving(self):
        raise UserError(
            self.env._(
                "While your departure runs, your e-mail address and your "
                "notifications stay as they are, and you make no new API keys. If one "
                "of them must change, ask the administrator."
            )
        )

    def _law_note_reached(self, what):
        """Record that somebody changed this of people who leave, and tell the heads."""
        Log = self.env["law.access.log"]
        for user in self:
            said = self.env._(
                "%(changer)s changed this of %(name)s, who is leaving: %(what)s.",
                changer=self.env.user.name,
                name=user.name,
                what=what,
            )
            Log._record("departure", user, clients=self.env["law.client"], detail=said)
            Log._tell_duty_holders(
                self.env._("Where messages to a leaver go was changed"),
                said,
                user.company_id,
                but=user,
            )


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        if "email" in vals:
            changed = self.filtered(lambda partner: partner.email != vals["email"])
            # sudo: whose contact it is
            users = changed.sudo().user_ids
            users.with_env(self.env)._law_check_reached(
                self.env._("the e-mail address")
            )
        return super().write(vals)


class ResUsersApikeys(models.Model):
    _inherit = "res.users.apikeys"

    def _generate(self, scope, name, expiration_date):
        """A key would go on reading when the person is gone from the screen.

        A device that is trusted at login is no such key.
        """
        if self._name == "res.users.apikeys":
            self.env["res.users.apikeys.description"]._law_check_staying()
        return super()._generate(scope, name, expiration_date)


class ResUsersApikeysDescription(models.TransientModel):
    _inherit = "res.users.apikeys.description"

    @api.model_create_multi
    def create(self, vals_list):
        self._law_check_staying()
        return super().create(vals_list)

    @api.model
    def _law_check_staying(self):
        """Raise if the user's own departure runs."""
        if self.env["law.departure"]._is_leaving(self.env.user):
            self.env.user._law_refuse_leaving()
