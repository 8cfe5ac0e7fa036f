from odoo import fields, models

from ...tools.person_patterns import is_full_name

# A word on more cards of others than this is a common one, and nobody's name.
COMMON = 20
CARDS = ("res.partner", "law.client", "law.client.alias")


class LawPrivacyRequest(models.Model):
    """Nothing is erased by one person alone, nor by words that others bear too."""

    _inherit = "law.privacy.request"

    erasure_approved_by_id = fields.Many2one(
        "res.users",
        "Erasure Approved by",
        readonly=True,
        copy=False,
        ondelete="restrict",
    )
    erasure_approved_on = fields.Datetime(readonly=True, copy=False)

    def action_approve_erasure(self):
        """Approve the erasure, which somebody else then carries out (button)."""
        for request in self:
            request._check_handler()
            request._check_step(
                request._missing_plan(), self.env._("the erasure is approved")
            )
            request._stamp(
                {
                    "erasure_approved_by_id": self.env.uid,
                    "erasure_approved_on": fields.Datetime.now(),
                }
            )

    def _forget_approval(self):
        """Have the erasure approved anew: what it would do has changed."""
        self._stamp({"erasure_approved_by_id": False, "erasure_approved_on": False})

    def _missing_erasure(self):
        missing = super()._missing_erasure()
        if self.company_id.law_privacy_four_eyes:
            if not self.erasure_approved_on:
                missing.append(self.env._("the approval of a second person"))
            elif self.erasure_approved_by_id == self.env.user:
                missing.append(
                    self.env._(
                        "a second person: whoever approved an erasure does not carry "
                        "it out"
                    )
                )
        return missing

    def _missing_plan(self):
        missing = super()._missing_plan()
        proof = self.identity_evidence or self.evidence_gone_on
        if self.identity_how == "known" and not proof:
            missing.append(
                self.env._(
                    "a proof of identity: that somebody knows the person is not "
                    "enough to erase"
                )
            )
        vague = self._vague_words() if self.searched_on else []
        if vague:
            missing.append(
                self.env._(
                    "names in full and of this person only; these say too little or "
                    "stand on too many cards of others: %(words)s",
                    words=", ".join(vague),
                )
            )
        return missing

    def _vague_words(self):
        """Return those of the words searched by that are no safe mark of a person."""
        names = self._lines(self.other_names, self.person_name)
        vague = [name for name in names if not is_full_name(name)]
        known = {w: p for found in self._known().values() for w, p in found.items()}
        return vague + [
            word
            for word, pattern in known.items()
            if word not in vague and pattern and self._is_common(pattern)
        ]

    def _is_common(self, pattern):
        """Whether many cards that are not this person's meet an expression."""
        places = {
            (find.res_model, find.res_id)
            for find in self.find_ids
            if find.decision == "this"
        }
        sources = self._sources()
        return any(
            len({(model, row[0]) for row in self._rows(model, names, pattern)} - places)
            > COMMON
            for model, names in sources.items()
            if model in CARDS
        )
