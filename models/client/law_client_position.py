from odoo import api, fields, models

from .selections import SOURCES


class LawClientPosition(models.Model):
    """What a key person is to the client, from when to when, known from where."""

    _name = "law.client.position"
    _description = "Position of a Key Person"
    _inherit = ["law.client.part"]
    _anchor = "person_id"
    _order = "date_to desc, role, date_from desc, id"

    person_id = fields.Many2one(
        "law.client.person", required=True, index=True, ondelete="cascade"
    )
    client_id = fields.Many2one(related="person_id.client_id", store=True, index=True)
    company_id = fields.Many2one(related="client_id.company_id", store=True, index=True)
    role = fields.Selection(
        [
            ("legal_representative", "Legal representative"),
            ("owner", "Owner"),
            ("director", "Director"),
            ("executive", "Manager"),
            ("finance", "Finance"),
            ("counsel", "In-house counsel"),
            ("contact", "Contact"),
            ("other", "Other"),
        ],
        required=True,
        default="contact",
    )
    share = fields.Float("Share (%)", digits=(5, 2), aggregator=None)
    date_from = fields.Date("Since")
    date_to = fields.Date("Until")
    source = fields.Selection(SOURCES, required=True, default="lawyer_visit")
    current = fields.Boolean(compute="_compute_current")

    _role_idx = models.Index("(client_id, role) WHERE date_to IS NULL")
    _open_uniq = models.UniqueIndex(
        "(person_id, role) WHERE date_to IS NULL",
        "This person holds this position already.",
    )
    _period = models.Constraint(
        "CHECK(date_to IS NULL OR date_from IS NULL OR date_to >= date_from)",
        "A position cannot end before it begins.",
    )
    _share_range = models.Constraint(
        "CHECK(share >= 0 AND share <= 100)", "A share lies between 0 and 100 %."
    )

    @api.depends("role", "share")
    @api.depends_context("lang")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for position in self:
            label = roles.get(position.role, "")
            if position.role == "owner" and position.share:
                label = f"{label} {position.share:g} %"
            position.display_name = label

    @api.depends("date_from", "date_to")
    @api.depends_context("tz")
    def _compute_current(self):
        today = fields.Date.context_today(self)
        for position in self:
            position.current = not (
                (position.date_to and position.date_to < today)
                or (position.date_from and position.date_from > today)
            )
