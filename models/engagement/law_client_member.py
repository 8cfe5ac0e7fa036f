from odoo import fields, models


class LawClientMember(models.Model):
    """A membership that a seat on an engagement made, and that ends with it."""

    _inherit = "law.client.member"
    _kept_fields = frozenset(("revoked", "by_engagement"))

    by_engagement = fields.Boolean(
        "Made by an Engagement",
        readonly=True,
        help="The person leads or works on an engagement of the client; the membership "
        "ends with it.",
    )
