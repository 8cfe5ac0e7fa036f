from odoo import api, fields, models
from odoo.fields import Domain


class LawClientImport(models.Model):
    _inherit = "law.client.import"

    restricted_hint = fields.Char(compute="_compute_restricted_hint")

    @api.depends("state")
    @api.depends_context("uid", "lang")
    def _compute_restricted_hint(self):
        """Say that rows meet clients whom the user may not see, and whom to ask.

        The rows themselves stand behind the wall, and are left out of the import.
        """
        Row = self.env["law.client.import.row"].sudo()  # masked before it is told
        for record in self:
            rows = Domain("import_id", "in", record._origin.ids)
            met = rows & Domain("match_client_id", "!=", False)
            found = Row._read_group(met, ["match_client_id"])
            clients = self.env["law.client"].sudo().union(*(row[0] for row in found))
            record.restricted_hint = clients._restricted_hint()
