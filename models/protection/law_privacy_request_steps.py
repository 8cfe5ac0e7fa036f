from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .law_privacy_request import HANDLER, OPEN


class LawPrivacyRequest(models.Model):
    """The steps of a request, each with a gate that names all that is missing."""

    _inherit = "law.privacy.request"

    # === ACTIONS ===

    def action_identify(self):
        """Note that the person is who he or she says (button)."""
        for request in self:
            request._pass("identified", request._missing_identity())
            request._stamp(
                {
                    "identity_by_id": self.env.uid,
                    "identity_on": fields.Date.context_today(self),
                }
            )

    def action_start(self):
        """Begin to handle the request (button)."""
        for request in self:
            if not request.handler_id:
                request.handler_id = self.env.user
            request._pass("handling", [])

    def action_answer(self):
        """Close the request as answered (button)."""
        for request in self:
            request._pass("answered", request._missing_answer())

    def action_refuse(self):
        """Refuse the request, with a ground and the ways to complain (button)."""
        for request in self:
            request._pass("refused", request._missing_refusal())

    def action_withdraw(self):
        """Close the request because the person took it back (button)."""
        for request in self:
            missing = []
            if not request.outcome_note:
                missing.append(self.env._("in 'What Was Done', how and when"))
            request._pass("withdrawn", missing)

    # === GATES ===

    def _pass(self, state, missing):
        """Bring the request into a state, or name all that is missing in one message.

        :raises AccessError: for whoever is no privacy handler
        :raises UserError: from the wrong state, or while something is missing
        """
        self.ensure_one()
        self._check_handler()
        before = {
            "identified": ("received",),
            "handling": ("identified",),
            "answered": ("handling",),
            "refused": OPEN,
            "withdrawn": OPEN,
        }[state]
        labels = dict(self._fields["state"]._description_selection(self.env))
        self._check_state_to(state, self.state in before)
        if missing:
            raise UserError(
                self.env._(
                    "Before it becomes '%(state)s', %(request)s still needs:\n%(list)s",
                    state=labels[state],
                    request=self.name,
                    list="\n".join(f"• {line}" for line in missing),
                )
            )
        closing = state not in OPEN
        today = fields.Date.context_today(self)
        self._stamp({"state": state, **({"closed_on": today} if closing else {})})
        if closing:
            self.activity_unlink(["law_firm_client.activity_privacy_due"])
            self._forget_snippets()

    def _forget_snippets(self):
        """Keep of the places only where they were, once the request is closed."""
        finds = self.sudo().find_ids  # the handler was checked
        finds.write({"snippet": False})

    def _check_handler(self):
        self.check_access("write")
        if not self.env.su and not self.env.user.has_group(HANDLER):
            raise AccessError(self.env._("Only a privacy handler does this."))

    def _missing_identity(self):
        missing = []
        if not self.identity_how:
            missing.append(self.env._("how the identity was checked"))
        if self.identity_how == "document" and not (
            self.identity_note or self.identity_evidence
        ):
            missing.append(self.env._("which document was seen, or its copy"))
        if self.asked_by and not self.authority_proof:
            missing.append(
                self.env._(
                    "the proof that %(name)s may ask for the person",
                    name=self.asked_by,
                )
            )
        if not self.contact_details:
            missing.append(self.env._("where the answer goes to"))
        return missing

    def _missing_answer(self):
        """Return what an answer still needs; other files of this folder add to it."""
        missing = []
        if not self.outcome_note:
            missing.append(self.env._("what was done, in plain words"))
        untold = self.recipient_ids.filtered(
            lambda r: not r.told_on and not r.impossible_because
        )
        if untold and self.kind in ("rectification", "erasure", "restriction"):
            missing.append(
                self.env._(
                    "recipients who must be told: %(names)s",
                    names=", ".join(untold.mapped("name")),
                )
            )
        return missing

    def _missing_refusal(self):
        missing = []
        if not self.refusal_ground:
            missing.append(self.env._("the ground of refusal"))
        if not (self.refusal_reason or "").strip():
            missing.append(self.env._("the reason, as the person is told it"))
        if not (self.ways_to_complain or "").strip():
            missing.append(self.env._("the ways to complain, as the person is told"))
        return missing
