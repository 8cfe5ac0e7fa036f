from odoo import api, fields, models
from odoo.fields import Domain

LAWYER = "law_firm_client.group_lawyer"
# Who may lead an engagement by standing on the team, the first choice first.
LEADING = ("liaison", "handling", "committee")


class LawClient(models.Model):
    """What the firm does for the client beyond the day: retainers, needs, what next."""

    _inherit = "law.client"

    retainer_ids = fields.One2many(
        "law.engagement",
        "client_id",
        "Retainers",
        domain=[("is_retainer", "=", True)],
    )
    retainer_proposal_ids = fields.One2many(
        "law.retainer.proposal", "client_id", "Proposals of a Retainer"
    )
    white_space_ids = fields.One2many("law.white.space", "client_id", readonly=True)
    law_opportunity_ids = fields.One2many(
        "crm.lead", "law_client_id", "Opportunities with the Client"
    )
    on_retainer = fields.Boolean(
        compute="_compute_on_retainer", search="_search_on_retainer"
    )
    retainer_until = fields.Date(compute="_compute_on_retainer")

    @api.depends("retainer_ids.state", "retainer_ids.term_to")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_on_retainer(self):
        rows = self.env["law.engagement"]._read_group(
            self._domain_retained() & Domain("client_id", "in", self.ids),
            ["client_id"],
            ["term_to:max"],
        )
        until = dict(rows)
        for client in self:
            client.on_retainer = client._origin in until
            client.retainer_until = until.get(client._origin, False)

    def _search_on_retainer(self, operator, value):
        if operator != "in":
            return NotImplemented
        return Domain("engagement_ids", "any", self._domain_retained())

    def _domain_retained(self):
        """Return the domain of retainers under which the firm works today."""
        return (
            Domain("is_retainer", "=", True)
            & Domain("state", "=", "open")
            & Domain("term_to", ">=", "today")
        )

    def _leading_lawyer(self, wanted):
        """Return who leads what this client gives to the firm.

        That is `wanted`, if a lawyer who serves the client for good, else its liaison
        lawyer, else another. Never its manager, who keeps the card and leads no cases.
        """
        self.ensure_one()
        members = self.sudo().member_ids  # who serves is no secret here
        members = members.filtered(
            lambda m: (
                m.current
                and m.role in LEADING
                and not (m.by_engagement or m.date_to)
                and m.user_id.has_group(LAWYER)
                and self._readable_by(m.user_id)
            )
        )
        lawyers = members.sorted(
            lambda m: (LEADING.index(m.role), m.date_from, m.id)
        ).user_id
        return (wanted & lawyers) or lawyers[:1]
