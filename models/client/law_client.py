from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.names import name_key
from ...tools.registration import registration_key
from .selections import SIZES, STATES


class LawClient(models.Model):
    """A client of one company of the firm: the firm's record, not the lawyer's.

    Name, address and numbers are those of a partner; what the firm knows beyond that
    lives here, behind the client's own rules. Other files of this folder add a subject
    each: life cycle, team, completeness, fit, provenance, graph, updates.
    """

    _name = "law.client"
    _description = "Client"
    _inherit = ["law.name.check", "mail.thread", "mail.activity.mixin"]
    _inherits = {"res.partner": "partner_id"}
    _order = "name_key, id"  # of its own table, so that the list need not be sorted
    _rec_names_search = ["name", "code", "company_registry", "alias_ids.name"]
    _check_company_auto = True
    _mail_post_access = "read"

    # Who it is
    partner_id = fields.Many2one(
        "res.partner",
        "Contact Entry",
        required=True,
        index=True,
        ondelete="restrict",
        help="The client's entry in Contacts, with name, address and numbers.",
    )
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    code = fields.Char(
        "Client Number", readonly=True, copy=False, index="btree_not_null"
    )
    active = fields.Boolean(default=True, tracking=True)
    state = fields.Selection(
        STATES,
        "Life Cycle",
        required=True,
        default="prospect",
        index=True,
        tracking=True,
    )
    priority = fields.Selection(
        [("0", "Normal"), ("1", "Key client")], default="0", index=True, tracking=True
    )
    name_key = fields.Char(compute="_compute_name_key", store=True, index=True)
    registration_key = fields.Char(
        compute="_compute_registration_key", store=True, index="btree_not_null"
    )
    alias_ids = fields.One2many("law.client.alias", "client_id", "Other Names")

    # Basic data
    client_since = fields.Date(
        tracking=True, help="The day on which the relationship with the firm began."
    )
    last_contact_on = fields.Date(
        "Last Contact",
        index=True,
        help="The latest day on which firm and client were in contact.",
    )
    registered_on = fields.Date(
        "Established On", help="Date of registration with the registry of companies."
    )
    currency_id = fields.Many2one(related="company_id.currency_id")
    registered_capital = fields.Monetary(aggregator=None)
    employee_count = fields.Integer("Employees", aggregator=None)
    size = fields.Selection(SIZES, index=True)
    person_ids = fields.One2many("law.client.person", "client_id", "Key People")
    service_ids = fields.Many2many(
        "law.service",
        string="Services Used",
        help="The kinds of business that the client has given to the firm.",
    )

    # Characteristics
    business_line_ids = fields.Many2many(
        "res.partner.industry", string="Lines of Business"
    )
    philosophy = fields.Text("Business Philosophy")
    direction = fields.Text("Business Direction")
    features = fields.Text("Distinguishing Features")

    # Business situation and dealings
    standing_ids = fields.One2many("law.client.standing", "client_id", "Standings")
    relation_end_ids = fields.One2many(
        "law.relation.end", "client_id", "Relations", readonly=True
    )
    event_ids = fields.One2many("law.client.event", "client_id", "Cooperation")
    cooperation_note = fields.Text()
    need_ids = fields.One2many("law.need", "client_id", "Needs")
    open_need_count = fields.Integer(compute="_compute_open_need_count")

    # Contact and habits
    preferred_channel = fields.Selection(
        [
            ("visit", "Visit"),
            ("meeting", "Meeting at the firm"),
            ("phone", "Phone"),
            ("email", "E-mail"),
            ("letter", "Letter"),
            ("message", "Message"),
        ]
    )
    preferred_time = fields.Char(help="For example: weekday mornings, never on Friday.")
    report_format = fields.Selection(
        [
            ("full", "Full written report"),
            ("summary", "One-page summary"),
            ("call", "Call"),
            ("slides", "Presentation"),
            ("table", "Table"),
        ]
    )
    decision_maker_id = fields.Many2one(
        "law.client.person",
        "Who Decides",
        index="btree_not_null",
        ondelete="set null",
        domain="[('client_id', '=', id)]",
    )
    taboo_topics = fields.Text(help="What must not be brought up, and why.")
    habits = fields.Text()

    _partner_company_uniq = models.Constraint(
        "UNIQUE(partner_id, company_id)",
        "This contact is a client of the company already.",
    )
    _code_company_uniq = models.UniqueIndex(
        "(company_id, code) WHERE code IS NOT NULL", "This client number is taken."
    )
    _state_contact_idx = models.Index("(company_id, state, last_contact_on)")

    _figures = models.Constraint(
        "CHECK(COALESCE(employee_count, 0) >= 0"
        " AND COALESCE(registered_capital, 0) BETWEEN 0 AND 1e13)",
        "Employees and capital are not negative, and a capital has 13 digits at most.",
    )

    @api.constrains("partner_id", "name")
    def _check_name(self):
        for client in self:
            if not (client.name or "").strip():
                raise UserError(self.env._("Enter the client's name."))

    @api.constrains("client_since", "registered_on", "last_contact_on")
    def _check_dates(self):
        tomorrow = fields.Date.add(fields.Date.context_today(self), days=1)
        for client in self:
            dates = client.client_since, client.registered_on, client.last_contact_on
            if any(date and date > tomorrow for date in dates):
                raise UserError(
                    self.env._(
                        "Client since, established on and last contact lie in the past."
                    )
                )

    @api.constrains("decision_maker_id")
    def _check_decision_maker_id(self):
        for client in self:
            if client.decision_maker_id.client_id - client:
                raise UserError(
                    self.env._("Who decides is one of the client's own key people.")
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_served(self):
        """A client that the firm has served stays on record."""
        events = self.sudo().event_ids  # whether there is history at all
        served = any(client.state != "prospect" for client in self)
        if not self.env.su and (served or "state" in events.mapped("kind")):
            raise UserError(
                self.env._(
                    "Only prospects are deleted. Archive this client instead: what was "
                    "between it and the firm stays on record."
                )
            )

    @api.depends("name", "code")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for client in self:
            client.display_name = client.name or client.code or ""

    @api.depends("name")
    def _compute_name_key(self):
        for client in self:
            client.name_key = name_key(client.name or "")

    @api.depends("company_registry")
    def _compute_registration_key(self):
        for client in self:
            client.registration_key = registration_key(client.company_registry or "")

    @api.depends("need_ids.state")
    def _compute_open_need_count(self):
        counts = dict(
            self.env["law.need"]._read_group(
                [("client_id", "in", self.ids), ("state", "=", "open")],
                ["client_id"],
                ["__count"],
            )
        )
        for client in self:
            client.open_need_count = counts.get(client._origin, 0)

    @api.model
    def default_get(self, fields):
        """Guess no language: a client speaks its own, not that of who enters it."""
        return {**super().default_get(fields), **self._no_language(fields)}

    @api.model
    def _no_language(self, names):
        """Return the value of a language that nobody has named, if one is asked for."""
        named = "default_lang" in self.env.context or "lang" not in names
        return {} if named else {"lang": False}

    @api.model_create_multi
    def create(self, vals_list):
        """Number the clients, keep new contacts in the company, and open the card."""
        sequences = {}
        stamped = []
        for given in vals_list:
            vals = self._with_provenance(given)
            company = vals.get("company_id") or self.env.company.id
            if not vals.get("code"):
                if company not in sequences:
                    sequences[company] = self._code_sequence(company)
                vals["code"] = sequences[company]._next()
            vals["state_since"] = fields.Date.context_today(self)
            stamped.append(vals)
        clients = super().create(stamped)
        fresh = self.browse(
            client.id
            for client, vals in zip(clients, vals_list, strict=True)
            if not vals.get("partner_id")
        )
        for company, group in fresh.grouped("company_id").items():
            group.partner_id.company_id = company
        clients._create_blocks()
        self.env["res.partner"]._check_law_entered(clients, vals_list)
        return clients

    @api.model
    def _code_sequence(self, company_id):
        """Return the sequence that numbers the clients of a company."""
        return (
            self.env["ir.sequence"]
            .sudo()  # whoever may add clients draws their numbers
            .search(
                [
                    ("code", "=", "law.client"),
                    ("company_id", "in", [company_id, False]),
                ],
                order="company_id",
                limit=1,
            )
        )

    def copy_data(self, default=None):
        """Refuse: a second card for the same client is what this database prevents."""
        raise UserError(
            self.env._("A client has one card. Open the existing one instead.")
        )

    def action_open_partner(self):
        """Open the client's entry in Contacts."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": self.partner_id.id,
            "view_mode": "form",
        }

    def _note_contact(self, date):
        """Raise the day of the last contact to `date` where it is earlier."""
        earlier = self.filtered(
            lambda c: not c.last_contact_on or c.last_contact_on < date
        )
        if earlier:  # else nobody's right to clients is asked for
            earlier.check_access("read")
        earlier.sudo().last_contact_on = date  # whoever serves the client, see above

    def _action_open(self):
        """Return the action that opens this client's form."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "law.client",
            "res_id": self.id,
            "views": [[False, "form"]],
        }
