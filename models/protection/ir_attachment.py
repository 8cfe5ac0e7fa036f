from odoo import api, models

# Where the words of a file are kept, beside the file.
CONTENT = {"index_content", "db_datas"}


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _compute_datas(self):
        self._law_check_content()
        return super()._compute_datas()

    def _compute_raw(self):
        self._law_check_content()
        return super()._compute_raw()

    def fetch(self, field_names=None):
        """What was found in a file is kept from whom the file is kept."""
        if CONTENT & set(field_names or ()):
            self._law_check_content()
        return super().fetch(field_names)

    def _law_check_content(self):
        """Refuse the contents of clients' files to a person who is leaving."""
        # sudo: nobody else sees who is about to leave
        if self.env.su or not self.env.user.sudo().law_exports_frozen:
            return
        if self._logged_part():
            self.env["law.export.policy"]._check_not_frozen()

    @api.model
    def _index(self, bin_data, file_type, checksum=None):
        """Find papers in any script; Odoo alone keeps a text's Latin letters only."""
        words = super()._index(bin_data, file_type, checksum=checksum)
        plain = (file_type or "").startswith("text/") and not bin_data.isascii()
        return bin_data.decode("utf-8", "ignore").replace("\0", "") if plain else words
