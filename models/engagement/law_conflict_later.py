from odoo import api, models
from odoo.exceptions import UserError

from ...tools.conflict_score import THRESHOLD

# So many new names are compared between two commits.
STEP = 200
# Names that may be those of a new client.
OF_CLIENTS = ("client", "alias", "person")


class LawConflictName(models.Model):
    """A client who comes later may be on the other side of an old engagement."""

    _inherit = "law.conflict.name"

    @api.model
    def _cron_later(self):
        """Compare the names that are new with the other parties of engagements."""
        total = self.search_count([("checked", "=", False)])
        self.env["ir.cron"]._commit_progress(remaining=total)
        while fresh := self.search([("checked", "=", False)], limit=STEP, order="id"):
            fresh._compare_later()
            fresh.write({"checked": True})
            if not self.env["ir.cron"]._commit_progress(len(fresh)):
                break

    def _compare_later(self):
        """Warn of those of these names that an old other party has."""
        parties = self.env["law.engagement.party"].search_count([], limit=1)
        ours = self.filtered(lambda name: name.source in OF_CLIENTS)
        if not parties:
            return
        for client, names in ours.grouped("client_id").items():
            lines = [name for name in names if name._meets_party()]
            if lines:
                client._warn_of_later_conflict(lines)

    def _meets_party(self):
        """Return whether another party of somebody else's engagement is called so."""
        self.ensure_one()
        found = self._find(self.firm_id, self.name, self.number, ["party"])
        close = [row for match, row in found if match.score >= THRESHOLD]
        return any(row[3] != self.client_id.id for row in close)


class LawClient(models.Model):
    _inherit = "law.client"

    @api.ondelete(at_uninstall=False)
    def _unlink_except_conflict_checked(self):
        """A conflict check stays on record, and so does the client it was about."""
        # sudo: whether there is any, not what it says
        checks = self.env["law.conflict.check"].sudo()
        if checks.search_count([("client_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._("Conflict checks about this client stay on record.")
            )

    def _warn_of_later_conflict(self, names):
        """Make a check of these names, and tell the manager and the partners."""
        self.ensure_one()
        Check = self.env["law.conflict.check"]
        pending = Check.search(
            [("client_id", "=", self.id), ("later", "=", True)]
            + [("state", "=", "pending")]
        )
        told = set(pending.line_ids.mapped("name"))
        lines = [
            {"name": name.name, "number": name.number, "role": "client"}
            for name in names
            if name.name not in told
        ]
        if not lines:
            return
        check = Check.create(
            {
                "client_id": self.id,
                "company_id": self.company_id.id,
                "line_ids": [(0, 0, line) for line in lines],
            }
        )
        check._stamp({"later": True})
        check._search_names()
        for user in self._later_conflict_users():
            check.activity_schedule(
                "mail.mail_activity_data_todo",
                user_id=user.id,
                summary=self.env._("A new client was another party before: decide"),
            )

    def _later_conflict_users(self):
        """Return who is told: the client's manager, and a managing partner."""
        partners = self.env["res.users"].search(
            [
                ("all_group_ids", "in", self._partner_group().id),
                ("company_ids", "in", self.company_id.id),
                ("share", "=", False),
            ]
        )
        told = self.manager_id | partners
        return told.filtered(
            lambda u: (
                not u._is_superuser()
                and self.with_user(u).sudo(False)._filtered_access("read")
            )
        )

    @api.model
    def _partner_group(self):
        return self.env.ref("law_firm_client.group_managing_partner")
