from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .engagement_common import EngagementCase


@tagged("post_install", "-at_install", "s62")
class TestEngagementWalls(EngagementCase):
    """A person may be kept from one engagement only, and from all that is its."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.secret = cls.opened(cls.manager, name="Secret deal")
        cls.plain = cls.opened(cls.manager, name="Plain matter")

    def _wall(self, user, engagement):
        return self.bar(user, engagement.client_id, engagement_id=engagement.id)

    def test_the_rest_of_the_client_stays_open(self):
        for user in (self.manager2, self.head):
            self._wall(user, self.secret)
            self.assertTrue(self.sees(user, self.harbour))
            self.assertTrue(self.sees(user, self.plain))
            self.assertFalse(self.sees(user, self.secret))

    def test_the_rest_of_the_client_stays_open_to_a_lawyer_of_its_team(self):
        for engagement in (self.secret, self.plain):
            engagement.with_user(self.manager).lead_id = self.lawyer2
        self.assertTrue(self.sees(self.lawyer2, self.harbour))
        self._wall(self.lawyer2, self.secret)
        self.assertTrue(self.sees(self.lawyer2, self.plain))
        self.assertTrue(self.sees(self.lawyer2, self.harbour))
        self.assertFalse(self.sees(self.lawyer2, self.secret))

    def test_its_parts_and_figures_are_kept_back_with_it(self):
        mine = self.harbour.with_user(self.manager2)
        self.assertIn(self.secret, mine.engagement_ids)
        paper = self.env["ir.attachment"].create(
            {
                "name": "secret.txt",
                "raw": b"secret",
                "res_model": "law.engagement",
                "res_id": self.secret.id,
            }
        )
        text = "Secret price"
        message = self.secret.message_post(body=text)
        task = self.secret.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.manager.id
        )
        parts = [self.secret.party_ids, paper, message, task]
        for part in parts:
            self.assertTrue(
                part.sudo(False).with_user(self.manager2).has_access("read")
            )
        self._wall(self.manager2, self.secret)
        self.env.invalidate_all()
        self.assertNotIn(self.secret, mine.engagement_ids)
        for part in parts:
            with self.subTest(part=part._name):
                barred = part.sudo(False).with_user(self.manager2)
                self.assertFalse(barred.has_access("read"))
        groups = mine.engagement_ids._read_group([], ["state"], ["__count"])
        found = mine.engagement_ids.search([("client_id", "=", self.harbour.id)])
        self.assertEqual(sum(count for _state, count in groups), len(found))
        self.assertNotIn(self.secret, found)

    def test_the_wall_itself_is_hidden_from_whom_it_keeps_out(self):
        wall = self._wall(self.head, self.secret)
        self.assertFalse(self.sees(self.head, wall))
        self.assertTrue(self.sees(self.partner, wall))

    def test_a_wall_around_the_client_covers_every_engagement(self):
        self.bar(self.manager2, self.harbour)
        self.assertFalse(self.sees(self.manager2, self.plain))

    def test_both_kinds_of_wall_may_stand_beside_each_other(self):
        self._wall(self.manager2, self.secret)
        self._wall(self.manager2, self.plain)
        self.bar(self.manager2, self.harbour)
        self.assertFalse(self.sees(self.manager2, self.harbour))

    def test_nobody_kept_from_it_is_named_to_it(self):
        self._wall(self.lawyer2, self.secret)
        with self.assertRefused(UserError, "cannot work on this engagement"):
            self.secret.with_user(self.manager).lead_id = self.lawyer2
        self.plain.with_user(self.manager).lead_id = self.lawyer2

    def test_who_sees_the_client_does_not_count_a_wall_around_one(self):
        self._wall(self.manager2, self.secret)
        self.env.flush_all()
        sights = self.env["law.access.sight"].search(
            [
                ("client_id", "=", self.harbour.id),
                ("user_id", "=", self.manager2.id),
            ]
        )
        self.assertTrue(sights.filtered("sees"))
        self.assertNotIn("barred", sights.mapped("kind"))

    def test_members_of_no_team_see_none(self):
        for user in (self.outsider, self.marketing, self.auditor, self.manager_b):
            with self.subTest(user=user.name), self.assertRefused(AccessError, "."):
                self.plain.with_user(user).read(["name"])
