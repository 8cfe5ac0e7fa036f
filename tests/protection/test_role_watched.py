from odoo import Command
from odoo.tests import new_test_user, tagged

from .log_common import LogCase


@tagged("post_install", "-at_install", "s62", "s63")
class TestRoleWatched(LogCase):
    """A role of the firm opens clients: nobody gets one unnoticed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.admin, cls.clerk = (
            new_test_user(
                cls.env,
                f"test_{name}",
                f"base.{group}",
                name=name.capitalize(),
                company_id=cls.company_a.id,
            )
            for name, group in (("admin", "group_system"), ("clerk", "group_user"))
        )
        cls.role = cls.env.ref("law_firm_client.group_managing_partner")
        cls.handler = cls.env.ref("law_firm_client.group_privacy_handler")

    def give(self, record, **vals):
        """Let the administrator write, and return row and notice."""
        before = len(self.rows())
        with self.reading(self.admin, record) as mine:
            mine.write(vals)
        return self.rows()[before:], self.notices()[:1]

    def notices(self):
        return self.env["mail.message"].search(
            [("subject", "=", "A role of the firm was given")], order="id desc"
        )

    def test_a_role_given_to_a_person(self):
        row, notice = self.give(self.clerk, group_ids=[Command.link(self.role.id)])
        self.assertEqual(
            (row.action, row.user_number, row.model, row.record_ids, row.company_id),
            ("role", self.admin.id, "res.users", self.clerk.ids, self.company_a),
        )
        self.assertEqual(row.detail, "Admin gave Clerk this role: Managing Partner.")
        told = notice.notified_partner_ids.user_ids
        self.assertLessEqual(self.partner | self.head, told)
        self.assertNotIn(self.admin, told)
        self.assertIn(row.detail, notice.body)
        alert = self.env["law.access.alert"].search([("measure", "=", "role")])
        self.assertEqual(alert.activity_ids.user_id, self.auditor)
        self.assertIn("gave roles of the firm", alert.reason)
        rows = self.Log.search(
            alert.with_user(self.auditor).action_open_rows()["domain"]
        )
        self.assertEqual(rows, row)

    def test_a_role_given_to_oneself_is_said_so(self):
        row, notice = self.give(self.admin, group_ids=[Command.link(self.role.id)])
        self.assertIn("gave himself or herself this role: Managing", row.detail)
        self.assertIn(row.detail, notice.body)
        self.assertIn(self.partner, notice.notified_partner_ids.user_ids)

    def test_a_role_given_by_way_of_a_group(self):
        staff = self.env.ref("base.group_system")
        rows, _notice = self.give(staff, implied_ids=[Command.link(self.role.id)])
        group = rows.filtered(lambda row: row.model == "res.groups")
        self.assertEqual(group.record_ids, staff.ids)
        self.assertIn("this role: Managing Partner", group.detail)
        person = rows.filtered(lambda row: self.admin.id in row.record_ids) - group
        self.assertEqual(person.model, "res.users")
        self.assertIn("Admin gave himself or herself", person.detail)
        for row in group | person:
            text = row.detail.splitlines()[0]
            notice = self.notices().filtered(lambda n, text=text: text in n.body)
            self.assertIn(self.partner, notice.notified_partner_ids.user_ids)

    def test_the_other_ends_count_too(self):
        row, _notice = self.give(self.role, user_ids=[Command.link(self.clerk.id)])
        self.assertEqual(row.record_ids, self.clerk.ids)
        with self.reading(self.admin, self.env["res.groups"]) as groups:
            made = groups.create(
                {
                    "name": "Helpers",
                    "implied_ids": [Command.link(self.handler.id)],
                    "user_ids": [Command.link(self.admin.id)],
                }
            )
        said = "\n".join(self.rows()[-2:].mapped("detail"))
        self.assertIn("gave Helpers this role: Privacy Handler", said)
        self.assertIn("himself or herself this role: Privacy Handler", said)
        row, _notice = self.give(self.handler, implied_by_ids=[Command.unlink(made.id)])
        self.assertFalse(row)

    def test_new_and_archived_people_count(self):
        with self.reading(self.admin, self.env["res.users"]) as users:
            user = users.create(
                {
                    "name": "Sleeper",
                    "login": "test_sleeper",
                    "active": False,
                    "company_id": self.company_a.id,
                    "company_ids": [Command.set(self.company_a.ids)],
                    "group_ids": [Command.set(self.role.ids)],
                }
            )
        row = self.rows()[-1]
        self.assertEqual((row.action, row.record_ids), ("role", user.ids))

    def test_other_groups_are_nobodys_business(self):
        tags = self.env.ref("base.group_no_one")
        row, notice = self.give(self.clerk, group_ids=[Command.link(tags.id)])
        self.assertFalse(row)
        self.assertFalse(notice)
