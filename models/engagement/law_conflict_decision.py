import base64

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from ...tools.wording import says_something
from .law_engagement_cost import EARLIEST

# No signed paper is smaller, in bytes.
SMALLEST = 100


class LawConflictCheck(models.Model):
    """The decision on a check: by whom, under which conditions."""

    _inherit = "law.conflict.check"

    may_decide = fields.Boolean("May Be Decided by Me", compute="_compute_may_decide")

    @api.depends("hit_count", "user_id")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        writable = self._filtered_access("write")
        manager = self.env.user.has_group("law_firm_client.group_client_manager")
        for check in self:
            second = manager and check.user_id != self.env.user
            check.may_decide = check in writable and (second or not check.hit_count)

    @api.constrains("consent_on")
    def _check_consent_on(self):
        today = fields.Date.context_today(self)
        if any(check.consent_on and check.consent_on > today for check in self):
            raise ValidationError(
                self.env._("The day of the consent is in the future. Correct it.")
            )
        if any(check.consent_on and check.consent_on < EARLIEST for check in self):
            raise ValidationError(
                self.env._("The day of the consent lies before 1990. Correct it.")
            )

    def action_search(self):
        """Search, and tell who may decide of what was found."""
        result = super().action_search()
        for check in self.filtered("hit_count"):
            check.sudo()._ask_to_decide()  # the asker need not know who may
        for check in self.filtered(lambda check: check._clears_alone()):
            check._decide("cleared")
        return result

    def _clears_alone(self):
        """Return whether the firm needs nobody to clear what found nothing."""
        wanted = self.company_id.sudo().law_conflict_clear_alone
        return wanted and not self.hit_count and not self.gap_text

    def _ask_to_decide(self):
        """Give the check to the client's manager, or else to the heads."""
        self.ensure_one()
        people = self.client_id.manager_id.filtered(self._decided_by)
        if not people:
            group = self.env.ref("law_firm_client.group_client_head")
            people = self.env["res.users"].search(
                [
                    ("all_group_ids", "in", group.id),
                    ("company_ids", "in", self.company_id.id),
                    ("share", "=", False),
                ]
            )
        for user in people.filtered(self._decided_by):
            told = self.with_context(lang=user.lang)
            told.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=user.id,
                summary=told.env._("Something was found: decide the conflict check"),
            )

    def _decided_by(self, user):
        return (
            not user._is_superuser()
            and self.with_user(user)._readable_by(user)
            and self.with_user(user).may_decide
        )

    def _check_may_decide(self):
        """Raise unless the user may decide on these checks.

        A lawyer clears what found nothing. Where something was found, a client
        manager, head or managing partner decides, and never who asked.

        :raises AccessError: saying who may
        """
        self.check_access("write")
        manager = self.env.user.has_group("law_firm_client.group_client_manager")
        for check in self:
            if not check.hit_count:
                continue
            if not manager:
                raise AccessError(
                    self.env._(
                        "Something was found, so a client manager, the head of client "
                        "management or a managing partner decides."
                    )
                )
            if check.user_id == self.env.user:
                raise AccessError(
                    self.env._(
                        "Something was found, so a second person decides: not the one "
                        "who asked."
                    )
                )

    def _check_draft(self):
        if any(check.state != "draft" for check in self):
            raise UserError(
                self.env._(
                    "What was searched stays as it was. Make a new check instead."
                )
            )

    # === ASSESSING ===

    def action_assess_alike(self):
        """Ask how all that is still to assess is assessed, and why (button).

        :raises UserError: when nothing is left that the user could assess
        """
        self.ensure_one()
        hits = self.hit_ids.filtered(lambda hit: not (hit.masked or hit.assessment))
        if not hits:
            raise UserError(
                self.env._(
                    "You have assessed all that you may see. The rest is assessed by "
                    "the persons who are named there."
                )
            )
        return self._ask_assessment(hits)

    def _ask_assessment(self, hits):
        """Return the action of the form that asks how these hits are assessed."""
        self.ensure_one()
        self._check_may_decide()
        self._check_undecided()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Assess What Was Found"),
            "res_model": "law.conflict.assess",
            "views": [[False, "form"]],
            "target": "new",
            "context": {
                "default_check_id": self.id,
                "default_hit_ids": hits.ids,
                "default_assessment": len(hits) == 1 and hits.assessment,
                "default_note": len(hits) == 1 and hits.assessment_note,
            },
        }

    # === DECIDING ===

    def action_clear(self):
        """Clear the checks: no hit is a conflict.

        :raises UserError: when a hit is not assessed so
        """
        for check in self:
            # sudo: how they were assessed, also those that the user does not see
            hits = check.sudo().hit_ids
            check._check_assessed(hits)
            if any(hit.assessment != "none" for hit in hits):
                raise UserError(
                    self.env._(
                        "A hit is a conflict, or needs a waiver. Clear the check with "
                        "a waiver, or refuse it."
                    )
                )
            check._decide("cleared")

    def action_waive(self):
        """Clear the checks with a waiver to which the client consented.

        :raises UserError: when consent, its day, document or the reasons are missing,
            no hit needs a waiver, or one is a conflict
        """
        for check in self:
            hits = check.sudo().hit_ids  # as above
            check._check_assessed(hits)
            assessed = set(hits.mapped("assessment"))
            if "conflict" in assessed:
                raise UserError(
                    self.env._(
                        "A hit is a conflict, which no waiver mends. Refuse the check."
                    )
                )
            if "waiver" not in assessed:
                raise UserError(
                    self.env._("No hit needs a waiver. Clear the check instead.")
                )
            check._check_consent()
            check._decide("waived")

    def _check_consent(self):
        """Raise unless it is told who consented and why, and a document proves it."""
        told = says_something(self.consent_by) and says_something(self.reason)
        if not (told and self.consent_on and self.consent_document):
            raise UserError(
                self.env._(
                    "Enter who consented for which client and when, attach the "
                    "document, and say in words why the firm may act."
                )
            )
        # The whole of it, where the web client asks for its size alone.
        paper = self.with_context(bin_size=False).consent_document
        if len(base64.b64decode(paper)) < SMALLEST:
            raise UserError(
                self.env._(
                    "The document of the consent is empty, or too small to be one. "
                    "Attach what was signed."
                )
            )

    def action_refuse(self):
        """Refuse: the firm must not act.

        :raises UserError: without reasons
        """
        for check in self:
            if not check._has_reason():
                raise UserError(self.env._("Say why the firm must not act."))
            check._decide("refused")
            # sudo: who decides need not know all who serve the client
            check.sudo().engagement_id._tell_of_refusal()

    def _has_reason(self):
        return bool((self.reason or "").strip())

    def _check_assessed(self, hits):
        if any(not hit.assessment for hit in hits):
            raise UserError(
                self.env._(
                    "Assess each hit first. Those that you may not see are assessed by "
                    "the person who is named there."
                )
            )

    def _decide(self, state):
        self.ensure_one()
        self._hold()
        if self.state != "pending":
            self._check_undecided()
            raise UserError(self.env._("Search the names first."))
        self._check_may_decide()
        self._stamp(
            {
                "state": state,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Datetime.now(),
            }
        )
        self.activity_unlink(["mail.mail_activity_data_todo"])
