from odoo import api, fields, models

from .law_privacy_find import LOG


class LawPrivacyFind(models.Model):
    """What becomes of a place when the person is erased: hold > duty to keep > erasure.

    It is worked out when somebody looks, so that a new hold counts at once.
    """

    _inherit = "law.privacy.find"

    fate = fields.Selection(
        [
            ("erase", "Erased"),
            ("keep", "Put away, restricted"),
            ("log", "Stays in the log"),
            ("firm", "Stays, the firm's own"),
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

    @api.depends("res_model", "res_id", "decision")
    @api.depends_context("lang")
    def _compute_fate(self):
        for find in self:
            find.fate, find.fate_ground, find.fate_until = find._fate()

    def _fate(self):
        """Return (fate, ground, last day)."""
        if self.decision != "this":
            return False, False, False
        record = self._record()
        if self.res_model == LOG:
            ground = self.env._(
                "Proof of who read what; rows leave in sealed archives only"
            )
            return "log", ground, False
        if not record:
            return "erase", False, False
        if self._is_firms_own(record):
            return "firm", self.env._("Login of somebody who works here"), False
        holds = self.env["law.hold"]._over(record).get(record)
        if holds:
            ground = self.env._("Legal hold %(hold)s", hold=holds[0].name)
            return "keep", ground, False
        if self.request_id.kind == "restriction":
            return "keep", self.env._("The person wants it kept, but not used"), False
        clients, _partners = self.env["law.hold"]._told_by(record)
        ground, until = self.env["law.retention.rule"]._duty(
            self._data_kind(), self.request_id.company_id, clients, record.create_date
        )
        return ("keep", ground, until or False) if ground else ("erase", False, False)

    def _is_firms_own(self, record):
        """Whether it is the login, or the contact, of somebody of the firm."""
        if record._name == "res.partner":
            record = record.with_context(active_test=False).user_ids
        return record._name == "res.users" and any(not user.share for user in record)
