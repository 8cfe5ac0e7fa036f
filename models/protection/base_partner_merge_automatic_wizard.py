from odoo import api, models
from odoo.fields import Domain


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Lock anew what the core has moved below another contact by SQL."""
        result = super()._update_foreign_keys(src_partners, dst_partner)
        self.env.invalidate_all()
        Partner = self.env["res.partner"].sudo()  # the lock covers all, see or not
        moved = Partner.with_context(active_test=False).search(
            Domain("id", "child_of", dst_partner.ids)
        )
        moved._law_lock_anew()
        return result
