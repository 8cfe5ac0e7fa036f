from odoo import api, fields, models
from odoo.exceptions import UserError

from ..client.listed import listed
from .law_conflict_check import COVERING


class LawConflictLine(models.Model):
    """Whether all was compared that this name could be compared with."""

    _inherit = "law.conflict.line"

    gap = fields.Selection(
        [
            ("unreadable", "Not a name that can be searched"),
            ("cut", "More names are alike than can be shown"),
        ],
        "What Is Missing",
        readonly=True,
        copy=False,
    )


class LawConflictCheck(models.Model):
    """A check that left something out says so, and is not cleared in silence."""

    _inherit = "law.conflict.check"

    light = fields.Selection(selection_add=[("partial", "Not complete")])
    gap_text = fields.Char("What Was Not Searched", compute="_compute_gap_text")

    @api.depends("line_ids.gap", "line_ids.name")
    @api.depends_context("lang")
    def _compute_gap_text(self):
        for check in self:
            told = []
            if broken := check._names_with_gap("unreadable"):
                told.append(
                    self.env._(
                        "Not searched, because it cannot be read as a name: %(names)s.",
                        names=broken,
                    )
                )
            if cut := check._names_with_gap("cut"):
                told.append(
                    self.env._(
                        "Not complete: more names are alike than are shown for "
                        "%(names)s.",
                        names=cut,
                    )
                )
            check.gap_text = " ".join(told)

    def _names_with_gap(self, gap):
        lines = self.line_ids.filtered(lambda line: line.gap == gap)
        return listed(self.env, lines.mapped("name"))

    @api.depends("line_ids.gap")
    def _compute_hit_count(self):
        return super()._compute_hit_count()

    def _light(self):
        light = super()._light()
        if light == "green" and self.state == "pending" and self.gap_text:
            return "partial"
        return light

    @api.depends("gap_text")
    def _compute_looked_text(self):
        """Say beside what was compared what was not."""
        result = super()._compute_looked_text()
        for check in self.filtered("gap_text"):
            check.looked_text = f"{check.looked_text} · {check.gap_text}"
        return result

    def _decide(self, state):
        """Clear nothing that was not searched, and nothing cut without a reason."""
        if state in COVERING:
            self._check_complete()
        # sudo: nobody opens it at this moment, whoever decides
        self.sudo().engagement_id._hold_parties()
        return super()._decide(state)

    def _check_complete(self):
        """Raise unless all names were searched, or somebody says why it is enough.

        :raises UserError: naming what is missing
        """
        if broken := self._names_with_gap("unreadable"):
            raise UserError(
                self.env._(
                    "%(names)s cannot be read as a name, so it was not searched. "
                    "Correct it and make a new check.",
                    names=broken,
                )
            )
        cut = self._names_with_gap("cut")
        if cut and not self._has_reason():
            raise UserError(
                self.env._(
                    "More names are alike than are shown for %(names)s, so the check "
                    "is not complete. Add the registration number and make a new "
                    "check, or write in the reasons why this is enough.",
                    names=cut,
                )
            )
