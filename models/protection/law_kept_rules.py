from odoo import api, models
from odoo.exceptions import UserError

MODULE = "law_firm_client."


class LawKeptRules(models.AbstractModel):
    """A rule or a right that says who sees a client: part of the addon, not a setting.

    Whoever could edit it on the screen, or add one beside it, could open every client
    to everybody without a trace. The system itself, when it installs, is free.
    """

    _name = "law.kept.rules"
    _description = "Rules on Clients that Nobody Edits"

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._law_check_kept()
        return records

    def write(self, vals):
        self._law_check_kept()
        result = super().write(vals)
        self._law_check_kept()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_kept(self):
        self._law_check_kept()

    def _law_check_kept(self):
        if self.env.su:
            return
        names = self.get_external_id()
        if any(
            names[record.id].startswith(MODULE)
            or (record.model_id.model or "").startswith("law.")
            for record in self.sudo()
        ):
            raise UserError(
                self.env._(
                    "Who sees a client is not changed here. Give the person a role, "
                    "put him or her on the client's team, or have the addon changed."
                )
            )
