from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError

from .law_client_update import OPEN_STATES
from .listed import listed

TRANSITIONS = {
    "draft": ("submitted",),
    "submitted": ("returned", "posted", "withdrawn"),
    "returned": ("submitted", "withdrawn"),
}
CHECK, CORRECT = (
    "law_firm_client.activity_update_check",
    "law_firm_client.activity_update_correct",
)


class LawClientUpdate(models.Model):
    """Who may do what with a form, and the gates between its states."""

    _inherit = "law.client.update"

    can_edit = fields.Boolean(compute="_compute_can")
    can_decide = fields.Boolean(compute="_compute_can")
    can_withdraw = fields.Boolean(compute="_compute_can")
    must_wait = fields.Boolean(compute="_compute_can")

    @api.depends("state", "user_id")
    @api.depends_context("uid")
    def _compute_can(self):
        manager = self.env.user.has_group("law_firm_client.group_client_manager")
        for form in self:
            mine = not form._origin or self.env.user in form._writers()
            form.can_edit = mine and form.state in OPEN_STATES
            waiting = form.state == "submitted"
            form.can_decide = manager and not mine and waiting
            form.can_withdraw = mine and form.state in ("submitted", "returned")
            form.must_wait = manager and mine and waiting

    # === ORM ===

    def write(self, vals):
        """Let what the form says and its state pass their gates, from wherever."""
        vals = dict(vals)
        state = vals.pop("state", None)
        if "user_id" in vals:
            raise UserError(self.env._("The author of a form stays the same."))
        if self._content_fields.intersection(vals):
            self._check_open()
            self._check_references([vals])
            self._check_client_change(vals)
        result = super().write(vals)
        moving = self.filtered(lambda form: form.state != state) if state else self[:0]
        if moving:
            moving._move(state)
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_submitted(self):
        self._check_writer()
        if any(form.submitted_at for form in self):
            raise UserError(
                self.env._(
                    "A form that was submitted stays on record. Withdraw it instead."
                )
            )

    # === WHO MAY ===

    def _writers(self):
        """Return who wrote this form: its author, and whoever typed it in."""
        return self.user_id | self.create_uid

    def _check_writer(self):
        """Raise unless the user wrote all of these forms."""
        for form in self:
            if self.env.user not in form._writers():
                raise AccessError(
                    self.env._(
                        "%(form)s was written by %(author)s, and only the author "
                        "changes it. A client manager accepts its lines or returns "
                        "them with a reason.",
                        form=form.display_name,
                        author=form.user_id.name,
                    )
                )

    def _check_open(self):
        """Raise unless the user may change what these forms say."""
        self._check_writer()
        for form in self:
            if form.state not in OPEN_STATES:
                raise UserError(
                    self.env._(
                        "%(form)s is no longer open: what it says cannot be changed. "
                        "Write a new form for what you have learnt since.",
                        form=form.display_name,
                    )
                )

    def _check_client_change(self, vals):
        """Raise if the form would speak of another client than its lines do."""
        client_id = vals.get("client_id") or False
        if "client_id" in vals and any(
            form.line_ids and form.client_id.id != client_id for form in self
        ):
            raise UserError(
                self.env._(
                    "The proposals were written beside the card of another client. "
                    "Write a new form for this one."
                )
            )

    def _check_decider(self):
        """Raise unless the user may decide on these forms: never on an own one."""
        if not self.env.user.has_group("law_firm_client.group_client_manager"):
            raise AccessError(
                self.env._("Only a client manager accepts, returns and posts.")
            )
        for form in self:
            if self.env.user in form._writers():
                raise AccessError(
                    self.env._(
                        "You wrote %(form)s yourself. Another client manager has to "
                        "check and post it.",
                        form=form.display_name,
                    )
                )
            if form.state != "submitted":
                raise UserError(
                    self.env._(
                        "%(form)s is not waiting to be checked any more. Load the "
                        "page again to see where it stands.",
                        form=form.display_name,
                    )
                )

    # === GATES ===

    def _move(self, state):
        """Bring the forms into `state` through its gate.

        :raises UserError: when a form cannot go there from where it stands
        """
        labels = dict(self._fields["state"]._description_selection(self.env))
        for form in self:
            if form.state == "posted":
                raise UserError(
                    self.env._(
                        "%(form)s was posted already, by %(user)s. Its values are on "
                        "the card.",
                        form=form.display_name,
                        user=form.posted_by_id.name,
                    )
                )
            if state not in TRANSITIONS.get(form.state, ()):
                raise UserError(
                    self.env._(
                        "%(form)s is '%(from_state)s' and cannot become "
                        "'%(to_state)s' from there.",
                        form=form.display_name,
                        from_state=labels[form.state],
                        to_state=labels.get(state, state),
                    )
                )
        for form in self:
            getattr(form, f"_gate_{state}")()
        self._stamp({"state": state, "state_since": fields.Datetime.now()})

    def _gate_submitted(self):
        """Hand the form to the client manager, complete and with a direction (S54)."""
        self._check_writer()
        self._check_complete()
        self.line_ids._check_ready()
        self.line_ids.filtered(lambda line: line.decision == "returned")._resubmit()
        self._stamp(
            {
                "submitted_at": self.submitted_at or fields.Datetime.now(),
                "new_client_confirmed": False,
            }
        )
        self._close_activities()
        checker = self._checker()
        if checker:
            reader = self.with_context(lang=checker.lang)
            reader.activity_schedule(CHECK, user_id=checker.id)

    def _gate_returned(self):
        """Give the form back to its author, with the reasons on its lines."""
        self._check_decider()
        returned = self.line_ids.filtered(lambda line: line.decision == "returned")
        if not returned:
            raise UserError(
                self.env._(
                    "Return at least one line and say why, so that the author knows "
                    "what to correct."
                )
            )
        returned._count_correction()
        self._stamp({"return_count": self.return_count + 1})
        self._close_activities()
        reader = self.with_context(lang=self.user_id.lang)
        lines = returned.with_env(reader.env)
        reader.activity_schedule(
            CORRECT,
            user_id=self.user_id.id,
            note="\n".join(f"{line.topic_label}: {line.reason}" for line in lines),
        )

    def _gate_posted(self):
        """Apply the accepted values to the card, once (S53)."""
        try:
            self.lock_for_update()
            self.client_id.lock_for_update()
        except LockError as error:
            raise UserError(
                self.env._(
                    "Somebody else is posting this form or changing this client right "
                    "now. Load the page again in a moment."
                )
            ) from error
        self._check_decider()
        if not self.all_decided:
            raise UserError(
                self.env._(
                    "Decide on every line first: accept it, or return the form to its "
                    "author."
                )
            )
        self.line_ids._check_unchanged()
        self._apply()
        self._stamp({"posted_at": fields.Datetime.now(), "posted_by_id": self.env.uid})
        self._close_activities()

    def _gate_withdrawn(self):
        """Take the form back; what it proposed stays on record, unposted."""
        self._check_writer()
        self._close_activities()

    def _check_complete(self):
        """Raise, naming it, if the form lacks something that the checker needs."""
        missing = [
            label
            for given, label in (
                (self.client_id or self.client_name, self.env._("the client")),
                (
                    self.contact_end <= fields.Datetime.now(),
                    self.env._("the time at which the contact of today ended"),
                ),
                (self.purpose, self.env._("the purpose of the contact")),
                (self.next_step, self.env._("the next step")),
                (
                    self.line_ids.filtered(lambda line: line.decision != "withdrawn"),
                    self.env._("at least one proposal"),
                ),
            )
            if not given
        ]
        if missing:
            raise UserError(
                self.env._(
                    "Before you submit the form, add: %(missing)s.",
                    missing=listed(self.env, missing),
                )
            )

    # === ACTIONS ===

    def action_submit(self):
        """Hand the forms to the client manager.

        :raises UserError: when a form is not complete
        :raises AccessError: for whoever did not write it
        """
        self._move("submitted")

    def action_return(self):
        """Give the forms back to their authors.

        :raises UserError: when no line says what is to be corrected
        :raises AccessError: for whoever may not decide on it
        """
        self._move("returned")

    def action_post(self):
        """Apply what was accepted to the client's card.

        :raises UserError: when a line is undecided, or the card changed meanwhile
        :raises AccessError: for whoever may not decide on it, or wrote it
        """
        self._move("posted")

    def action_withdraw(self):
        """Take the forms back.

        :raises AccessError: for whoever did not write them
        """
        self._move("withdrawn")

    def action_accept_all(self):
        """Accept every line that is not decided yet, but for those changed meanwhile.

        :raises AccessError: for whoever may not decide on the forms
        """
        self._check_decider()
        self.line_ids.filtered(
            lambda line: line.decision == "pending" and not line.unconfirmed
        ).action_accept()

    def action_confirm_new_client(self):
        """Say that the proposed client is none of those with the same name."""
        self._check_decider()
        self._stamp({"new_client_confirmed": True})

    # === BUSINESS ===

    def _checker(self):
        """Return who is asked to check: the client's manager, else a head."""
        writers = self._writers()
        manager = self.client_id.manager_id
        if manager and manager not in writers:
            return manager
        head = self.env.ref("law_firm_client.group_client_head")
        return self.env["res.users"].search(
            [
                ("group_ids", "in", head.id),
                ("company_ids", "in", self.company_id.id),
                ("id", "not in", writers.ids),
            ],
            order="id",
            limit=1,
        )

    def _close_activities(self):
        self.activity_feedback([CHECK, CORRECT])
