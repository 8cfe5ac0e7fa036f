from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

HEAD = "law_firm_client.group_client_head"
# What decides which engagements a client gave to the firm.
GIVEN_BY = tuple(f"engagement_ids.{name}" for name in ("date_open", "state", "outcome"))
COMPARE = {
    "<": lambda count, value: count < value,
    "<=": lambda count, value: count <= value,
    ">": lambda count, value: count > value,
    ">=": lambda count, value: count >= value,
}


class LawClient(models.Model):
    """What the client has entrusted to the firm, as far as the reader may see it.

    Counted is what it gave to the firm, see `law.engagement._domain_given`: drafts and
    what was not taken on are no business between the two (S22, S26, S34).
    """

    _inherit = "law.client"

    barrier_ids = fields.One2many(domain=[("engagement_id", "=", False)])
    engagement_ids = fields.One2many("law.engagement", "client_id", "Engagements")
    engagement_count = fields.Integer(
        "Engagements Given", compute="_compute_engagement_figures", aggregator=None
    )
    open_engagement_count = fields.Integer(
        "Open Engagements", compute="_compute_engagement_figures", aggregator=None
    )
    last_engagement_on = fields.Date(
        "Last Engagement",
        compute="_compute_engagement_figures",
        help="The day on which the latest engagement was opened.",
    )
    fee_total = fields.Monetary(
        "Fees Received", compute="_compute_engagement_figures", aggregator=None
    )
    contribution_total = fields.Monetary(
        "Contribution",
        compute="_compute_contribution_total",
        aggregator=None,
        groups=HEAD,
        help="All fees received less the cost to serve the client.",
    )
    given_service_ids = fields.Many2many(
        "law.service",
        string="Kinds of Business Given",
        compute="_compute_given_service_ids",
        help="The services of the engagements that the client gave to the firm.",
    )
    engagement_frequency = fields.Integer(
        compute="_compute_engagement_frequency",
        search="_search_engagement_frequency",
        aggregator=None,
        help="How many engagements the client opened within the firm's window, which "
        "is set in months in the settings.",
    )

    @api.model
    def _withdrawn_models(self):
        return [*super()._withdrawn_models(), "law.engagement"]

    def _domain_given(self):
        """Return the domain of the engagements that these clients gave to the firm."""
        given = self.env["law.engagement"]._domain_given()
        return Domain("client_id", "in", self.ids) & given

    @api.depends(*GIVEN_BY, "engagement_ids.fee_received")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_engagement_figures(self):
        rows = self.env["law.engagement"]._read_group(
            self._domain_given(),
            ["client_id", "state"],
            ["__count", "date_open:max", "fee_received:sum"],
        )
        by_client = {}
        for client, state, *figures in rows:
            by_client.setdefault(client.id, {})[state] = figures
        for client in self:
            states = by_client.get(client._origin.id, {})
            client.engagement_count = sum(
                count for count, _day, _fee in states.values()
            )
            client.open_engagement_count = states.get("open", [0])[0]
            days = [day for _count, day, _fee in states.values() if day]
            client.last_engagement_on = max(days, default=False)
            client.fee_total = sum(fee or 0 for _count, _day, fee in states.values())

    @api.depends("engagement_ids.contribution")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_contribution_total(self):
        sums = dict(
            self.env["law.engagement"]._read_group(
                Domain("client_id", "in", self.ids), ["client_id"], ["contribution:sum"]
            )
        )
        for client in self:
            client.contribution_total = sums.get(client._origin, 0.0)

    @api.depends(*GIVEN_BY, "engagement_ids.service_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_given_service_ids(self):
        given = dict(
            self.env["law.engagement"]._read_group(
                self._domain_given(), ["client_id"], ["service_id:recordset"]
            )
        )
        for client in self:
            client.given_service_ids = given.get(client._origin, False)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_engaged(self):
        """Drafts go with a prospect; what the firm took on does not."""
        engagements = self.sudo().engagement_ids  # whether there is any, seen or not
        if any(engagement.state != "draft" for engagement in engagements):
            raise UserError(
                self.env._(
                    "This client has given engagements to the firm: they stay on "
                    "record. Archive the client instead."
                )
            )

    # === FREQUENCY ===

    @api.depends(*GIVEN_BY, "company_id.law_engagement_months")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_engagement_frequency(self):
        counts = dict(self._frequencies(self.company_id, self._domain_given()))
        for client in self:
            client.engagement_frequency = counts.get(client._origin, 0)

    def _search_engagement_frequency(self, operator, value):
        """Find by frequency: all clients in one query a company."""
        if operator == "in":
            wanted = {int(number) for number in value}
            return self._domain_frequency(lambda count: count in wanted)
        if operator not in COMPARE:
            return NotImplemented
        return self._domain_frequency(lambda count: COMPARE[operator](count, value))

    @api.model
    def _domain_frequency(self, suits):
        rows = self._frequencies(self.env.companies, Domain.TRUE)
        found = Domain("id", "in", [c.id for c, count in rows if suits(count)])
        if suits(0):
            found |= Domain("id", "not in", [client.id for client, _count in rows])
        return found

    @api.model
    def _frequencies(self, companies, domain):
        """Return [(client, engagements opened within the window of its company)]."""
        today = fields.Date.context_today(self)
        window = Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain(
                "date_open",
                ">",
                today - relativedelta(months=company.law_engagement_months),
            )
            for company in companies
        )
        return self.env["law.engagement"]._read_group(
            domain & window & self.env["law.engagement"]._domain_given(),
            ["client_id"],
            ["__count"],
        )

    # === ACTIONS ===

    def action_open_engagements(self):
        """List the engagements of this client."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "law_firm_client.law_engagement_action"
        )
        action["domain"] = [("client_id", "=", self.id)]
        action["context"] = {"default_client_id": self.id}
        return action
