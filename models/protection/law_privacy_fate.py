from odoo import api, fields, models

from .law_privacy_find import LOG
from .law_privacy_request import ERASING

# What a person has in the firm's data, and nobody else.
OWN = (
    "law.client.person",
    "law.person.fact",
    "law.client.position",
    "calendar.attendee",
    "ir.attachment",
    "res.partner.bank",
    "res.users",
)

TALK_WRITTEN = ("mail.message", "mail.mail")


class LawPrivacyFind(models.Model):
    """What becomes of a place when the person is erased: hold > duty to keep > erasure.

    It is worked out when somebody looks, so that a new hold counts at once.
    """

    _inherit = "law.privacy.find"

    fate = fields.Selection(
        [
            ("erase", "Erased"),
            ("keep", "Put away, restricted"),
            ("stay", "Stays as it is"),
            ("log", "Stays in the log"),
            ("firm", "Stays, the firm's own"),
            ("gone", "Gone since then"),
        ],
        "What Becomes of It",
        compute="_compute_fate",
    )
    fate_ground = fields.Char("Why It Is Kept", compute="_compute_fate")
    fate_until = fields.Date("Until When", compute="_compute_fate")
    outcome = fields.Selection(
        [("erased", "Erased here"), ("restricted", "Put away")], "Done"
    )
    vault_id = fields.Many2one(
        "law.privacy.vault", "Put Away As", ondelete="set null", index="btree_not_null"
    )

    @api.depends("res_model", "res_id", "decision", "outcome", "request_id.kind")
    @api.depends_context("lang")
    def _compute_fate(self):
        for find in self:
            told = find._happened() or find._fate()
            find.fate, find.fate_ground, find.fate_until = told

    def _happened(self):
        """Return (fate, ground, last day) of what was done here, None before that."""
        if self.outcome == "erased":
            return "erase", False, False
        if self.outcome == "restricted":
            piece = self.sudo().vault_id  # ground and day, no content
            return "keep", piece.ground, piece.until
        return None

    def _fate(self):
        """Return (fate, ground, last day) of what would become of the place now.

        Nothing becomes of it when the person only wants a copy or a correction.
        """
        if self.decision != "this" or self.request_id.kind not in ERASING:
            return False, False, False
        record = self._record()
        if self.res_model == LOG:
            ground = self.env._(
                "Proof of who read what; rows leave in sealed archives only"
            )
            return "log", ground, False
        if not record:
            return "gone", False, False
        if self._is_firms_own(record):
            return "firm", self.env._("Login of somebody who works here"), False
        kept = "keep" if self._is_put_away(record) else "stay"
        holds = self.env["law.hold"]._over(record).get(record)
        if holds:
            ground = self.env._("Legal hold %(hold)s", hold=holds[0].name)
            return kept, ground, False
        if self.request_id.kind == "restriction":
            return kept, self.env._("The person wants it kept, but not used"), False
        clients, _partners = self.env["law.hold"]._told_by(record)
        ground, until = self.env["law.retention.rule"]._duty(
            self._data_kind(), self.request_id.company_id, clients, record.create_date
        )
        if ground:
            return kept, ground, until or False
        if self._is_said_by_firm(record):
            return "firm", self.env._("Written by somebody who works here"), False
        return "erase", False, False

    def _is_put_away(self, record):
        """Whether a record that must be kept is put away, or else stays unchanged.

        The person's own records and papers go into the vault whole. Records of others
        that only mention the person are not changed while they must be kept, unless
        the person wants nothing but this restriction.
        """
        if self._is_said_by_firm(record):
            return False
        if self.request_id.kind == "restriction" or self.res_model in OWN:
            return True
        return self._is_of_person(record)

    def _is_of_person(self, record):
        """Whether a record is the person's own, and not one with a mention only."""
        contacts = self._contacts_of_person()
        if record._name == "res.partner":
            return not record.is_company
        if record._name == "law.client":
            return not record.is_company and record.partner_id.id in contacts
        if record._name in TALK_WRITTEN:
            return record.author_id.id in contacts
        if record._name == "crm.lead":
            return record.partner_id.id in contacts
        return self._is_relation_of_person(record)

    def _is_firms_own(self, record):
        """Whether it is login, contact or attendance of somebody of the firm."""
        if record._name == "res.users":
            return not record.share
        if record._name == "calendar.attendee":
            record = record.partner_id
        return record._name == "res.partner" and self._works_here(record)

    def _is_said_by_firm(self, record):
        """Whether the person wrote a message as somebody who works for the firm."""
        return self._is_by_staff(record) and (
            record.author_id.id in self._contacts_of_person()
        )

    def _is_by_staff(self, record):
        """Whether somebody of the firm wrote a message."""
        return record._name in TALK_WRITTEN and self._works_here(record.author_id)

    def _works_here(self, partner):
        logins = partner.with_context(active_test=False).user_ids
        return any(not user.share for user in logins)
