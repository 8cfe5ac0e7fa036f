from odoo import api, models


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    @api.model
    def _index(self, bin_data, file_type, checksum=None):
        """Find papers in any script; Odoo alone keeps a text's Latin letters only."""
        words = super()._index(bin_data, file_type, checksum=checksum)
        plain = (file_type or "").startswith("text/") and not bin_data.isascii()
        return bin_data.decode("utf-8", "ignore").replace("\0", "") if plain else words
