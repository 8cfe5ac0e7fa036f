from odoo import api, fields, models
from odoo.exceptions import UserError


class LawClientUpdate(models.Model):
    _name = "law.client.update"
    _inherit = ["law.discreet.thread", "law.client.update"]

    restricted_hint = fields.Char(compute="_compute_restricted_hint")

    @api.depends("client_id", "client_name", "company_id")
    @api.depends_context("uid", "lang")
    def _compute_restricted_hint(self):
        """Warn whoever checks of a restricted client of this name, without its name.

        Not whoever writes the form, who could try out names to learn who is a client.
        """
        checks = self.env.user.has_group("law_firm_client.group_client_manager")
        for form in self:
            form.restricted_hint = (
                checks
                and not form.client_id
                and self.env["law.client"]
                .sudo()  # masked before it is told
                ._named(form.client_name, form.company_id)
                ._restricted_hint()
            )

    def _gate_posted(self):
        """Open no second card for a client whom the checker may not see."""
        if self.restricted_hint:
            raise UserError(
                self.env._(
                    "Perhaps the firm has this client already. %(hint)s Let that "
                    "person post the form.",
                    hint=self.restricted_hint,
                )
            )
        return super()._gate_posted()

    def _checker(self):
        """Ask nobody who may not read the form, for a wall, say."""
        checker = super()._checker()
        if not checker or self._readable_by(checker):
            return checker
        if self.client_id:
            return self.client_id._whom_to_ask(self._writers())
        others = self.env["law.client"]._duty_holders(self.company_id)
        return (others - self._writers())[:1]
