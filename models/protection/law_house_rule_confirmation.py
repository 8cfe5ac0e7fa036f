from odoo import fields, models

from . import access_log_tables


class LawHouseRuleConfirmation(models.Model):
    """That a person has read a version of a house rule: who, when, which words.

    Written by `law.house.rule.version.action_confirm` in the name of whoever presses
    the button. Nobody adds, backdates or removes one, PostgreSQL sees to that.
    """

    _name = "law.house.rule.confirmation"
    _description = "Confirmation of a House Rule"
    _inherit = ["law.append.only"]
    _order = "confirmed_on desc, id desc"
    _rec_name = "version_id"

    version_id = fields.Many2one(
        "law.house.rule.version", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one(
        "res.users", "Confirmed By", required=True, index=True, ondelete="restrict"
    )
    confirmed_on = fields.Datetime(required=True)
    sha256 = fields.Char("Seal of the Words", required=True)

    _once_uniq = models.UniqueIndex(
        "(version_id, user_id)", "This version is confirmed by this person already."
    )

    def init(self):
        access_log_tables.seal(self.env.cr, self._table)

    def _confirm(self, version, user):
        """Write that `user` has read `version` now; a second time changes nothing."""
        known = [("version_id", "=", version.id), ("user_id", "=", user.id)]
        if not self.search_count(known, limit=1):
            self._insert(
                {
                    "version_id": version.id,
                    "company_id": version.company_id.id,
                    "user_id": user.id,
                    "confirmed_on": fields.Datetime.now(),
                    "sha256": version.sha256,
                    "create_uid": user.id,
                    "create_date": fields.Datetime.now(),
                }
            )
