from odoo import api, fields, models

from .listed import listed

NEEDS_SHOWN = 3


class LawClient(models.Model):
    """What a partner who never met the client reads first (S8)."""

    _inherit = "law.client"

    legal_representative = fields.Char(compute="_compute_legal_representative")
    open_needs = fields.Char(
        compute="_compute_open_needs",
        help="What the client needs and nobody has met yet, the most urgent first.",
    )

    @api.depends("position_ids.role", "position_ids.current", "person_ids.name")
    @api.depends_context("lang")
    def _compute_legal_representative(self):
        for client in self:
            current = client.position_ids.filtered(
                lambda p: p.current and p.role == "legal_representative"
            )
            names = current.person_id.mapped("name")
            client.legal_representative = listed(self.env, names)

    @api.depends("need_ids.name", "need_ids.state", "need_ids.urgency")
    @api.depends_context("lang")
    def _compute_open_needs(self):
        for client in self:
            needs = client.need_ids.filtered(lambda n: n.state == "open")
            names = needs.sorted("urgency", reverse=True).mapped("name")
            more = len(names) - NEEDS_SHOWN
            shown = names[:NEEDS_SHOWN]
            if more > 0:
                shown.append(self.env._("%(count)s more", count=more))
            client.open_needs = listed(self.env, shown)
