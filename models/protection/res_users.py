from odoo import fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    law_exports_frozen = fields.Boolean(
        string="Exports Frozen",
        copy=False,
        groups="base.group_system,law_firm_client.group_managing_partner",
        help="Nothing leaves the firm by this person: no file, no print, no reading "
        "in bulk. Set when a departure is announced.",
    )
