from odoo import fields, models


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
