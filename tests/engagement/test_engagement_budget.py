from odoo import Command
from odoo.tests import tagged

from .engagement_common import EngagementCase


@tagged("post_install", "-at_install", "s26")
class TestEngagementBudget(EngagementCase):
    """Many engagements cost not many more queries than one."""

    def _many(self, count):
        team = self.lawyer | self.lawyer2 | self.outsider
        return [
            {
                "name": f"Matter {number}",
                "client_id": self.harbour.id,
                "service_id": self.advice.id,
                "lead_id": self.manager.id,
                "team_ids": [Command.set(team.ids)],
                "source": "development",
                "party_ids": [Command.create({"name": f"Other {number}"})],
            }
            for number in range(count)
        ]

    def _queries(self, work):
        self.forget()
        before = self.env.cr.sql_log_count
        work()
        self.env.flush_all()
        return self.env.cr.sql_log_count - before

    def test_fifty_with_a_team_are_made_in_sets(self):
        Engagement = self.env["law.engagement"].with_user(self.manager)
        Engagement.create(self._many(1))
        one = self._queries(lambda: Engagement.create(self._many(1)))
        fifty = self._queries(lambda: Engagement.create(self._many(50)))
        self.assertLess(fifty - one, 20, f"one {one}, fifty {fifty}")

    def test_the_list_opens_in_a_few_queries(self):
        Engagement = self.env["law.engagement"].with_user(self.head)
        Engagement.with_user(self.manager).create(self._many(50))
        spec = {
            "code": {},
            "name": {},
            "client_id": {"fields": {"display_name": {}}},
            "service_id": {"fields": {"display_name": {}}},
            "lead_id": {"fields": {"display_name": {}}},
            "date_open": {},
            "running_days": {},
            "fee_received": {},
            "contribution": {},
            "state": {},
        }
        domain = [("client_id", "=", self.harbour.id)]
        few = self._queries(lambda: Engagement.web_search_read(domain, spec, limit=2))
        many = self._queries(lambda: Engagement.web_search_read(domain, spec, limit=80))
        self.assertLessEqual(many, few + 2)
        self.assertLess(many, 30)
