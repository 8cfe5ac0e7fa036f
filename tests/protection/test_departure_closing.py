from datetime import timedelta

from odoo import fields
from odoo.exceptions import AccessDenied, UserError
from odoo.http import STORED_SESSION_BYTES, root
from odoo.tests import HttpCase, freeze_time, tagged

from .leaver_common import LeaverCase


@tagged("post_install", "-at_install", "s65")
class TestClosing(LeaverCase):
    """Closing access, the return checklist, and the gate at the end."""

    def test_the_gate_names_what_is_missing(self):
        departure = self.ready()
        with self.assertRefused(UserError, "Places to hand over: 1"):
            departure.action_close()
        departure.action_hand_over()
        first = departure.check_ids.filtered("required")[:1]
        with self.assertRefused(UserError, f"To return: {first.name[:12]}"):
            departure.action_close()
        self.settle(departure)
        departure.action_close()
        self.assertEqual(departure.state, "closed")
        self.assertEqual(departure.closed_by_id, self.head)
        self.assertFalse(self.lawyer.active)
        self.assertTrue(self.lawyer.law_exports_frozen)

    def test_a_return_is_settled_in_ones_own_name_and_with_proof(self):
        departure = self.announce()
        check = departure.check_ids.filtered("needs_proof")[:1]
        with self.assertRefused(UserError, "needs a proof"):
            check.action_settle()
        check.proof = "Receipt 7"
        check.action_settle()
        self.assertEqual((check.done, check.done_by_id), (True, self.head))
        self.assertEqual(check.done_on, fields.Datetime.now().replace(microsecond=0))
        for values in (
            {"done": True},
            {"done_by_id": self.partner.id},
            {"done_on": "2020-01-01 00:00:00"},
        ):
            with self.subTest(values=values), self.assertRefused(UserError, ""):
                check.write(values)
        with self.assertRefused(UserError, "stays on the list"):
            check.unlink()

    def test_the_firm_writes_its_own_list(self):
        Item = self.env["law.departure.item"].with_user(self.head)
        Item.create({"name": "Robe", "company_id": self.company_a.id})
        Item.create({"name": "Wig"}).active = False
        names = self.announce().check_ids.mapped("name")
        self.assertIn("Robe", names)
        self.assertNotIn("Wig", names)

    def test_the_list_is_in_the_readers_language(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        item = self.env["law.departure.item"].create({"name": "Robe"})
        item.update_field_translations("name", {"zh_CN": "律师袍"})
        check = self.announce().check_ids.filtered(lambda c: c.item_id == item)
        self.assertEqual(check.with_context(lang="zh_CN").name, "律师袍")
        self.assertEqual(check.with_context(lang="en_US").name, "Robe")
        item.name = "Gown"
        self.assertEqual(check.with_context(lang="en_US").name, "Robe")

    def test_what_was_written_by_hand_is_taken_off(self):
        departure = self.announce()
        with self.assertRefused(UserError, "stays on the list"):
            departure.check_ids[:1].action_remove()
        own = departure.check_ids.create(
            {"departure_id": departure.id, "name": "Parking card"}
        )
        own.action_remove()
        self.assertFalse(own.exists())

    def let_in(self, user):
        """Give `user` a key of each kind, and return what opens without a login."""
        tomorrow = fields.Datetime.now() + timedelta(days=1)
        self.env["res.users.apikeys"].with_user(user).sudo()._generate(
            "rpc", "Script", tomorrow
        )
        if "auth_totp.device" in self.env:
            self.env["auth_totp.device"].with_user(user).sudo()._generate(
                "browser", "Laptop", tomorrow
            )
        paper = (
            self.env["ir.attachment"]
            .with_user(user)
            .sudo()
            .create({"name": "a.txt", "raw": b"a", "access_token": "secret"})
        )
        event = self.env["calendar.event"].create(
            {
                "name": "Old",
                "start": fields.Datetime.now() - timedelta(days=9),
                "stop": fields.Datetime.now() - timedelta(days=9),
                "partner_ids": [(6, 0, user.partner_id.ids)],
            }
        )
        user.partner_id.signup_prepare(signup_type="reset")
        return paper, event.attendee_ids

    def test_all_ways_in_are_closed(self):
        user = self.lawyer
        paper, guest = self.let_in(user)
        token = guest.access_token
        departure = self.announce()
        departure.action_close_access()
        self.env.invalidate_all()
        self.assertFalse(user.active)
        for model in ("res.users.apikeys", "auth_totp.device"):
            if model in self.env:
                keys = self.env[model].search([("user_id", "=", user.id)])
                self.assertFalse(keys, model)
        self.assertFalse(paper.access_token)
        self.assertNotEqual(guest.access_token, token)
        self.assertFalse(user.partner_id.signup_type)
        self.assertIn("API keys: 1", departure.access_record)
        self.assertIn(["api_keys", 1], departure.access_counts)
        departure._stamp({"access_record": "As it was noted then"})
        self.assertIn("API keys: 1", departure.access_closed)
        self.assertTrue(departure.access_closed_on)

    def test_news_and_jobs_end(self):
        user = self.lawyer
        self.harbour.message_subscribe(user.partner_id.ids)
        job = self.env["ir.cron"].create(
            {
                "name": "Weekly list by mail",
                "model_id": self.env["ir.model"]._get_id("law.client"),
                "code": "pass",
                "user_id": user.id,
            }
        )
        digest = self.env["digest.digest"].create(
            {"name": "Figures", "user_ids": [(6, 0, (user | self.head).ids)]}
        )
        self.announce().action_close_access()
        self.env.invalidate_all()
        self.assertFalse(job.active)
        self.assertEqual(digest.user_ids, self.head)
        self.assertFalse(
            self.env["mail.followers"].search([("partner_id", "=", user.partner_id.id)])
        )

    def test_what_is_closed_stays_closed(self):
        departure = self.announce()
        departure.action_close_access()
        departure.cancel_reason = "Stays"
        with self.assertRefused(UserError, "Access is closed"):
            departure.action_cancel()
        with self.assertRefused(UserError, departure.name):
            self.lawyer.with_user(self.env.ref("base.user_admin")).active = True

    def test_openings_and_grants_end(self):
        self.bar(self.head, self.lighthouse)
        self.env["law.emergency.open"].with_user(self.head).create(
            {
                "client_text": "灯塔科技有限公司",
                "reason": "The court calls tomorrow morning",
                "hours": 2,
            }
        ).action_open()
        opening = self.env["law.emergency.access"].search(
            [("user_id", "=", self.head.id)]
        )
        self.assertTrue(opening.running)
        departure = self.announce(self.head, by=self.partner)
        with self.assertRefused(UserError, "cannot be opened now"):
            self.env["law.emergency.access"]._open(
                self.harbour, self.head, "Another reason", 1
            )
        departure.action_ask_close()
        departure.with_user(self.second()).action_close_access()
        opening.invalidate_recordset()
        self.assertFalse(opening.running)

    def second(self):
        """Make a second head, and return it."""
        self.outsider.group_ids += self.env.ref("law_firm_client.group_client_head")
        return self.outsider

    def test_two_people_close_the_access_of_who_watches_over_others(self):
        second = self.second()
        admin = self.manager2
        admin.group_ids += self.env.ref("base.group_system")
        for leaver in (self.head, self.auditor, admin):
            departure = self.announce(leaver, by=self.partner, successor_id=second.id)
            with self.subTest(user=leaver.login):
                for shut in (departure.action_close_access, departure.action_close):
                    with self.assertRefused(UserError, "two people"):
                        shut()
                with self.assertRefused(UserError, "cannot be entered"):
                    departure.write({"close_asked_by_id": second.id})
                departure.with_user(second).action_ask_close()
                for user in (self.partner, second):
                    with self.assertRefused(UserError, "Another head"):
                        departure.with_user(user).action_close_access()
                departure.action_ask_close()
                with self.assertRefused(UserError, "Another head"):
                    departure.action_close_access()
                self.assertTrue(leaver.active)
                departure.with_user(second).action_close_access()
                self.env.invalidate_all()
                self.assertFalse(leaver.active)
        departure = self.announce()
        with self.assertRefused(UserError, "Close access yourself"):
            departure.action_ask_close()

    def test_the_last_day_is_no_way_around_the_second(self):
        for days in (-1, 0, 2):
            day = self.today + timedelta(days=days)
            with self.subTest(days=days), self.assertRefused(UserError, "earliest"):
                self.announce(self.head, by=self.partner, last_day=day)
        departure = self.announce(self.head, by=self.partner)
        with self.assertRefused(UserError, "earliest"):
            departure.last_day = self.today
        departure.last_day = self.today + timedelta(days=3)
        self.night()
        self.assertTrue(self.head.active)
        with freeze_time(fields.Datetime.now() + timedelta(days=5)):
            self.night()
        self.assertFalse(self.head.active)

    def test_partners_and_auditors_are_told_and_not_the_leaver(self):
        departure = self.announce(self.auditor)
        departure.action_ask_close()
        other = self.announce()
        for number, count in ((departure.name, 2), (other.name, 1)):
            news = self.env["mail.message"].search(
                [("subject", "=", f"Departure {number}"), ("model", "=", False)]
            )
            self.assertEqual(len(news), count)
            self.assertIn(self.partner.partner_id, news.partner_ids)
            self.assertNotIn(self.lawyer.partner_id, news.partner_ids)
            auditor = self.auditor.partner_id in news.partner_ids
            self.assertEqual(auditor, number == other.name)
            self.assertNotIn("Harbour", "".join(news.mapped("body")))
            self.assertEqual(news.author_id, self.head.partner_id)

    def night(self):
        job = self.env.ref("law_firm_client.cron_departure_last_day")
        job.method_direct_trigger()
        self.env.invalidate_all()

    def test_the_last_day_closes_access_handed_over_or_not(self):
        departure = self.announce(last_day=self.today)
        self.night()
        self.assertTrue(self.lawyer.active)
        with freeze_time(fields.Datetime.now() + timedelta(days=2)):
            self.night()
        self.assertFalse(self.lawyer.active)
        self.assertEqual(departure.state, "announced")
        self.assertEqual(departure.line_ids.client_id, self.harbour)
        departure.successor_id = self.manager
        departure.line_ids.successor_id = self.lawyer2
        departure.action_hand_over()
        self.assertEqual(self.current(self.harbour, "handling"), self.lawyer2)


@tagged("post_install", "-at_install", "s65")
class TestThrownOut(HttpCase, LeaverCase):
    """The same with a browser that is logged in."""

    def test_a_browser_that_is_logged_in_is_thrown_out(self):
        self.authenticate("test_lawyer", "test_lawyer")
        url = f"/web/dataset/call_kw/law.client/read/{self.harbour.id}"
        call = {
            "params": {
                "model": "law.client",
                "method": "read",
                "args": [self.harbour.ids, ["name"]],
                "kwargs": {},
            }
        }
        answer = self.url_open(url, json=call).json()
        self.assertEqual(answer["result"][0]["name"], "Harbour Trading Ltd")
        self.assertIn("/odoo", self.url_open("/odoo").url)
        devices = self.env["res.device"]
        mine = [("user_id", "=", self.lawyer.id)]
        self.env["res.device.log"].create(
            {
                "session_identifier": self.session.sid[:STORED_SESSION_BYTES],
                "user_id": self.lawyer.id,
                "first_activity": fields.Datetime.now(),
                "last_activity": fields.Datetime.now(),
            }
        )
        self.assertTrue(devices.search(mine))
        self.announce().action_close_access()
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(devices.search(mine))
        self.assertFalse(root.session_store.get(self.session.sid).uid)
        answer = self.url_open(url, json=call).json()
        self.assertIn("Session", answer["error"]["message"])
        self.assertIn("/web/login", self.url_open("/odoo").url)
        with self.assertRaises(AccessDenied):
            self.env["res.users"].authenticate(
                {
                    "login": "test_lawyer",
                    "password": "test_lawyer",
                    "type": "password",
                },
                {"interactive": True},
            )
