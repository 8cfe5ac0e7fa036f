from odoo import fields, models


class ResUsers(models.Model):
    """Walls around single engagements do not keep a person from the client."""

    _inherit = "res.users"

    law_barrier_ids = fields.One2many(domain=[("engagement_id", "=", False)])
