from odoo import api, fields, models


class LawClient(models.Model):
    _inherit = "law.client"

    import_id = fields.Many2one(
        "law.client.import",
        "Imported With",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        help="The card file from which this client was entered.",
    )

    @api.model
    def default_get(self, fields):
        """Say of no client that it was imported; the import itself notes it."""
        defaults = super().default_get(fields)
        defaults.pop("import_id", None)
        return defaults
