import hashlib

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools import is_html_empty

READ = "law_firm_client.activity_house_rule_read"
HEAD = "law_firm_client.group_client_head"
WORDS = {"rule_id", "text_zh", "text_en"}


class LawHouseRuleVersion(models.Model):
    """The words of a house rule, from a day on, as one numbered version.

    Once in force its words stay as they are; a new version replaces it from the day on
    which that is put in force.
    """

    _name = "law.house.rule.version"
    _description = "Version of a House Rule"
    _inherit = ["law.gate.mixin", "law.discreet.thread"]
    _order = "rule_id, number desc"
    _mail_post_access = "read"
    _gated_fields = frozenset(
        ("number", "state", "date_from", "date_to", "put_in_force_by_id", "sha256")
    )

    rule_id = fields.Many2one(
        "law.house.rule", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="rule_id.company_id", store=True, index=True)
    number = fields.Integer("Version", readonly=True, copy=False, aggregator=None)
    text_zh = fields.Html("Chinese Text")
    text_en = fields.Html("English Text")
    text = fields.Html(
        "Wording",
        compute="_compute_text",
        help="In your language, where there are any.",
    )
    change_note = fields.Char("What Is New")
    state = fields.Selection(
        [("draft", "Draft"), ("in_force", "In Force"), ("replaced", "Replaced")],
        "Status",
        default="draft",
        required=True,
        readonly=True,
        copy=False,
        index=True,
    )
    date_from = fields.Date("In Force Since", readonly=True, copy=False)
    date_to = fields.Date("In Force Until", readonly=True, copy=False)
    put_in_force_by_id = fields.Many2one(
        "res.users", "Put in Force by", readonly=True, copy=False, ondelete="restrict"
    )
    sha256 = fields.Char("Seal of the Words", readonly=True, copy=False)
    confirmation_ids = fields.One2many("law.house.rule.confirmation", "version_id")
    confirmed_on = fields.Datetime("I Confirmed On", compute="_compute_mine")
    must_confirm = fields.Boolean(compute="_compute_mine")

    _number_uniq = models.UniqueIndex(
        "(rule_id, number)", "This rule has a version of this number already."
    )
    _in_force_uniq = models.UniqueIndex(
        "(rule_id) WHERE state = 'in_force'",
        "A rule has one version in force. A colleague has just put one in force.",
    )

    @api.depends("rule_id.name", "number")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for version in self:
            version.display_name = self.env._(
                "%(rule)s, version %(number)s",
                rule=version.rule_id.name,
                number=version.number or "–",
            )

    @api.depends("text_zh", "text_en")
    @api.depends_context("lang")
    def _compute_text(self):
        for version in self:
            texts = [version.text_en, version.text_zh]
            if (self.env.lang or "").startswith("zh"):
                texts.reverse()
            first, other = texts
            version.text = other if is_html_empty(first) else first

    @api.depends("confirmation_ids")
    @api.depends_context("uid")
    def _compute_mine(self):
        mine = Domain("user_id", "=", self.env.uid)
        mine &= Domain("version_id", "in", self.ids)
        done = self.env["law.house.rule.confirmation"].search(mine)
        moments = {c.version_id: c.confirmed_on for c in done}
        asked = self.env["law.house.rule.reader"].search(mine).version_id
        for version in self:
            version.confirmed_on = moments.get(version._origin)
            version.must_confirm = version._origin in asked - done.version_id

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        versions = super().create(vals_list)
        for rule, group in versions.grouped("rule_id").items():
            last = max(rule.sudo().version_ids.mapped("number"), default=0)
            for number, version in enumerate(group, last + 1):
                version._stamp({"number": number})
        return versions

    def write(self, vals):
        """Change words only while they are a draft: for superuser, too."""
        if WORDS & vals.keys() and any(v.state != "draft" for v in self):
            raise UserError(
                self.env._(
                    "The words of a version in force stay as people confirmed them. "
                    "Write a new version."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_draft(self):
        if any(version.state != "draft" for version in self):
            raise UserError(self.env._("A version that was in force stays on record."))

    # === ACTIONS ===

    def action_put_in_force(self):
        """Let these words hold from today on, and ask everybody to read them.

        :raises UserError: without words, or when it is no draft
        """
        self._check_head()
        today = fields.Date.context_today(self)
        for version in self:
            if version.state != "draft":
                raise UserError(self.env._("Only a draft is put in force."))
            if is_html_empty(version.text_zh) and is_html_empty(version.text_en):
                raise UserError(self.env._("Write the words of the rule first."))
            version.rule_id.version_id._end(today)
            version._stamp(
                {
                    "state": "in_force",
                    "date_from": today,
                    "put_in_force_by_id": self.env.uid,
                    "sha256": version._seal(),
                }
            )
            version._remind()

    def action_end(self):
        """End these versions without another in their place."""
        self._check_head()
        self.filtered(lambda v: v.state == "in_force")._end(
            fields.Date.context_today(self)
        )

    def action_new_version(self):
        """Begin a new version with the words of this one."""
        self._check_head()
        self.ensure_one()
        return self.copy({"change_note": False})._action_open()

    def action_confirm(self):
        """Say in one's own name, and now, that one has read these words.

        :raises UserError: when these words are not in force
        """
        self.check_access("read")
        for version in self:
            if version.state != "in_force":
                raise UserError(
                    self.env._("Only what is in force is confirmed. Open that version.")
                )
            self.env["law.house.rule.confirmation"].sudo()._confirm(
                version, self.env.user
            )  # the user's own, as whom the session says
            version._forget_tasks(self.env.user)

    # === BUSINESS ===

    def _check_head(self):
        self.check_access("write")
        if not self.env.user.has_group(HEAD):
            raise AccessError(self.env._("Head and managing partner keep the rules."))

    def _end(self, day):
        """Take these versions out of force, and the tasks to read them with them."""
        if self:
            self._stamp({"state": "replaced", "date_to": day})
            self.flush_recordset(["state"])  # one in force: the place must be free
            self._forget_tasks()

    def _seal(self):
        """Return the SHA-256 of the words, which confirmations repeat."""
        words = "\n".join((self.text_zh or "", self.text_en or ""))
        return hashlib.sha256(words.encode()).hexdigest()

    def _remind(self):
        """Put reading on the list of everybody who must, and has not yet."""
        waiting = (
            self.env["law.house.rule.reader"]
            .sudo()
            .search([("version_id", "in", self.ids), ("confirmed", "=", False)])
        )  # whoever has the role
        asked = self._tasks()
        have = {(task.res_id, task.user_id.id) for task in asked}
        kind = self.env.ref(READ)
        deadline = fields.Date.add(fields.Date.context_today(self), days=14)
        self.env["mail.activity"].sudo().with_context(  # tasks for all of the firm
            mail_activity_quick_update=True
        ).create(
            [
                {
                    "res_model_id": self.env["ir.model"]._get_id(self._name),
                    "res_id": row.version_id.id,
                    "activity_type_id": kind.id,
                    "user_id": row.user_id.id,
                    "date_deadline": deadline,
                    "automated": True,
                }
                for row in waiting
                if (row.version_id.id, row.user_id.id) not in have
            ]
        )

    def _tasks(self):
        return (
            self.env["mail.activity"]
            .sudo()
            .search(  # the system's own tasks
                Domain("res_model", "=", self._name)
                & Domain("res_id", "in", self.ids)
                & Domain("activity_type_id", "=", self.env.ref(READ).id)
            )
        )

    def _forget_tasks(self, user=None):
        """Take the reading off the list of `user`, or of everybody."""
        tasks = self._tasks()
        tasks.filtered(lambda task: not user or task.user_id == user).unlink()

    @api.model
    def _cron_remind(self):
        """Ask those who have joined since to read what is in force."""
        self.search([("state", "=", "in_force")])._remind()

    def _action_open(self):
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [[False, "form"]],
        }
