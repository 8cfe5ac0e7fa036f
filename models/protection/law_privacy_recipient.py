from odoo import fields, models


class LawPrivacyRecipient(models.Model):
    """Somebody outside who got data of the person from the firm: told too (Art. 19)."""

    _name = "law.privacy.recipient"
    _description = "Recipient of Personal Data"
    _order = "told_on, id"

    request_id = fields.Many2one(
        "law.privacy.request", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="request_id.company_id", store=True, index=True
    )
    name = fields.Char("Recipient", required=True)
    what = fields.Char("What Was Given", required=True)
    told_on = fields.Date()
    impossible_because = fields.Char(
        "Not Told Because", help="Only when it is impossible or out of proportion."
    )
