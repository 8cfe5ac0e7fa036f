# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from datetime import datetime, time, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged, warmup

from .update_common import UpdateCase

PHONE = ("phone", {"phone": "021 5555 0199"})


@tagged("post_install", "-at_install", "s18")
class TestUpdateProvenance(UpdateCase):
    """The card knows of each value who told it, when, and by which form."""

    def test_value_keeps_source_day_person_and_form(self):
        form = self.posted(PHONE)
        self.assertEqual(
            self.harbour.provenance["phone"],
            {
                "source": "lawyer_visit",
                "on": str(self.yesterday),
                "by": self.lawyer.id,
                "origin": f"law.client.update,{form.id}",
            },
        )
        row = next(
            row
            for row in self.harbour.with_user(self.lawyer).provenance_board
            if row["field"] == "phone"
        )
        self.assertEqual(row["origin"], form.display_name)

    def test_source_is_that_of_the_collector(self):
        form = self.write_form(PHONE)
        self.assertEqual(form.source, "lawyer_visit")
        form = self.write_form(PHONE, user=self.manager)
        self.assertEqual(form.source, "manager_visit")

    def test_one_fresh_value_does_not_verify_its_block(self):
        self.assertFalse(self.write_form(PHONE).rest_confirmed)
        self.posted(PHONE)
        basic = self.harbour.block_ids.filtered(lambda b: b.block == "basic")
        self.assertFalse(basic.verified_on)
        self.assertTrue(basic.stale)
        self.assertEqual(self.harbour.provenance["phone"]["on"], str(self.yesterday))

    def test_blocks_gone_through_count_as_verified_that_day(self):
        self.posted(
            PHONE, ("habits", {"habits": "Tea, no coffee"}), rest_confirmed=True
        )
        blocks = self.harbour.block_ids.grouped("block")
        for name in ("basic", "contact"):
            self.assertEqual(blocks[name].verified_on, self.yesterday)
            self.assertEqual(blocks[name].verified_by_id, self.manager2)
            self.assertEqual(blocks[name].source, "lawyer_visit")
        self.assertFalse(blocks["traits"].verified_on)

    def test_later_verification_stays(self):
        block = self.harbour.block_ids.filtered(lambda b: b.block == "basic")
        block.with_user(self.manager).action_verify()
        self.posted(PHONE, rest_confirmed=True)
        self.assertEqual(block.verified_on, self.today)

    def test_last_contact_is_raised_never_lowered(self):
        self.posted(PHONE)
        self.assertEqual(self.harbour.last_contact_on, self.yesterday)
        self.posted(
            ("habits", {"habits": "Tea"}),
            contact_on=self.yesterday - timedelta(days=30),
        )
        self.assertEqual(self.harbour.last_contact_on, self.yesterday)

    def test_register_is_no_contact(self):
        self.harbour.last_contact_on = False
        self.posted(PHONE, source="registry")
        self.assertFalse(self.harbour.last_contact_on)


class MeasureCase(UpdateCase):
    def _run(self, returns=0, proposal=PHONE):
        """Walk a form through contact, submission, returns and posting."""
        contact = datetime.combine(self.yesterday, time(2))
        form = self.write_form(proposal, contact_time=10)
        with freeze_time(contact + timedelta(hours=24)):
            form.action_submit()
        with freeze_time(contact + timedelta(hours=30)):
            for _turn in range(returns):
                checked = form.with_user(self.manager2)
                checked.line_ids.write({"decision": "returned", "reason": "Again"})
                checked.action_return()
                form.with_user(self.lawyer).action_submit()
        with freeze_time(contact + timedelta(hours=48)):
            checked = form.with_user(self.manager2)
            checked.action_accept_all()
            checked.action_post()
        return form


@tagged("post_install", "-at_install", "s54")
class TestUpdateMeasures(MeasureCase):
    """Timeliness, accuracy and direction of the data are measured."""

    def test_hours_from_contact_to_card(self):
        self.lawyer.tz = "Asia/Shanghai"  # 10:00 there is 2:00 UTC
        form = self._run()
        self.assertEqual(form.hours_to_submission, 24)
        self.assertEqual(form.hours_to_check, 24)
        self.assertEqual(form.hours_to_posting, 48)

    def test_hours_of_a_day_without_time_count_from_its_end(self):
        self.lawyer.tz = "Asia/Shanghai"
        form = self.write_form(PHONE, contact_on="2024-03-01")
        self.assertEqual(form.contact_time, 0)
        self.assertEqual(str(form.contact_end), "2024-03-01 16:00:00")


@tagged("post_install", "-at_install", "s54")
class TestUpdateClock(UpdateCase):
    """It is 14:40 in Shanghai, where the lawyer is."""

    def setUp(self):
        super().setUp()
        self.lawyer.tz = "Asia/Shanghai"
        clock = freeze_time(datetime.combine(self.today, time(6, 40)))
        clock.start()
        self.addCleanup(clock.stop)

    def test_contact_of_today_has_just_ended(self):
        with Form(self.env["law.client.update"].with_user(self.lawyer)) as form:
            form.client_id = self.harbour
            self.assertEqual(form.contact_time, 14.5)
            form.contact_on = self.yesterday
            self.assertEqual(form.contact_time, 0)
        self.assertEqual(form.record.contact_time, 0)

    def test_contact_does_not_end_later_than_now_where_its_author_is(self):
        self.manager.tz = "Europe/London"
        for hours in (14.75, 23.5):
            with self.assertRefused(ValidationError, "it is 14:40 now"):
                self.write_form(PHONE, contact_on=self.today, contact_time=hours)
        form = self.write_form(
            PHONE,
            user=self.manager,
            user_id=self.lawyer.id,
            contact_on=self.today,
            contact_time=14.5,
        )
        self.assertEqual(form.contact_end, datetime.combine(self.today, time(6, 30)))

    def test_day_of_contact_is_that_of_its_author(self):
        with freeze_time(datetime.combine(self.yesterday, time(17))):
            form = self.write_form(PHONE, contact_on=self.today, contact_time=0.5)
        end = datetime.combine(self.yesterday, time(16, 30))
        self.assertEqual(form.contact_end, end)

    def test_posted_on_the_day_of_contact_has_taken_its_hours(self):
        form = self.submitted(PHONE, contact_on=self.today, contact_time=10)
        with freeze_time(datetime.combine(self.today, time(8))):
            form.action_accept_all()
            form.action_post()
        self.assertEqual(form.hours_to_posting, 6)

    def test_contact_of_today_is_submitted_with_its_time(self):
        form = self.write_form(PHONE, contact_on=self.today, contact_time=0)
        with self.assertRaisesRegex(UserError, "the contact of today ended"):
            form.action_submit()


@tagged("post_install", "-at_install", "s54")
class TestUpdateReturns(MeasureCase):
    """How often forms go back, and how many queries a posting costs."""

    def test_returns_and_corrections_are_counted(self):
        form = self._run(returns=2)
        self.assertEqual(form.return_count, 2)
        self.assertEqual(form.line_ids.correction_count, 2)
        self.assertEqual(form.correction_count, 2)
        self.assertEqual(form.return_rate, 100)

    def test_first_submission_counts_not_the_last(self):
        self.lawyer.tz = "Asia/Shanghai"
        self.assertEqual(self._run(returns=1).hours_to_submission, 24)

    def test_rates_by_lawyer_are_averages(self):
        forms = self._run() | self._run(1, ("habits", {"habits": "Tea"}))
        [[lawyer, rate, hours]] = forms._read_group(
            [("id", "in", forms.ids)],
            ["user_id"],
            ["return_rate:avg", "hours_to_posting:avg"],
        )
        self.assertEqual((lawyer, rate), (self.lawyer, 50))
        self.assertGreater(hours, 0)

    def test_undecided_return_is_not_counted(self):
        form = self.submitted(PHONE)
        form.line_ids.write({"decision": "returned", "reason": "Hm"})
        form.line_ids.write({"decision": "accepted"})
        form.action_post()
        self.assertEqual(form.return_rate, 0)
        self.assertEqual(form.line_ids.correction_count, 0)

    @warmup
    def test_posting_of_twenty_lines_stays_within_its_queries(self):
        self.harbour.invalidate_recordset()
        texts = {
            name: {name: f"New {name}"}
            for name in (
                "street street2 city zip vat philosophy direction features "
                "cooperation_note preferred_time habits taboo_topics"
            ).split()
        }
        texts |= {
            "phone": {"phone": "021 5555 0199"},
            "registered_on": {"registered_on": "2001-02-03"},
            "registered_capital": {"registered_capital": 5000},
            "employee_count": {"employee_count": 20},
            "size": {"size": "small"},
            "preferred_channel": {"preferred_channel": "phone"},
            "report_format": {"report_format": "call"},
            "website": {"website": "https://harbour.example.com"},
        }
        self.assertEqual(len(texts), 20)
        form = self.submitted(*texts.items())
        form.action_accept_all()
        self.forget()
        with self.assertQueryCount(78):
            form.action_post()
            self.env.flush_all()
