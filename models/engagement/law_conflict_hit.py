from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...tools.wording import says_something
from ..client.listed import listed
from .conflict_sides import SIDES
from .conflict_sources import SOURCES

ASSESSMENTS = [
    ("none", "No conflict"),
    ("conflict", "Conflict"),
    ("waiver", "Needs a waiver"),
]


class LawConflictHit(models.Model):
    """A name found by a conflict check, as it was when the check was run.

    What was found is in fields that only the system reads. What a person sees of it is
    worked out anew for each, also where Odoo works in sudo, as for names: nothing, but
    whom to ask, where the record that carries the name is not for him or her. So nobody
    searches, groups or exports what is hidden.
    """

    _name = "law.conflict.hit"
    _description = "Hit of a Conflict Check"
    _inherit = ["law.clear.input", "law.gate.mixin", "law.client.part"]
    _anchor = "check_id"
    _order = "check_id, id"
    _gated_fields = frozenset(("assessment", "assessed_by_id", "kept_note"))
    _kept_fields = frozenset(
        ("kept_name", "kept_source", "kept_res_id", "kept_client_id", "kept_reasons")
        + ("kept_score", "kept_side", "kept_also", "line_id", "check_id")
    )

    check_id = fields.Many2one(
        "law.conflict.check", required=True, index=True, ondelete="cascade"
    )
    client_id = fields.Many2one(related="check_id.client_id", store=True, index=True)
    company_id = fields.Many2one(related="check_id.company_id", store=True, index=True)
    line_id = fields.Many2one(
        "law.conflict.line", "Name Asked", required=True, index=True, ondelete="cascade"
    )

    # As it was: for the system alone
    kept_name = fields.Char(groups=fields.NO_ACCESS)
    kept_source = fields.Char(groups=fields.NO_ACCESS)
    kept_res_id = fields.Integer(groups=fields.NO_ACCESS)
    kept_client_id = fields.Integer(groups=fields.NO_ACCESS)
    kept_reasons = fields.Json(groups=fields.NO_ACCESS)
    kept_score = fields.Float(groups=fields.NO_ACCESS, aggregator=None)
    kept_side = fields.Char(groups=fields.NO_ACCESS)

    # As the person who looks may see it
    masked = fields.Boolean("Restricted", compute="_compute_shown")
    name = fields.Char("Name Found", compute="_compute_shown", search="_search_name")
    source = fields.Char("Found Among", compute="_compute_shown")
    side = fields.Selection(SIDES, "What It Means", compute="_compute_shown")
    reasons = fields.Char("Why It Was Found", compute="_compute_shown")
    score = fields.Float("Likeness (%)", compute="_compute_shown", digits=(5, 0))

    assessment = fields.Selection(ASSESSMENTS, readonly=True)
    kept_note = fields.Char("Reason on Record", groups=fields.NO_ACCESS)
    assessment_note = fields.Char("Why So Assessed", compute="_compute_assessment_note")
    assessed_by_id = fields.Many2one(
        "res.users",
        "Assessed by",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
    )

    @api.depends("kept_name")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_shown(self):
        visible = self._visible()
        labels = self._source_labels()
        for hit in self:
            kept = hit.sudo()  # shown only if the record behind it is readable
            hit.masked = hit not in visible
            if hit.masked:
                hit.name = hit._whom_to_ask()
                hit.source = hit.side = hit.reasons = hit.score = False
            else:
                hit.name = kept.kept_name
                hit.source = labels.get(kept.kept_source)
                hit.side, hit.score = kept.kept_side, kept.kept_score
                hit.reasons = listed(self.env, hit._reason_words(kept.kept_reasons))

    @api.depends("kept_note", "masked")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_assessment_note(self):
        """A reason tells of what it is about, so it is shown with it alone."""
        for hit in self:
            hit.assessment_note = not hit.masked and hit.sudo().kept_note

    @api.depends("masked")
    @api.depends_context("uid", "lang")
    def _compute_display_name(self):
        for hit in self:
            hit.display_name = hit.name

    def _search_name(self, operator, value):
        """Find hits by the names that the user sees, and by no others."""
        if operator not in ("in", "ilike", "like", "=ilike", "=like"):
            return NotImplemented
        mine = self.sudo(False)._search([])
        # sudo: what was found is the system's own; who sees it is decided below
        named = Domain("id", "in", mine) & Domain("kept_name", operator, value)
        found = self.browse(self.sudo()._search(named))
        return Domain("id", "in", found._visible().ids)

    def _visible(self):
        """Return those hits behind which is a record that the user may read now.

        Sudo widens nothing here: Odoo reads the names of records in sudo, and hands
        them to the user.
        """
        own = self.sudo(False)
        if own.env.su:  # the system itself
            return self
        visible = own.browse()
        for source, hits in self.sudo().grouped("kept_source").items():
            Model = own.env[SOURCES[source].model]
            if not Model.has_access("read"):
                continue
            records = Model.browse(hits.mapped("kept_res_id")).exists()
            readable = set(records._filtered_access("read").ids)
            visible += hits.filtered(lambda h, ids=readable: h.kept_res_id in ids)
        return self & (visible.sudo(False) & own._of_open_clients())

    def _of_open_clients(self):
        """Return the hits of no client, or of clients whom the user may read.

        A contact or an opportunity that is open to all may be that of a client that
        is not.
        """
        ids = {hit.kept_client_id for hit in self.sudo()} - {0}
        clients = self.env["law.client"].browse(ids)
        if clients and not clients.has_access("read"):
            clients = clients.exists()._filtered_access("read")
        open_ids = {0, *clients.ids}
        return self.filtered(lambda hit: hit.sudo().kept_client_id in open_ids)

    def _logged_clients(self):
        """Whoever sees a hit reads of the client behind it, too."""
        shown = {hit.kept_client_id for hit in self._visible().sudo()} - {0}
        behind = self.env["law.client"].sudo().browse(shown).exists()  # for the log
        return super()._logged_clients() | behind

    def _whom_to_ask(self):
        """Say who can tell more: the firm's desk, or a managing partner."""
        # sudo: which client it is; nothing of it is told
        client = self.env["law.client"].sudo().browse(self.sudo().kept_client_id)
        return client.exists()._restricted_hint() or self.env._(
            "A restricted matter; ask the managing partner."
        )

    # === IN WORDS ===

    @api.model
    def _source_labels(self):
        return {
            "client": self.env._("Clients"),
            "alias": self.env._("Other names of clients"),
            "person": self.env._("Key people of clients"),
            "contact": self.env._("Contacts of clients"),
            "relation": self.env._("Relations of clients"),
            "party": self.env._("Parties to engagements"),
            "lead": self.env._("Prospects"),
        }

    @api.model
    def _reason_words(self, reasons):
        """Return the reasons, kept as codes and words, in the user's language."""
        words = {
            "same_number": self.env._("same registration number"),
            "same_name": self.env._("same name"),
            "same_form": self.env._("same but for the company form"),
            "same_spacing": self.env._("same but for spaces"),
            "same_words": self.env._("same words in another order"),
            "same_core": self.env._("same but for the place and the kind of business"),
            "one_character": self.env._("one character differs"),
            "contains": self.env._("one name is part of the other"),
            "same_pinyin": self.env._("sounds the same in pinyin"),
            "like_pinyin": self.env._("sounds nearly the same in pinyin"),
            "same_initials": self.env._("same initials in pinyin"),
            "within": self.env._("one name stands within the other"),
            "translated": self.env._("the English name of the same"),
            "acronym": self.env._("short for the other, by its first letters"),
            "same_sound": self.env._("sounds the same"),
            "shared_words": self.env._("words in common"),
            "one_letter": self.env._("one letter differs"),
            "other_script": self.env._("same in traditional and simplified characters"),
            "typing": self.env._("spelt nearly the same"),
            "similar": self.env._("has many of the same letters"),
        }
        return [
            f"{words[code]} ({detail})" if detail else words[code]
            for code, detail in reasons or []
            if code in words
        ]

    # === ASSESSING ===

    def action_assess(self, assessment, note=False):
        """Say of each hit whether it is a conflict.

        :param str assessment: none, conflict or waiver
        :param str note: why; what is no conflict needs it
        :raises AccessError: for whoever may not decide, or does not see what is meant
        """
        self._check_clear({"kept_note": note})
        self.check_id._hold()
        self.check_id._check_may_decide()
        self.check_id._check_undecided()
        if assessment not in ("none", "conflict", "waiver"):
            raise UserError(self.env._("Choose how you assess the hit."))
        if self - self._visible():
            raise AccessError(
                self.env._(
                    "You cannot assess what you may not see. Ask the person who is "
                    "named there."
                )
            )
        told = isinstance(note, str) and says_something(note)
        if assessment == "none" and not told:
            raise UserError(
                self.env._(
                    "Say in words why this is no conflict: whoever reads the check "
                    "later must understand it."
                )
            )
        # sudo: nobody reads the reason but by way of what it is about
        self.sudo()._stamp(
            {
                "assessment": assessment,
                "assessed_by_id": self.env.uid,
                "kept_note": note,
                "carried_from_id": False,
            }
        )

    def action_ask_assessment(self):
        """Ask how this hit is to be assessed, and why (button)."""
        return self.check_id._ask_assessment(self)

    @api.model_create_multi
    def create(self, vals_list):
        """Hits come while the names are searched, at no other time."""
        hits = super().create(vals_list)
        hits.check_id._check_draft()
        return hits

    def write(self, vals):
        self.check_id._check_undecided()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(self.env._("What a check found stays on record."))
