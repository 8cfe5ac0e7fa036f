from odoo.exceptions import AccessError
from odoo.tests import tagged

from .lock_common import LockCase


@tagged("post_install", "-at_install", "s62")
class TestPointedAtOnce(LockCase):
    """Whom many new records point at is asked at once, not one by one."""

    def lines(self, partners):
        return [{"name": "Lead", "partner_id": partner.id} for partner in partners]

    def counted(self, user, partners):
        """Return how many queries the check of new leads takes."""
        self.env.flush_all()
        self.env.invalidate_all()
        lead = self.env["crm.lead"].with_user(user).browse()
        lead.env.user.has_group("base.group_user")
        before = self.env.cr.sql_log_count
        lead._law_check_pointed(self.lines(partners))
        return self.env.cr.sql_log_count - before

    def test_as_many_queries_for_fifty_as_for_one(self):
        values = [{"name": f"Contact {number}"} for number in range(50)]
        free = self.env["res.partner"].create(values)
        below = [{**line, "parent_id": self.locked.id} for line in values]
        locked = self.env["res.partner"].create(below)
        for kind in (free, locked):
            few = self.counted(self.lawyer, kind[:1])
            self.assertLessEqual(self.counted(self.lawyer, kind), few)
        self.assertLessEqual(self.counted(self.lawyer, free), 3)

    def test_one_hidden_among_many_is_refused(self):
        values = [{"name": f"Contact {number}"} for number in range(20)]
        everybody = self.env["res.partner"].create(values) + self.contact
        lead = self.env["crm.lead"].with_user(self.outsider).browse()
        lead._law_check_pointed(self.lines(everybody[:20]))
        with self.assertRefused(AccessError, "."):
            lead._law_check_pointed(self.lines(everybody))
        tags = [{"partner_ids": [(6, 0, everybody.ids)]}]
        event = self.env["calendar.event"].with_user(self.outsider).browse()
        with self.assertRefused(AccessError, "."):
            event._law_check_pointed(tags)
