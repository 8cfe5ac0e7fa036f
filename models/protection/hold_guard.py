"""What is under legal hold is not destroyed, by whatever way somebody tries."""

from odoo import api, models

HELD_MODELS = (
    "res.partner",
    "ir.attachment",
    "mail.message",
    "mail.tracking.value",
    "calendar.event",
    "crm.lead",
)
# Writing these is destroying what stood there.
CONTENTS = {
    "ir.attachment": {"raw", "datas", "db_datas", "store_fname", "res_model", "res_id"},
    "mail.message": {"body", "subject", "model", "res_id"},
}
# Set by the vault alone, which keeps what it takes away.
TO_VAULT = "law_to_vault"


class Base(models.AbstractModel):
    _inherit = "base"

    def unlink(self):
        """Keep what is held, superuser or not."""
        if self._law_may_be_held() and not self._law_is_put_away():
            self.env["law.hold"]._refuse(self, self.env._("deleting"))
        return super().unlink()

    def write(self, vals):
        """Keep what is held from being archived or emptied, superuser or not.

        What may be changed under a hold is kept as it was: see law_hold_keep.py.
        """
        if not self._law_may_be_held() or self._law_is_put_away():
            return super().write(vals)
        self._law_refuse_emptying(vals)
        Keep = self.env["law.hold.keep"]
        before = Keep._as_it_stands(self, vals)
        result = super().write(vals)
        Keep._note_changes(before)
        return result

    def _law_may_be_held(self):
        """Whether a hold can be over records of this kind."""
        name = self._name
        return not self._transient and (
            name in HELD_MODELS
            or name.startswith("law.")
            and not name.startswith(("law.hold", "law.privacy.", "law.access."))
        )

    def _law_is_put_away(self):
        """Whether the vault has taken what is now taken away; no caller can say so."""
        return self.env.context.get(TO_VAULT) is self.env.registry

    def _law_refuse_emptying(self, vals):
        Hold = self.env["law.hold"]
        if "active" in vals and not vals["active"] and "active" in self._fields:
            Hold._refuse(self.filtered("active"), self.env._("archiving"))
        if CONTENTS.get(self._name, set()) & vals.keys():
            Hold._refuse(self, self.env._("changing what it says"))


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Merge no contact that is held: its own history would be lost."""
        self.env["law.hold"]._refuse(src_partners | dst_partner, self.env._("merging"))
        return super()._update_foreign_keys(src_partners, dst_partner)
