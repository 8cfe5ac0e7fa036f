from odoo import models

from ...tools.marks import mark_vcard
from .law_access_log_writing import MARK

# What a business card tells.
ON_CARD = ("name", "street", "city", "zip", "email", "phone", "website", "function")


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _law_let_cards_pass(self):
        """Let business cards of these contacts leave, and record it.

        :raises AccessError: when the export rules keep them in the firm
        """
        self.check_access("read")
        told = self._logged_part()
        if told:
            Policy = self.env["law.export.policy"]
            request = Policy._let_pass("export", told, ON_CARD)
            Policy._record_file(told, ON_CARD, request)

    def _get_vcard_file(self):
        content = super()._get_vcard_file()
        mark = self.env.cr.cache.get(MARK)
        return mark_vcard(content, mark) if content and mark else content
