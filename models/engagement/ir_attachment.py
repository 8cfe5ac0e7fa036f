from odoo import api, models
from odoo.exceptions import UserError


class IrAttachment(models.Model):
    """The document of a consent stays as it was when a conflict was waived.

    Superuser or not: the chatter deletes files with its rights. Only the privacy vault,
    which keeps what it takes away, is let through.
    """

    _inherit = "ir.attachment"

    @api.model_create_multi
    def create(self, vals_list):
        """Refuse a second document beside that of a decided check."""
        files = super().create(vals_list)
        files._check_not_consent()
        return files

    def write(self, vals):
        """Refuse a change of a decided check's document, and what would become one."""
        self._check_not_consent()
        result = super().write(vals)
        if not {"res_model", "res_field", "res_id"}.isdisjoint(vals):
            self._check_not_consent()
        return result

    def unlink(self):
        """Refuse to delete the document of a decided check."""
        self._check_not_consent()
        return super().unlink()

    def _check_not_consent(self):
        """Raise if one of these is the consent to a check that was decided."""
        if self._law_is_put_away():
            return
        # sudo: what it belongs to, for whoever would change it
        ids = [
            file.res_id
            for file in self.sudo()
            if file.res_model == "law.conflict.check" and file.res_field
        ]
        checks = self.env["law.conflict.check"].sudo().browse(ids)
        if checks.exists()._decided():
            raise UserError(
                self.env._(
                    "The conflict check was decided on this consent, which stays on "
                    "record. Make a new check instead."
                )
            )
