from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.conflict_parts import is_personal
from ...tools.names import names_in_lines
from .law_engagement_gate import ON_RECORD
from .selections import PARTY_ROLES


class LawEngagementParty(models.Model):
    """Somebody else in an engagement: the other side, its counsel, a third party.

    The firm looks through these names before it takes on anything new, so a party
    stays on record for as long as the engagement.
    """

    _name = "law.engagement.party"
    _description = "Party to an Engagement"
    _inherit = ["law.clear.input", "law.client.part"]
    _anchor = "engagement_id"
    _order = "engagement_id, sequence, id"
    _rec_names_search = ["name", "other_names", "registration_number"]

    engagement_id = fields.Many2one(
        "law.engagement", required=True, index=True, ondelete="cascade"
    )
    client_id = fields.Many2one(
        related="engagement_id.client_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="engagement_id.company_id", store=True, index=True, precompute=True
    )
    sequence = fields.Integer(default=10, aggregator=None)
    name = fields.Char("Party", required=True)
    other_names = fields.Text(
        help="Former names, short forms, spellings in other languages; one a line."
    )
    role = fields.Selection(PARTY_ROLES, required=True, default="opponent", index=True)
    kind = fields.Selection(
        [("company", "Company or body"), ("person", "Person")],
        "Is a",
        required=True,
        compute="_compute_kind",
        store=True,
        readonly=False,
        precompute=True,
        help="Guessed from the name and the role; correct it where it is wrong.",
    )
    registration_number = fields.Char(
        help="Of the company in its registry; leave it empty for a person."
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Contact",
        index="btree_not_null",
        ondelete="set null",
        help="The party's entry in Contacts, if the firm has one.",
    )
    date_from = fields.Date("Since")
    date_to = fields.Date("Until")
    note = fields.Char("Remark")

    _period = models.Constraint(
        "CHECK(date_to IS NULL OR date_from IS NULL OR date_to >= date_from)",
        "A party cannot leave an engagement before it came in.",
    )

    @api.depends("name", "role")
    def _compute_kind(self):
        """A guarantor is a person as often as not: the name tells."""
        for party in self:
            if party.role == "guarantor" and is_personal(party.name or ""):
                party.kind = "person"
            else:
                party.kind = party.kind or "company"

    @api.constrains("name")
    def _check_name(self):
        if any(not party.name.strip() for party in self):
            raise ValidationError(self.env._("Enter the name of each party."))

    @api.ondelete(at_uninstall=False)
    def _unlink_except_on_record(self):
        """Once it was opened, who was on the other side is not forgotten."""
        opened = self.engagement_id.filtered(lambda e: e.state in ON_RECORD)
        if opened and not self.env.su:
            raise UserError(
                self.env._(
                    "Who is concerned in %(engagement)s stays on record. Enter the day "
                    "until which it was so instead.",
                    engagement=opened[0].code,
                )
            )

    @api.depends("name", "role")
    @api.depends_context("lang")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for party in self:
            party.display_name = f"{party.name} ({roles.get(party.role)})"

    def _names(self):
        """Return all names of one party, the first first; none twice."""
        self.ensure_one()
        return names_in_lines(self.name, self.other_names)
