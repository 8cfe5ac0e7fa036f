from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from .engagement_common import EngagementCase


@tagged("post_install", "-at_install", "s62", "s26")
class TestEngagementTeam(EngagementCase):
    """Who works on an engagement serves the client, as long as that lasts."""

    def _members(self, user, client=None):
        client = client or self.harbour
        return client.member_ids.filtered(lambda m: m.user_id == user)

    def test_a_seat_brings_sight_of_the_client(self):
        self.assertFalse(self.sees(self.outsider, self.harbour))
        engagement = self.draft(self.manager, team_ids=[Command.set(self.outsider.ids)])
        self.assertTrue(self.sees(self.outsider, self.harbour))
        member = self._members(self.outsider)
        self.assertEqual(member.role, "handling")
        self.assertEqual(member.reason, engagement.code)
        self.assertTrue(member.by_engagement)
        engagement.with_user(self.manager).team_ids = [Command.clear()]
        self.assertFalse(self.sees(self.outsider, self.harbour))
        self.assertTrue(member.exists())

    def test_only_the_memberships_that_it_made_end_with_it(self):
        first = self.opened(
            self.manager, team_ids=[Command.set((self.outsider | self.lawyer2).ids)]
        )
        second = self.draft(self.manager, team_ids=[Command.set(self.lawyer2.ids)])
        first.outcome = "won"
        first.action_close()
        self.assertFalse(self._members(self.lawyer).date_to)
        self.assertFalse(self._members(self.lawyer2).date_to)
        self.assertTrue(self._members(self.outsider).date_to)
        # The last day is today: whoever closed it can still finish.
        self.assertTrue(self.sees(self.outsider, self.harbour))
        second.team_ids = [Command.clear()]
        self.assertFalse(self.sees(self.lawyer2, self.harbour))

    def test_a_dropped_draft_takes_its_memberships_along(self):
        engagement = self.draft(self.manager, lead_id=self.outsider.id)
        self.assertTrue(self.sees(self.outsider, self.harbour))
        engagement.unlink()
        self.assertFalse(self.sees(self.outsider, self.harbour))

    def test_reopening_brings_the_team_back(self):
        engagement = self.opened(self.manager, lead_id=self.outsider.id)
        engagement.outcome = "won"
        engagement.action_close()
        self._members(self.outsider).action_end()
        self.assertFalse(self.sees(self.outsider, self.harbour))
        with self.assertRefused(UserError, "reason to reopen"):
            engagement.action_open()
        engagement.reopen_reason = "The other side appealed"
        engagement.action_open()
        self.assertEqual(engagement.state, "open")
        self.assertTrue(self.sees(self.outsider, self.harbour))

    def test_a_lawyer_names_only_who_serves_the_client(self):
        with self.assertRefused(UserError, "must be on the team"):
            self.draft(self.lawyer, team_ids=[Command.set(self.outsider.ids)])
        engagement = self.draft(self.lawyer)
        with self.assertRefused(UserError, "must be on the team"):
            engagement.lead_id = self.outsider
        self.assertFalse(self._members(self.outsider))

    def test_a_seat_is_no_ground_for_another_seat(self):
        engagement = self.draft(self.manager, team_ids=[Command.set(self.outsider.ids)])
        for lead in (self.outsider, self.lawyer):
            with self.assertRefused(UserError, "must be on the team"):
                team = [Command.set((self.outsider | self.lawyer).ids)]
                self.draft(self.outsider, lead_id=lead.id, team_ids=team)
        engagement.with_user(self.manager).team_ids = [Command.clear()]
        self.assertFalse(self.sees(self.outsider, self.harbour))

    def test_whoever_is_kept_from_the_client_gets_no_seat(self):
        self.bar(self.outsider, self.harbour)
        with self.assertRefused(UserError, "Outsider cannot work on this"):
            self.draft(self.manager, lead_id=self.outsider.id)

    def test_a_seat_does_not_reach_another_client(self):
        self.draft(self.manager, lead_id=self.outsider.id)
        self.assertFalse(self.sees(self.outsider, self.lighthouse))
