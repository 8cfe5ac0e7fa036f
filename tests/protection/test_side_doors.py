from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .wall_common import WallCase

SECRET = "What only readers of the client may know"


@tagged("post_install", "-at_install", "s62")
class TestSideDoors(WallCase):
    """Chatter, tasks, followers and meetings carry nothing to whoever may not read."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.guest = cls.env["res.users"].create(
            {
                "name": "Portal Guest",
                "login": "test_portal_guest",
                "email": "guest@example.com",
                "company_id": cls.company_a.id,
                "company_ids": [(6, 0, cls.company_a.ids)],
                "group_ids": [(6, 0, cls.env.ref("base.group_portal").ids)],
            }
        )
        cls.stranger = cls.make_contact("Stranger Ltd", email="stranger@example.com")
        need = cls.env["law.need"].create(
            {"client_id": cls.harbour.id, "name": "Secret need"}
        )
        update = (
            cls.env["law.client.update"]
            .with_user(cls.lawyer)
            .create({"client_id": cls.harbour.id, "purpose": "Secret purpose"})
        )
        attempt = cls.env["law.reactivation"].create({"client_id": cls.harbour.id})
        cls.records = [cls.harbour, need, update, attempt]
        cls.outside = cls.outsider.partner_id | cls.guest.partner_id | cls.stranger

    def test_every_thread_of_the_addon_is_discreet(self):
        discreet = self.env["law.discreet.thread"]._discreet_models()
        threads = [
            name
            for name, model in self.env.registry.items()
            if name.startswith("law.")
            and not model._abstract
            and issubclass(model, self.env.registry["mail.thread"])
        ]
        self.assertGreaterEqual(len(threads), 7)
        self.assertEqual(sorted(threads), sorted(discreet))

    def test_nobody_writes_to_people_who_may_not_read(self):
        for record in self.records:
            mine = record.with_user(self.lawyer)
            for partner in self.outside:
                with self.subTest(model=record._name, partner=partner.name):
                    with self.assertRefused(UserError, "may not read this"):
                        mine.message_post(body=SECRET, partner_ids=partner.ids)
                    with self.assertRefused(UserError, "may not read this"):
                        mine.message_notify(body=SECRET, partner_ids=partner.ids)

    def test_nobody_is_told_by_way_of_another_model(self):
        Thread = self.env["mail.thread"].with_user(self.lawyer)
        with self.assertRefused(UserError, "goes only to people"):
            Thread.message_notify(
                model="law.client",
                res_id=self.harbour.id,
                body=SECRET,
                partner_ids=self.outsider.partner_id.ids,
            )
        with self.assertRefused(UserError, "goes only to people"):
            self.env["mail.message"].with_user(self.lawyer).create(
                {
                    "model": "law.client",
                    "res_id": self.harbour.id,
                    "body": "Secret",
                    "partner_ids": [(4, self.outsider.partner_id.id)],
                }
            )

    def test_no_mail_address_is_written_to(self):
        with self.assertRefused(UserError, "stays in the firm"):
            self.harbour.with_user(self.lawyer).message_post(
                body=SECRET, outgoing_email_to="stranger@example.com"
            )

    def test_nobody_follows_who_may_not_read(self):
        for record in self.records:
            for partner in self.outside:
                with self.subTest(model=record._name, partner=partner.name):
                    with self.assertRefused(UserError, "may not read this"):
                        record.with_user(self.manager).message_subscribe(partner.ids)
                    record.sudo().message_subscribe(partner.ids)
                    self.assertNotIn(partner, record.message_partner_ids)

    def test_a_follower_who_lost_sight_gets_no_news(self):
        self.env["mail.followers"].sudo().create(
            {
                "res_model": "law.client",
                "res_id": self.harbour.id,
                "partner_id": self.outsider.partner_id.id,
            }
        )
        message = self.harbour.with_user(self.manager).message_post(
            body=SECRET, subtype_xmlid="mail.mt_comment", message_type="comment"
        )
        self.assertNotIn(self.outsider.partner_id, message.notified_partner_ids)
        self.assertFalse(message.with_user(self.outsider).has_access("read"))

    def test_the_team_is_written_to(self):
        message = self.harbour.with_user(self.manager).message_post(
            body=SECRET, partner_ids=self.lawyer.partner_id.ids
        )
        self.assertEqual(message.notified_partner_ids, self.lawyer.partner_id)
        self.harbour.with_user(self.manager).message_subscribe(
            self.lawyer.partner_id.ids
        )
        self.assertIn(self.lawyer.partner_id, self.harbour.message_partner_ids)

    def test_tasks_go_to_readers_only(self):
        todo = self.env.ref("mail.mail_activity_data_todo")
        for record in self.records:
            values = {
                "res_model_id": self.env["ir.model"]._get_id(record._name),
                "res_id": record.id,
                "activity_type_id": todo.id,
                "summary": "Secret",
            }
            Activity = self.env["mail.activity"].with_user(self.lawyer)
            quick = Activity.with_context(mail_activity_quick_update=True)
            for user in (self.outsider, self.guest):
                for model in (Activity, quick):
                    with self.subTest(model=record._name, user=user.name):
                        with self.assertRefused(UserError, "may not read this"):
                            model.create({**values, "user_id": user.id})
            task = Activity.create({**values, "user_id": self.lawyer.id})
            with self.assertRefused(UserError, "may not read this"):
                task.with_context(
                    mail_activity_quick_update=True
                ).user_id = self.outsider

    def test_followers_of_a_client_are_seen_by_its_readers_only(self):
        self.harbour.sudo().message_subscribe(self.lawyer.partner_id.ids)
        domain = [("res_model", "=", "law.client"), ("res_id", "=", self.harbour.id)]
        for user in (self.marketing, self.auditor, self.outsider, self.committee):
            Followers = self.env["mail.followers"].with_user(user)
            with self.subTest(user=user.login):
                self.assertFalse(Followers.search_read(domain))
                self.assertFalse(Followers._read_group(domain, [], ["__count"])[0][0])
                row = self.env["mail.followers"].search(domain, limit=1)
                self.assertFalse(row.with_user(user).has_access("read"))
        for user in (self.lawyer, self.manager):
            self.assertTrue(self.env["mail.followers"].with_user(user).search(domain))
        partner = self.stranger
        partner.message_subscribe(self.lawyer.partner_id.ids)
        self.assertTrue(
            self.env["mail.followers"]
            .with_user(self.outsider)
            .search([("res_model", "=", "res.partner"), ("res_id", "=", partner.id)])
        )

    def test_a_meeting_about_a_client_is_seen_by_its_readers_only(self):
        event = self.env["calendar.event"].create(
            {
                "name": "Secret meeting",
                "start": fields.Datetime.now(),
                "stop": fields.Datetime.now(),
                "res_model_id": self.env["ir.model"]._get_id("law.client"),
                "res_id": self.harbour.id,
                "user_id": self.manager.id,
                "partner_ids": [(6, 0, self.manager.partner_id.ids)],
            }
        )
        other = event.copy({"name": "Other", "res_model_id": False, "res_id": False})
        domain = [("id", "in", (event | other).ids)]
        for user, seen in (
            (self.lawyer, event | other),
            (self.manager, event | other),
            (self.outsider, other),
            (self.marketing, other),
        ):
            with self.subTest(user=user.login):
                Event = self.env["calendar.event"].with_user(user)
                self.assertEqual(Event.search(domain), seen)
                reads = event.with_user(user).has_access("read")
                self.assertEqual(reads, event in seen)
        self.bar(self.manager, self.harbour)
        event.invalidate_recordset()
        self.assertFalse(event.with_user(self.manager).has_access("read"))

    def test_old_messages_and_tasks_close_with_the_client(self):
        message = self.harbour.with_user(self.lawyer).message_post(
            body=SECRET, partner_ids=self.manager.partner_id.ids
        )
        task = self.harbour.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.lawyer.id
        )
        task.with_user(self.lawyer).action_feedback(feedback="Secret")
        for user in (self.lawyer, self.manager):
            self.assertTrue(message.with_user(user).has_access("read"))
        self.assertTrue(task.with_user(self.lawyer).has_access("read"))
        self.bar(self.manager, self.harbour)
        member = self.harbour.member_ids.filtered(lambda m: m.user_id == self.lawyer)
        member.action_end()
        for user in (self.lawyer, self.manager):
            mine = message.with_user(user)
            mine.invalidate_recordset()
            with self.subTest(user=user.login):
                self.assertFalse(mine.has_access("read"))
                self.assertFalse(mine.search([("id", "=", mine.id)]))
        mine = task.with_user(self.lawyer)
        self.assertFalse(mine.has_access("read"))
        self.assertFalse(
            mine.with_context(active_test=False).search([("id", "=", mine.id)])
        )

    def _meeting(self):
        """Plan a meeting to the client's card."""
        return self.env["calendar.event"].create(
            {
                "name": SECRET,
                "start": fields.Datetime.now(),
                "stop": fields.Datetime.now(),
                "res_model_id": self.env["ir.model"]._get_id("law.client"),
                "res_id": self.harbour.id,
            }
        )

    def test_each_rule_on_links_is_needed(self):
        """Broken one after the other, each rule opens its side door again."""
        # The lock of the contact would hide these by itself.
        self.env["ir.config_parameter"].set_param("law_firm_client.partner_lock", "off")
        self.harbour.sudo().message_subscribe(self.manager.partner_id.ids)
        message = self.harbour.with_user(self.manager).message_post(body=SECRET)
        task = self.harbour.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.manager.id
        )
        task.with_user(self.manager).action_feedback(feedback=SECRET)
        follower = self.env["mail.followers"].search(
            [("res_model", "=", "law.client"), ("res_id", "=", self.harbour.id)],
            limit=1,
        )
        event = self._meeting()
        self.env["law.barrier"].create(
            {
                "client_id": self.harbour.id,
                "user_id": self.manager.id,
                "reason": "Other side",
            }
        )
        self.env["mail.followers"].sudo().create(
            {
                "res_model": "law.client",
                "res_id": self.harbour.id,
                "partner_id": self.outsider.partner_id.id,
            }
        )
        follower = follower.exists() or follower.search(
            [("res_model", "=", "law.client"), ("res_id", "=", self.harbour.id)],
            limit=1,
        )
        for record in (message, task, follower, event):
            name = record._name.replace(".", "_")
            rule = self.env.ref(f"law_firm_client.{name}_rule_law_closed")
            mine = record.with_user(self.manager).with_context(active_test=False)
            domain = [("id", "=", record.id)]
            with self.subTest(model=record._name):
                self.assertFalse(mine.search(domain))
                rule.active = False
                self.assertTrue(mine.search(domain))
                rule.active = True
                self.assertFalse(mine.search(domain))

    def test_a_form_is_checked_by_somebody_who_may_read_it(self):
        self.bar(self.manager, self.harbour)
        form = self.records[2]
        self.assertTrue(form._readable_by(form._checker()))
        self.assertNotEqual(form._checker(), self.manager)

    def test_an_attempt_is_not_handed_to_somebody_who_may_not_read(self):
        attempt = self.records[3].with_user(self.manager)
        with self.assertRefused(UserError, "may not read this"):
            attempt.with_context(tracking_disable=False).user_id = self.outsider

    def test_whoever_may_not_read_a_client_gets_no_error_but_nothing(self):
        with self.assertRaises(AccessError):
            self.harbour.with_user(self.outsider).message_post(body=SECRET)
