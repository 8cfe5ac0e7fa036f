from odoo import fields, models

MATTER = [("matter", "Parties to engagements")]


class LawRetentionRule(models.Model):
    """How long the firm must know who was on the other side."""

    _inherit = "law.retention.rule"

    kind = fields.Selection(selection_add=MATTER, ondelete={"matter": "cascade"})
