from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

KINDS = [
    ("access", "Access and copy"),
    ("rectification", "Correction"),
    ("erasure", "Erasure"),
    ("restriction", "Restriction of use"),
    ("objection", "Objection"),
    ("portability", "Data to take along"),
]
STATES = [
    ("received", "Received"),
    ("identified", "Identity checked"),
    ("handling", "Being handled"),
    ("answered", "Answered"),
    ("refused", "Refused to answer"),
    ("withdrawn", "Taken back"),
]
OPEN = ("received", "identified", "handling")
# Kinds by which data is erased, or put away.
ERASING = ("erasure", "objection", "restriction")
CHANNELS = [
    ("email", "E-mail"),
    ("letter", "Letter"),
    ("phone", "Phone"),
    ("visit", "In person"),
    ("portal", "Portal or website"),
    ("authority", "Through an authority"),
]
GROUNDS = [
    ("unidentified", "Identity not proven"),
    ("unfounded", "Manifestly unfounded"),
    ("excessive", "Excessive, repeated"),
    ("privilege", "Professional secrecy"),
    ("others", "Rights of others"),
    ("law", "A law forbids it"),
    ("nothing", "The firm has no data of this person"),
]
HANDLER = "law_firm_client.group_privacy_handler"


class LawPrivacyRequest(models.Model):
    """A request of a person about his or her own data (个人信息权利请求, S64).

    Nobody but privacy handlers sees it: that somebody asked is personal data itself.
    Its steps are methods with gates; the screen only shows what they demand.
    """

    _name = "law.privacy.request"
    _description = "Request about Personal Data"
    _inherit = [
        "law.gate.mixin",
        "law.entry.check",
        "law.read.logged",
        "law.discreet.thread",
    ]
    _order = "due_on, id"
    _check_company_auto = True
    _gated_fields = frozenset(
        ("name", "state", "due_on", "first_due_on", "longer", "closed_on")
        + ("searched_on", "search_result", "identity_by_id", "identity_on")
        + ("copy_by_id", "copy_approved_by_id", "copy_approved_on", "copy_pdf_kept")
        + ("copy_data_kept", "delivered_on", "delivered_by_id", "log_number")
        + ("erased_on", "erased_by_id", "proof", "reminded_on", "warned_on")
        + ("erasure_approved_by_id", "erasure_approved_on")
        + ("evidence_gone_on", "copy_mark")
    )

    name = fields.Char("Number", default="/", readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    state = fields.Selection(
        STATES,
        "Status",
        default="received",
        required=True,
        readonly=True,
        index=True,
        group_expand=True,
    )
    kind = fields.Selection(KINDS, "Kind of Request", required=True, index=True)
    wish = fields.Text("In the Person's Words")
    received_on = fields.Date(
        required=True, default=fields.Date.context_today, index=True
    )
    channel = fields.Selection(CHANNELS, "Came by", required=True, default="email")

    # Who asks
    person_name = fields.Char("Person", required=True, help="As given.")
    contact_details = fields.Char(
        "Answer Goes To", help="E-mail or postal address that the person gave."
    )
    lang = fields.Selection(
        lambda self: self.env["res.lang"].get_installed(),
        "Language of the Person",
        default=lambda self: self.env.lang or self.env.user.lang or "en_US",
        required=True,
    )
    asked_by = fields.Char(
        "Asked on Behalf by", help="Whoever writes for the person; empty: the person."
    )
    authority_proof = fields.Char(
        "Proof of Authority", help="Power of attorney, custody: where it is."
    )

    # Who answers
    handler_id = fields.Many2one(
        "res.users",
        index=True,
        ondelete="restrict",
        check_company=True,
        domain=lambda self: [("all_group_ids", "in", self.env.ref(HANDLER).ids)],
    )
    closed_on = fields.Date(readonly=True, copy=False)

    # Identity
    identity_how = fields.Selection(
        [
            ("document", "Document seen"),
            ("known", "Known to the firm in person"),
            ("callback", "Called back on a known number"),
            ("login", "Signed in to the portal"),
            ("notary", "Certified by a notary"),
        ],
        "How Identity Was Checked",
    )
    identity_note = fields.Char("What Was Seen")
    identity_by_id = fields.Many2one(
        "res.users", "Identity Checked by", readonly=True, ondelete="restrict"
    )
    identity_on = fields.Date("Identity Checked On", readonly=True)
    identity_evidence = fields.Binary(
        "Proof of Identity", attachment=True, copy=False, exportable=False
    )
    identity_evidence_name = fields.Char("Name of the Proof", copy=False)
    evidence_gone_on = fields.Date("Proof Deleted On", readonly=True, copy=False)

    # The end
    outcome_note = fields.Text(
        "What Was Done", help="For the answer: what the firm did, in plain words."
    )
    refusal_ground = fields.Selection(GROUNDS, "Ground of Refusal")
    refusal_reason = fields.Text("Reason Told to the Person")
    ways_to_complain = fields.Text(
        compute="_compute_ways_to_complain", store=True, readonly=False
    )
    recipient_ids = fields.One2many(
        "law.privacy.recipient", "request_id", "Recipients to Tell"
    )

    _company_name_uniq = models.UniqueIndex(
        "(company_id, name) WHERE name != '/'", "This number is taken."
    )

    def _logged_clients(self):
        """A request by itself tells about no client."""
        return self.env["law.client"].sudo()

    @api.depends("name", "person_name", "kind")
    def _compute_display_name(self):
        for request in self:
            known = request.person_name
            request.display_name = known and f"{request.name} · {known}"

    @api.depends("pack_id")
    def _compute_ways_to_complain(self):
        for request in self:
            pack = request.pack_id.with_context(lang=request.lang)
            request.ways_to_complain = pack.complain_to or request.ways_to_complain

    @api.constrains("received_on")
    def _check_received_on(self):
        if any(r.received_on > fields.Date.context_today(r) for r in self):
            raise ValidationError(
                self.env._("A request is not received in the future.")
            )

    @api.constrains("handler_id")
    def _check_handler_id(self):
        for handler in self.handler_id:
            if not handler.has_group(HANDLER):
                raise ValidationError(
                    self.env._(
                        "%(user)s is no privacy handler. Choose somebody with that "
                        "right, or have it given first.",
                        user=handler.name,
                    )
                )

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        self._check_references(vals_list)
        requests = super(LawPrivacyRequest, self._entered(vals_list)).create(vals_list)
        for request in requests:
            request._stamp({"name": request._next_number()})
        requests._set_due()
        return requests

    def write(self, vals):
        self._check_entered(vals)
        self._check_references([vals])
        closed = [request for request in self if request.state not in OPEN]
        if closed and not self.env.su and vals.keys() - {"activity_ids"}:
            raise UserError(
                self.env._(
                    "%(request)s is closed and stays as it was answered. A new wish is "
                    "a new request.",
                    request=closed[0].name,
                )
            )
        fixed = {"received_on", "company_id", "pack_id", "kind", "identity_how"}
        fixed &= vals.keys()
        if fixed and any(request.state != "received" for request in self):
            raise UserError(
                self.env._(
                    "What was asked, when, by which law and how the identity was "
                    "checked stays once it is checked."
                )
            )
        result = super().write(vals)
        if {"received_on", "pack_id"} & vals.keys():
            self._set_due()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_received(self):
        raise UserError(
            self.env._("A request stays on record. If it was a mistake, take it back.")
        )

    def _next_number(self):
        """Return the next number of the company, which counts for itself."""
        Sequence = self.env["ir.sequence"].sudo()  # counting is no other right
        company = self.company_id
        code = "law.privacy.request"
        own = Sequence.search(
            [("code", "=", code), ("company_id", "=", company.id)], limit=1
        )
        if not own:
            own = Sequence.create(
                {
                    "name": "Personal-Data Request Number",
                    "code": code,
                    "prefix": "P",
                    "padding": 5,
                    "company_id": company.id,
                }
            )
        return own.next_by_id()

    # === JOBS ===

    @api.model
    def _cron_forget_identity(self):
        """Delete proofs of identity that are not needed any more."""
        today = fields.Date.context_today(self)
        waiting = self.search(
            [("identity_on", "!=", False), ("evidence_gone_on", "=", False)]
        )
        for company, requests in waiting.grouped("company_id").items():
            day = fields.Date.subtract(today, days=company.law_identity_days)
            requests.filtered(lambda r, day=day: r.identity_on <= day)._stamp(
                {
                    "identity_evidence": False,
                    "identity_evidence_name": False,
                    "evidence_gone_on": today,
                }
            )
