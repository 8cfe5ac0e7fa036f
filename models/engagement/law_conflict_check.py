from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.conflict_score import THRESHOLD
from ...tools.conflict_terms import VERSION
from ...tools.names import fold
from ..client.listed import listed

CHECK_STATES = [
    ("draft", "Names to search"),
    ("pending", "To decide"),
    ("cleared", "Cleared"),
    ("waived", "Cleared with waiver"),
    ("refused", "Refused"),
]
DECIDED = ("cleared", "waived", "refused")
COVERING = ("cleared", "waived")
# What a decision rests on: entered by whoever may decide.
GROUNDS = frozenset(
    ("reason", "consent_by", "consent_on", "consent_document", "consent_filename")
)


class LawConflictCheck(models.Model):
    """One conflict check (利益冲突检索): what was searched, what was found, decided.

    It is kept as it was. A name that changes later changes nothing here, and after the
    decision nobody does. Of what was found each person sees what he or she may see
    anyway; the rest says whom to ask.
    """

    _name = "law.conflict.check"
    _description = "Conflict Check"
    _inherit = [
        "law.clear.input",
        "law.gate.mixin",
        "law.discreet.thread",
        "law.client.part",
    ]
    _order = "id desc"
    _check_company_auto = True
    _gated_fields = frozenset(
        (
            *("name", "state", "user_id", "searched_on", "threshold", "index_version"),
            *("looked_through", "hit_ids", "decided_by_id", "decided_on", "later"),
            *("behind_client_ids", "behind_engagement_ids"),
        )
    )

    name = fields.Char("Number", default="/", readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    engagement_id = fields.Many2one(
        "law.engagement",
        index=True,
        ondelete="restrict",
        check_company=True,
        help="Empty: a question before there is any engagement.",
    )
    client_id = fields.Many2one(
        "law.client",
        compute="_compute_client_id",
        store=True,
        readonly=False,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    user_id = fields.Many2one(
        "res.users",
        "Asked by",
        default=lambda self: self.env.user,
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
        copy=False,
    )
    asker_id = fields.Many2one(
        "res.users",
        "Person Who Asked",
        compute="_compute_asker_id",
        help="Empty: the system asked by itself.",
    )
    line_ids = fields.One2many("law.conflict.line", "check_id", "Names Searched")
    searched_names = fields.Char("Names", compute="_compute_searched_names")
    state = fields.Selection(
        CHECK_STATES,
        "Status",
        default="draft",
        required=True,
        readonly=True,
        index=True,
        tracking=True,
        copy=False,
        group_expand=True,
    )
    later = fields.Boolean(
        "Found Later",
        readonly=True,
        copy=False,
        help="The system made it: a new client has the name of another party of an "
        "engagement that the firm had before.",
    )

    # What was done
    searched_on = fields.Datetime(readonly=True, copy=False)
    threshold = fields.Float(
        "Shown from (%)", readonly=True, digits=(5, 1), aggregator=None, copy=False
    )
    index_version = fields.Char("Version of the Search", readonly=True, copy=False)
    # How many names of each kind there were: more than who asks may know.
    looked_through = fields.Json(readonly=True, copy=False, groups=fields.NO_ACCESS)
    looked_text = fields.Char("Names Compared", compute="_compute_looked_text")
    firm_text = fields.Char(
        "Searched at",
        compute="_compute_firm_text",
        help="Companies of one firm, below one parent, are searched together; others "
        "are not.",
    )
    hit_ids = fields.One2many("law.conflict.hit", "check_id", "Hits", readonly=True)
    shown_hit_ids = fields.Many2many(
        "law.conflict.hit",
        string="Found",
        compute="_compute_shown_hit_ids",
        help="The gravest and closest first; what you may not see stands together.",
    )
    hit_count = fields.Integer(
        "Number of Hits", compute="_compute_hit_count", aggregator=None
    )
    open_hit_count = fields.Integer(
        "Hits to Assess", compute="_compute_hit_count", aggregator=None
    )
    light = fields.Selection(
        [
            ("grey", "Not searched yet"),
            ("green", "No conflict"),
            ("amber", "Hits"),
            ("waived", "Conflict waived"),
            ("red", "Conflict"),
        ],
        "Result",
        compute="_compute_hit_count",
    )

    # What was decided
    reason = fields.Text("Reasons", help="Why it was decided so; it stays on record.")
    decided_by_id = fields.Many2one(
        "res.users",
        "Decided by",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        copy=False,
    )
    decided_on = fields.Datetime(readonly=True, copy=False)
    consent_by = fields.Char(
        "Consent Given by", help="Who consented to the waiver, for which client."
    )
    consent_on = fields.Date("Consent Given On")
    consent_document = fields.Binary(attachment=True)
    consent_filename = fields.Char("Name of the Document")

    _covering_idx = models.Index(
        "(engagement_id, decided_on) WHERE state IN ('cleared', 'waived')"
    )

    @api.depends("engagement_id")
    def _compute_client_id(self):
        for check in self:
            check.client_id = check.engagement_id.client_id or check.client_id

    @api.depends("line_ids.name")
    def _compute_searched_names(self):
        for check in self:
            check.searched_names = listed(self.env, check.line_ids.mapped("name"))

    @api.depends("hit_ids", "hit_ids.assessment", "state")
    def _compute_hit_count(self):
        # sudo: how many, also of those whose names the user does not see
        hits = self.env["law.conflict.hit"].sudo()
        rows = hits._read_group(
            [("check_id", "in", self.ids)],
            ["check_id"],
            ["__count", "assessment:count"],
        )
        counts = {check.id: (count, assessed) for check, count, assessed in rows}
        for check in self:
            count, assessed = counts.get(check.id, (0, 0))
            check.hit_count, check.open_hit_count = count, count - assessed
            check.light = check._light()

    @api.depends("hit_ids")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_shown_hit_ids(self):
        for check in self:
            check.shown_hit_ids = check.hit_ids._shown()

    @api.depends("user_id")
    def _compute_asker_id(self):
        for check in self:
            user = check.user_id
            check.asker_id = not user._is_superuser() and user

    def _light(self):
        if self.state == "refused":
            return "red"
        if self.state == "waived":
            return "waived"
        if self.state == "draft":
            return "grey"
        return "amber" if self.hit_count and self.state == "pending" else "green"

    @api.depends("looked_through")
    @api.depends_context("lang")
    def _compute_looked_text(self):
        labels = self.env["law.conflict.hit"]._source_labels()
        for check in self:
            places = check.sudo().looked_through or {}  # which ones, not how many
            told = (label for source, label in labels.items() if source in places)
            check.looked_text = " · ".join(told)

    @api.depends("company_id")
    @api.depends_context("uid", "lang")
    def _compute_firm_text(self):
        """Name the companies that were searched, and say that others were not.

        Which others there are is told only to who works in them.
        """
        Company = self.env["res.company"].sudo()  # names of companies of one firm
        for check in self:
            firm = check.company_id.sudo().root_id
            searched = Company.search([("id", "child_of", firm.id)])
            told = listed(self.env, searched.mapped("name"))
            mine = self.env.user.company_ids.sudo() - searched
            if mine:
                told = self.env._(
                    "%(searched)s. Not searched: %(others)s",
                    searched=told,
                    others=listed(self.env, mine.mapped("name")),
                )
            elif Company.search_count([], limit=len(searched) + 1) > len(searched):
                told = self.env._(
                    "%(searched)s. Other firms of this installation are not searched",
                    searched=told,
                )
            check.firm_text = told

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        checks = super().create([self._of_engagement(vals) for vals in vals_list])
        checks.engagement_id.check_access("write")
        for check in checks:
            sequence = self.env["ir.sequence"].with_company(check.company_id)
            number = sequence.next_by_code("law.conflict.check")
            check._stamp({"name": number or "/"})
        return checks

    def write(self, vals):
        """A decision stays as it was made; so does what it was made about."""
        self._check_undecided()
        self._check_about(vals)
        fixed = {"engagement_id", "company_id", "client_id", "line_ids"} & vals.keys()
        if fixed and any(check.state != "draft" for check in self):
            raise UserError(
                self.env._(
                    "What was searched stays as it was. Make a new check instead."
                )
            )
        if GROUNDS & vals.keys() and not self.env.su:
            self.filtered(lambda check: check.state == "pending")._check_may_decide()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_searched(self):
        if any(check.state != "draft" for check in self):
            raise UserError(self.env._("A check that was run stays on record."))

    def _check_undecided(self):
        if decided := self._decided():
            raise UserError(
                self.env._(
                    "%(check)s was decided, and stays as it is. Make a new check "
                    "instead.",
                    check=decided[0].name,
                )
            )

    def _hold(self):
        """Let nobody add to these, assess or decide who began before somebody else did.

        SQL: as when an engagement is opened, see `_hold_parties` there.
        """
        if self.ids:
            self.env.cr.execute(
                SQL(
                    "UPDATE law_conflict_check SET state = state WHERE id = ANY(%s)",
                    sorted(self.ids),
                )
            )

    def _decided(self):
        return self.filtered(lambda check: check.state in DECIDED)

    @api.model
    def _of_engagement(self, vals):
        """Return `vals` with client and company of the engagement, if there is one."""
        self._check_clear(vals)
        given = vals.get("engagement_id", self.env.context.get("default_engagement_id"))
        # sudo: the right to the engagement is tested once the check is made
        engagement = self.env["law.engagement"].browse(given).sudo()
        if not engagement:
            return vals
        return {
            **vals,
            "client_id": engagement.client_id.id,
            "company_id": engagement.company_id.id,
        }

    def _check_about(self, vals):
        """Raise if a check would become one about another engagement or client."""
        for check in self:
            # sudo: which client it is, for whoever may write the check
            engagement = check.engagement_id.sudo()
            moved = (vals.get("engagement_id", engagement.id) or False) != engagement.id
            own = engagement.client_id.id
            foreign = engagement and vals.get("client_id", own) != own
            if moved or foreign:
                raise UserError(
                    self.env._(
                        "A check stays with the engagement and the client for which "
                        "it was made. Make a new check instead."
                    )
                )

    # === SEARCHING ===

    def action_search(self):
        """Search the names, and keep what is found as it is now.

        :raises UserError: when there are no names, or nobody could trust the result
        """
        self.check_access("write")
        self._hold()
        for check in self:
            if check.state != "draft":
                raise UserError(
                    self.env._("This check was run. Make a new check instead.")
                )
            if check.engagement_id and not check.line_ids:
                check._take_names()
            if not check.line_ids:
                raise UserError(self.env._("Enter the names to search for."))
            check._note_asker()
            check._search_names()
            check._log_search()

    def _note_asker(self):
        """Whoever runs the search asked for it, and so does not decide alone."""
        if self.user_id != self.env.user:
            self._stamp({"user_id": self.env.uid})

    def _take_names(self):
        """Take the names of client and parties from the engagement, as they are."""
        self.ensure_one()
        lines = self.engagement_id._conflict_names()
        self.line_ids = [Command.create(line) for line in lines]

    def _search_names(self):
        """Run the search, and freeze its result.

        sudo: the index has every name of the firm, which nobody may read. The user's
        right to this check was tested; hits show themselves to whoever may see them.
        """
        self.ensure_one()
        index = self.env["law.conflict.name"].sudo()
        index._settle()
        index._check_ready()
        firm = self.company_id.sudo().root_id
        hits = self.env["law.conflict.hit"].sudo()
        hits._write_found(self, index, firm)
        self._note_behind()
        groups = index._read_group([("firm_id", "=", firm.id)], ["source"], ["__count"])
        self._stamp(
            {
                "state": "pending",
                "searched_on": fields.Datetime.now(),
                "threshold": THRESHOLD,
                "index_version": str(VERSION),
            }
        )
        # sudo: nobody reads how many there were
        self.sudo()._stamp({"looked_through": dict(groups)})

    # === COVERING ===

    def _covers(self, lines):
        """Return whether all of these names were searched, each on its side."""
        self.ensure_one()
        searched = {
            (fold(line.name), line.role, line.number or "") for line in self.line_ids
        }
        return all(
            (fold(line["name"]), line["role"], line.get("number") or "") in searched
            for line in lines
        )

    @api.model
    def _domain_covering(self, engagement):
        """Return the domain of checks of the engagement that are young enough.

        What is under way was checked in time; the check does not age under it.
        """
        covering = Domain("engagement_id", "=", engagement.id)
        covering &= Domain("state", "in", COVERING)
        if engagement.state == "open":
            return covering
        days = engagement.company_id.sudo().law_conflict_days
        since = fields.Datetime.subtract(fields.Datetime.now(), days=days)
        return covering & Domain("searched_on", ">=", since)
