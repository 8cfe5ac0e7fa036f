from odoo import api, models


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Read anew the names of what the core has moved to another contact by SQL."""
        result = super()._update_foreign_keys(src_partners, dst_partner)
        (src_partners | dst_partner)._mark_names()
        return result
