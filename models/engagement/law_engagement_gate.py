from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.wording import says_something
from ..client.listed import listed

# From each state: where it may go.
TRANSITIONS = {
    "draft": ("conflict", "open", "closed"),
    "conflict": ("draft", "open", "closed"),
    "open": ("closed",),
    "closed": ("open",),
}
# What the firm took on, or declined for good: it stays on record.
ON_RECORD = ("open", "closed")
# What stands while the engagement is closed; reopening frees it.
FIXED_WHEN_CLOSED = frozenset(
    (
        *("lead_id", "team_ids", "date_open", "date_close", "outcome", "source"),
        *("claim_amount", "fee_agreed", "hours_included", "term_from", "term_to"),
    )
)


class LawEngagement(models.Model):
    """The gates between the states, the same for form, board, import and RPC.

    `_opening_gaps` says what is missing before an engagement may be opened. A room that
    asks for more (a cleared conflict check) extends it and adds its sentences.
    """

    _inherit = "law.engagement"

    reopen_reason = fields.Text(
        "Reason to Reopen",
        copy=False,
        tracking=True,
        help="Why a closed engagement is taken up again.",
    )

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        """Enter each as a draft, then let it pass the gates to the state it claims."""
        plain, claimed = [], []
        for given in vals_list:
            vals = dict(given)
            claimed.append(vals.pop("state", False) or "draft")
            plain.append(vals)
        engagements = super().create(plain)
        engagements._draw_numbers()
        for state in set(claimed) - {"draft"}:
            ids = [
                engagement.id
                for engagement, wanted in zip(engagements, claimed, strict=True)
                if wanted == state
            ]
            engagements.browse(ids)._move(state, entered=True)
        return engagements

    def write(self, vals):
        """Let a change of state pass its gate, whoever writes it from wherever."""
        vals = dict(vals)
        state = vals.pop("state", None)
        moving = self.filtered(lambda e: e.state != state) if state else self.browse()
        self._check_fixed(vals, reopening=state == "open")
        self._check_days(vals, closing=state == "closed")
        if "reopen_reason" in vals and any(e.state != "closed" for e in self):
            raise UserError(
                self.env._("Only a closed engagement has a reason to be reopened.")
            )
        moving._check_transition(state)
        result = super().write(vals) if vals else True
        if moving:
            moving._move(state)
        return result

    def _check_fixed(self, vals, reopening=False):
        """Raise if what a closed engagement says would change under it."""
        if FIXED_WHEN_CLOSED.isdisjoint(vals) or reopening or self.env.su:
            return
        closed = self.filtered(lambda e: e.state == "closed")
        if closed:
            raise UserError(
                self.env._(
                    "%(engagement)s is closed: who worked on it, its days and amounts, "
                    "where it came from and its outcome stay as they were. Reopen it "
                    "first.",
                    engagement=closed[0].display_name,
                )
            )

    def _check_days(self, vals, closing=False):
        """Raise if a day of opening would be lost, or one of closing come too early."""
        lost = "date_open" in vals and not vals["date_open"]
        if lost and any(e.date_open and e.state in ON_RECORD for e in self):
            raise UserError(
                self.env._(
                    "The day on which the engagement was opened stays on record. "
                    "Correct it instead of emptying it."
                )
            )
        early = vals.get("date_close") and not closing
        if early and any(e.state == "open" for e in self):
            raise UserError(
                self.env._(
                    "An open engagement has no day of closing. Enter the outcome and "
                    "conclude it: it gets the day then."
                )
            )

    # === GATES ===

    def _check_transition(self, state):
        """Raise unless each engagement may go from its present state to `state`."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        for engagement in self:
            if state not in TRANSITIONS[engagement.state]:
                possible = TRANSITIONS[engagement.state]
                raise UserError(
                    self.env._(
                        "%(engagement)s is '%(from_state)s' and cannot become "
                        "'%(to_state)s' from there. Possible: %(possible)s.",
                        engagement=engagement.display_name,
                        from_state=labels[engagement.state],
                        to_state=labels.get(state, state),
                        possible=listed(self.env, [labels[s] for s in possible]),
                    )
                )

    def _core_gaps(self):
        """Return what every engagement needs that is more than a draft."""
        self.ensure_one()
        gaps = []
        if not self.client_id:
            gaps.append(self.env._("the client"))
        if not self.service_id:
            gaps.append(self.env._("the service that the client asks for"))
        if not self.lead_id:
            gaps.append(self.env._("the lead lawyer"))
        if not self.source:
            gaps.append(self.env._("how it came to the firm"))
        # sudo: that there is a referrer, not who
        elif self.source == "referral" and not self.sudo().referrer_kept_id:
            gaps.append(self.env._("the client who referred it"))
        return gaps

    def _opening_gaps(self):
        """Return what is missing before this engagement may be opened, in words.

        :return: a list of short phrases, empty when nothing is missing
        """
        gaps = self._core_gaps()
        if not self.party_ids and not self.no_other_party:
            gaps.append(self.env._("the other parties, or that there is none and why"))
        elif self.no_other_party and not says_something(self.no_other_party_reason):
            gaps.append(self.env._("why there is no other party"))
        return gaps

    def _reopening_gaps(self):
        """Return what is missing before a closed engagement may be reopened."""
        if (self.reopen_reason or "").strip():
            return []
        return [self.env._("the reason to reopen it")]

    def _closing_gaps(self):
        """Return what is missing before this engagement may be closed."""
        gaps = []
        if not self.outcome:
            gaps.append(self.env._("the outcome"))
        elif self.outcome == "declined":
            if not (self.outcome_note or "").strip():
                gaps.append(self.env._("why it was not taken on"))
            return gaps
        if not self.date_open:
            gaps.append(
                self.env._(
                    "the day on which it was opened; or the outcome 'Not taken on'"
                )
            )
            return gaps
        return self._core_gaps() + gaps

    def _ending_gaps(self):
        """Return what is missing before this engagement, as it stands, may end.

        What was never opened ends as not taken on, or lacks what opening needs.
        """
        gaps = self._closing_gaps()
        if self.state in ("draft", "conflict") and self.outcome != "declined":
            gaps = list(dict.fromkeys(gaps + self._opening_gaps()))
        return gaps

    def _check_gaps(self, gaps_of, sentence):
        """Raise once, naming all that is missing in any of these engagements."""
        lines = []
        for engagement in self:
            gaps = gaps_of(engagement)
            if gaps and len(self) > 1:
                lines.append(f"{engagement.display_name}:")
            lines += [f"• {gap}" for gap in gaps]
        if lines:
            raise UserError(
                self.env._(
                    "%(sentence)s Still missing:\n%(lines)s",
                    sentence=sentence,
                    lines="\n".join(lines),
                )
            )

    # === MOVING ===

    def _move(self, state, entered=False):
        """Take these engagements to `state` through its gate.

        :param entered: they are being entered in this state, as by an import of
            what the firm did before
        """
        if state == "open":
            self._open()
        elif state == "closed":
            self._close(entered)
        elif state in dict(self._fields["state"].selection):
            self._stamp({"state": state})
        else:
            raise UserError(self.env._("There is no status '%(state)s'.", state=state))

    def _open(self):
        closed = self.filtered(lambda e: e.state == "closed")
        closed._check_gaps(
            lambda e: e._reopening_gaps() + e._opening_gaps(),
            self.env._("This cannot be reopened yet."),
        )
        (self - closed)._check_gaps(
            lambda e: e._opening_gaps(), self.env._("This cannot be opened yet.")
        )
        closed._reopen()
        fresh = self - closed
        undated = fresh.filtered(lambda e: not e.date_open)
        undated._stamp({"date_open": fields.Date.context_today(self)})
        fresh._stamp({"state": "open", "date_close": False})

    def _reopen(self):
        """Take closed engagements up again; the chatter keeps what they were."""
        self._stamp({"state": "open", "date_close": False, "outcome": False})
        undated = self.filtered(lambda e: not e.date_open)
        undated._stamp({"date_open": fields.Date.context_today(self)})

    def _close(self, entered):
        if entered and not self.env.su:
            self._check_may_enter_closed()
        history = self if entered else self.browse()
        self._check_gaps(
            lambda e: e._closing_gaps() if e in history else e._ending_gaps(),
            self.env._("This cannot be closed yet."),
        )
        undated = self.filtered(lambda e: not e.date_close)
        undated._stamp({"date_close": fields.Date.context_today(self)})
        self._stamp({"state": "closed", "reopen_reason": False})

    @api.model
    def _check_may_enter_closed(self):
        """Only client management enters what was closed before: history."""
        if not self.env.user.has_group("law_firm_client.group_client_manager"):
            raise UserError(
                self.env._(
                    "Only client managers enter engagements that are closed already. "
                    "Enter a draft, or ask the client's manager."
                )
            )

    # === ACTIONS ===

    def action_check_conflict(self):
        """Send drafts to the conflict check (button)."""
        return self.write({"state": "conflict"})

    def action_back_to_draft(self):
        """Take engagements back from the conflict check (button)."""
        return self.write({"state": "draft"})

    def action_open(self):
        """Open engagements, or reopen closed ones, through the gate (button)."""
        return self.write({"state": "open"})

    def action_close(self):
        """Close engagements through the gate (button)."""
        return self.write({"state": "closed"})

    def action_ask_decline(self):
        """Ask why this draft is not taken on (button)."""
        self.ensure_one()
        view = self.env.ref("law_firm_client.law_engagement_view_form_decline")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Not Taken On"),
            "res_model": "law.engagement",
            "res_id": self.id,
            "views": [[view.id, "form"]],
            "target": "new",
        }

    def action_decline(self):
        """Close drafts as not taken on, for the reason on the form (button)."""
        self.write({"outcome": "declined", "state": "closed"})
        return {"type": "ir.actions.act_window_close"}
