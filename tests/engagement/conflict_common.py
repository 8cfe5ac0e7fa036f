from odoo import Command

from .engagement_common import EngagementCase


class ConflictCase(EngagementCase):
    """The firm, and how its tests ask for conflicts."""

    checks_conflicts = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["law.conflict.name"]._cron_prove()

    def ask(self, user, *names, role="opponent", run=True, **values):
        """Return a check of these names that `user` made and ran."""
        lines = [Command.create({"name": name, "role": role}) for name in names]
        check = self.env["law.conflict.check"].with_user(user)
        check = check.create({"line_ids": lines, **values})
        if run:
            check.action_search()
        return check

    def found(self, check, user=None):
        """Return the names that `user` sees among the hits of the check."""
        hits = check.with_user(user or check.env.user).hit_ids
        hits.invalidate_recordset()
        return set(hits.filtered(lambda hit: not hit.masked).mapped("name"))
