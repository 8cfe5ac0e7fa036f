from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .wall_common import WallCase


@tagged("post_install", "-at_install", "s63", "s62", "s1")
class TestSight(WallCase):
    """Why can she see this client? And what can she see?"""

    def rows(self, user=None, **conditions):
        """Return the reasons that `user` (partner) is told."""
        Sight = self.env["law.access.sight"].with_user(user or self.partner)
        return Sight.search([(key, "=", value.id) for key, value in conditions.items()])

    def kinds(self, user, client):
        return set(self.rows(user_id=user, client_id=client).mapped("kind"))

    def _stir(self):
        """Bring about every reason that there is, and some that are over."""
        today = fields.Date.today()
        Member = self.env["law.client.member"]
        Member.create(
            [
                {
                    "client_id": self.harbour.id,
                    "user_id": self.outsider.id,
                    "role": "granted",
                    "date_to": today + timedelta(days=3),
                    "reason": "Conflict check",
                },
                {
                    "client_id": self.harbour.id,
                    "user_id": self.marketing.id,
                    "role": "handling",
                },
                {
                    "client_id": self.lighthouse.id,
                    "user_id": self.lawyer.id,
                    "role": "handling",
                    "date_from": today + timedelta(days=5),
                },
            ]
        )
        former = Member.create(
            {
                "client_id": self.lighthouse.id,
                "user_id": self.outsider.id,
                "date_from": today - timedelta(days=50),
            }
        )
        former.action_end()
        self.env["law.committee"].create(
            {
                "name": "Key Clients",
                "company_id": self.company_a.id,
                "user_ids": [(6, 0, self.lawyer2.ids)],
                "client_ids": [(6, 0, self.harbour.ids)],
            }
        )
        self.bar(self.lawyer, self.harbour)
        self.bar(self.head, self.lighthouse)
        self.bar(self.manager2, self.harbour, date_from=today + timedelta(days=9))
        lifted = self.bar(self.manager, self.lighthouse)
        lifted.action_lift()

    def test_the_screen_says_what_the_rules_do(self):
        self._stir()
        clients = self.harbour | self.lighthouse | self.foreign
        users = self.env["res.users"].search([("share", "=", False)])
        self.assertGreaterEqual(len(users), 11)
        shown = {
            (sight.user_id, sight.client_id): sight.sees
            for sight in self.env["law.access.sight"].search(
                [("client_id", "in", clients.ids)]
            )
        }
        for client in clients:
            for user in users:
                with self.subTest(user=user.login, client=client.name):
                    self.assertEqual(
                        shown.get((user, client), False), self.sees(user, client)
                    )

    def test_each_reason_is_told_in_words(self):
        self._stir()
        self.assertEqual(
            self.kinds(self.manager, self.harbour), {"manager", "firm_manager"}
        )
        self.assertEqual(self.kinds(self.partner, self.harbour), {"firm_partner"})
        self.assertEqual(self.kinds(self.lawyer2, self.harbour), {"committee"})
        self.assertEqual(self.kinds(self.lawyer, self.harbour), {"handling", "barred"})
        granted = self.rows(user_id=self.outsider, client_id=self.harbour)
        for piece in ("Granted access", "until", "by ", "Conflict check"):
            self.assertIn(piece, granted.words)
        barred = self.rows(user_id=self.lawyer, client_id=self.harbour).filtered(
            lambda sight: sight.kind == "barred"
        )
        self.assertIn("Worked for the other side", barred.words)
        self.assertFalse(barred.sees)

    def test_former_members_are_shown_as_such(self):
        self._stir()
        row = self.rows(user_id=self.outsider, client_id=self.lighthouse)
        self.assertTrue(row.over)
        self.assertFalse(row.sees)
        self.assertIn("over", row.words)

    def test_head_and_partner_ask_about_all_managers_about_their_own(self):
        self.assertTrue(self.rows(user=self.head, client_id=self.lighthouse))
        self.assertTrue(self.rows(user=self.manager, client_id=self.harbour))
        self.assertFalse(self.rows(user=self.manager, client_id=self.lighthouse))
        for user in (self.lawyer, self.marketing, self.auditor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.rows(user=user, client_id=self.harbour)
        self.bar(self.head, self.harbour)
        self.assertFalse(self.rows(user=self.head, client_id=self.harbour))
        self.assertFalse(self.rows(user=self.partner, client_id=self.foreign))

    def test_what_a_person_sees_is_counted_by_reason(self):
        overview = (
            self.env["law.access.overview"]
            .with_user(self.partner)
            .create({"user_id": self.lawyer2.id})
        )
        self.assertEqual(overview.client_count, 1)
        self.assertEqual(overview.summary, "Liaison lawyer: 1")
        overview.user_id = self.manager
        self.assertEqual(overview.client_count, 2)
        self.assertIn("Role: client manager: 2", overview.summary)
        action = overview.action_show()
        self.assertEqual(action["domain"], [("user_id", "=", self.manager.id)])
        overview.user_id = self.auditor
        self.assertEqual(overview.client_count, 0)
        self.assertIn("No client", overview.summary)

    def test_the_form_leads_there(self):
        harbour = self.harbour.with_user(self.manager)
        self.assertTrue(harbour.shows_sight)
        self.assertFalse(self.lighthouse.with_user(self.manager).shows_sight)
        action = harbour.action_open_sight()
        self.assertEqual(action["domain"], [("client_id", "=", harbour.id)])

    def test_asking_costs_one_query(self):
        Sight = self.env["law.access.sight"].with_user(self.partner)
        domain = [("client_id", "=", self.harbour.id)]
        Sight.search_fetch(domain, ["user_id", "kind", "sees"])
        self.env.invalidate_all()
        with self.assertQueryCount(8):
            Sight.search_fetch(domain, ["user_id", "kind", "sees"])

    def test_each_rule_is_needed(self):
        """Broken one after the other, each rule tells somebody of others' clients."""
        self.manager_b.group_ids += self.env.ref("law_firm_client.group_client_head")
        self.bar(self.head, self.harbour)
        for name, user, client in (
            ("law_access_sight_rule_manager", self.manager, self.lighthouse),
            ("law_access_sight_rule_company", self.manager_b, self.lighthouse),
            ("law_access_sight_rule_wall", self.head, self.harbour),
        ):
            rule = self.env.ref(f"law_firm_client.{name}")
            with self.subTest(rule=name):
                self.assertFalse(self.rows(user=user, client_id=client))
                rule.active = False
                self.assertTrue(self.rows(user=user, client_id=client))
                rule.active = True
                self.assertFalse(self.rows(user=user, client_id=client))
