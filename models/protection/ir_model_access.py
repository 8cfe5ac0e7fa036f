from odoo import models
from odoo.exceptions import AccessError

from ..client.listed import listed


class IrModelAccess(models.Model):
    _name = "ir.model.access"
    _inherit = ["law.kept.rules", "ir.model.access"]

    def _make_access_error(self, model, mode):
        """Say of the firm's own records whom to ask, not which groups may."""
        error = super()._make_access_error(model, mode)
        if not (model.startswith("law.") and self.env.user._is_internal()):
            return error
        kind = self.env["ir.model"]._get(model).name or model
        refused = {
            "read": self.env._(
                "Your role does not show you this: %(kind)s.", kind=kind
            ),
            "write": self.env._(
                "Your role does not let you change this: %(kind)s.", kind=kind
            ),
            "create": self.env._(
                "Your role does not let you enter this: %(kind)s.", kind=kind
            ),
            "unlink": self.env._(
                "Your role does not let you delete this: %(kind)s.", kind=kind
            ),
        }[mode]
        if not self.group_names_with_access(model, mode):
            return AccessError(refused)  # nobody may: there is nobody to ask
        desk = self.env["law.client"]._firm_desk(self.env.company)
        return AccessError(
            self.env._(
                "%(refused)s If you need it for your work, ask %(names)s.",
                refused=refused,
                names=listed(self.env, desk.sudo().mapped("name"))
                or self.env._("the managing partner"),
            )
        )
