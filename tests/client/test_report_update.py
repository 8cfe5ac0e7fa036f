# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from datetime import datetime, time, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from .update_paper_common import FORM, UpdatePaperCase


@tagged("post_install", "-at_install", "s53", "s54")
class TestUpdateOnPaper(UpdatePaperCase):
    def lines(self, form, user=None):
        """Return what is printed of each proposal."""
        self.env.invalidate_all()
        return self.values(user or self.manager, FORM, form)["papers"][0]["lines"]

    def test_form_tells_the_contact_the_proposals_and_how_they_were_decided(self):
        self.manager2.tz = self.lawyer.tz = "Asia/Shanghai"
        moment = datetime.combine(self.yesterday, time(8))
        with freeze_time(moment):
            form = self.submitted(
                ("phone", {"phone": "021 5555 0199"}),
                ("need", {"name": "Port lease", "urgency": "4"}),
                contact_on=self.yesterday,
                contact_time=14.5,
            )
        with freeze_time(moment + timedelta(hours=4)):
            form.action_accept_all()
            form.action_post()
        page = self.form(self.manager2, form)
        day = self.yesterday.strftime("%m/%d/%Y")
        told = [
            "Client update form",
            "Harbour Trading Ltd",
            form.name,
            "Posted Confidential",
            f"Day of Contact {day}, until 14:30",
            "Source Lawyer's visit",
            "Proposed by Lawyer",
            f"Client Number {self.harbour.code}",
            "Client Manager Manager",
            f"Submitted On {day} 16:00",
            f"Posted On {day} 20:00",
            "Posted by Manager2",
            "Hours from Contact to Form 1.5",
            "Hours from Contact to Card 5.5",
            "Purpose Annual talk",
            "Next Step Send an offer for a compliance check",
            "PhoneBasic data 021 5555 0100 021 5555 0199 Accepted Manager2, ",
            "Need heardCurrent dealings – Port lease · High Accepted",
            "Lawyer: Lawyer",
            "Client manager: Manager2",
            "Date",
        ]
        places = [page.find(text) for text in told]
        self.assertNotIn(-1, places, f"Missing: {told[places.index(min(places))]}")
        self.assertEqual(sorted(places), places, "The order is lost.")

    def test_returned_line_says_why(self):
        form = self.submitted(("phone", {"phone": "021 5555 0199"}))
        form.line_ids.write({"decision": "returned", "reason": "Which extension?"})
        form.action_return()
        page = self.form(self.lawyer, form)
        self.assertIn("Returned Manager2, ", page)
        self.assertIn("Returned because Which extension?", page)
        self.assertIn("Times Returned 1", page)

    def test_decision_that_was_taken_back_names_nobody(self):
        form = self.submitted(("phone", {"phone": "021 5555 0199"}))
        form.action_accept_all()
        form.line_ids.write({"decision": "pending"})
        [line] = self.lines(form)
        self.assertEqual((line["by"], line["on"]), ("", ""))

    def test_removed_value_is_called_so(self):
        form = self.write_form(("preferred_time", {}))
        form.line_ids.to_empty = True
        [line] = self.lines(form)
        self.assertEqual(line["rows"], [("Mornings", "(removed)")])

    def test_form_says_whether_the_rest_was_gone_through(self):
        form = self.write_form(("preferred_time", {"preferred_time": "Evenings"}))
        rest = "Rest of the touched blocks: "
        self.assertIn(f"{rest}not gone through", self.form(self.manager, form))
        form.rest_confirmed = True
        self.assertIn(
            f"{rest}gone through with the client, still right",
            self.form(self.manager, form),
        )

    def test_remark_for_the_checker_is_printed(self):
        form = self.write_form(("phone", {"phone": "021 5555 0199"}))
        form.line_ids.note = "from the new card"
        self.assertIn("Remark from the new card", self.form(self.manager, form))

    def test_card_that_changed_meanwhile_shows_its_value_of_today(self):
        form = self.submitted(("phone", {"phone": "021 5555 0199"}))
        self.assertNotIn("On the card now", self.form(self.manager, form))
        self.harbour.phone = "021 5555 0177"
        page = self.form(self.manager, form)
        self.assertIn("021 5555 0100 021 5555 0199", page)
        self.assertIn("On the card now 021 5555 0177", page)

    def test_posted_value_that_was_replaced_since_shows_the_present_one(self):
        form = self.posted(
            ("phone", {"phone": "021 5555 0199"}),
            ("standing", {"kind": "satisfaction", "rating": "4"}),
        )
        self.assertEqual([line["now"] for line in self.lines(form)], [[], []])
        self.harbour.phone = False
        self.assertEqual([line["now"] for line in self.lines(form)], [["–"], []])

    def test_latest_judgement_stands_beside_a_proposed_one(self):
        for rating, date in (("2", "2020-01-01"), ("5", "2021-01-01")):
            self.env["law.client.standing"].create(
                {
                    "client_id": self.harbour.id,
                    "kind": "satisfaction",
                    "rating": rating,
                    "date": date,
                }
            )
        form = self.write_form(("standing", {"kind": "satisfaction", "rating": "1"}))
        self.assertIn(
            "Satisfaction · Very high Satisfaction · Very low",
            self.form(self.lawyer, form),
        )

    def test_new_client_is_named(self):
        form = self.write_form(
            ("city", {"city": "Ningbo"}), client_id=False, client_name="Ningbo Silk"
        )
        page = self.form(self.lawyer, form)
        self.assertIn("Ningbo Silk", page)
        self.assertIn("New client", page)
        self.assertIn("Not submitted yet.", page)

    def test_form_without_proposals_says_so(self):
        self.assertIn(
            "Nothing is proposed on this form yet.",
            self.form(self.lawyer, self.write_form()),
        )

    def test_long_values_come_in_pieces_beside_each_other(self):
        self.harbour.philosophy = "old " * 500
        form = self.write_form(("philosophy", {"philosophy": "新" * 2000}))
        [line] = self.lines(form)
        self.assertEqual("".join(new for _old, new in line["rows"]), "新" * 2000)
        self.assertEqual("".join(old for old, _new in line["rows"]).count("old"), 500)
        self.assertLess(max(len(text) for row in line["rows"] for text in row), 200)

    def test_nothing_chosen_is_said_so(self):
        with self.assertRefused(UserError, "Choose the update forms"):
            self.form(self.lawyer, self.env["law.client.update"])

    def test_many_forms_cost_no_more_queries_than_one(self):
        few = self.make_forms(1)
        self.form(self.manager2, few)  # fills what is cached beyond records
        one = self.count_queries(self.manager2, FORM, few)
        many = few | self.make_forms(8)
        self.assertEqual(self.count_queries(self.manager2, FORM, many), one)

    def make_forms(self, number):
        """Return forms about as many clients, with values of every type."""
        industries = self.env["res.partner.industry"].search([], limit=number)
        forms = self.env["law.client.update"]
        for industry in industries:
            client = self.make_client("Many Ltd", manager=self.manager)
            person = self.make_person(client, f"Chen {industry.id}", "owner")
            forms |= self.write_form(
                ("industry_id", {"industry_id": industry.id}),
                ("business_line_ids", {"business_line_ids": industries.ids}),
                ("decision_maker_id", {"decision_maker_id": person.id}),
                ("person_new", {"name": person.name, "role": "owner"}),
                ("person_contact", {"person_id": person.id, "phone": "13900000001"}),
                ("position_end", {"person_id": person.id, "role": "owner"}),
                ("standing", {"kind": "value", "rating": "3"}),
                ("need", {"name": "Lease"}),
                user=self.manager,
                client_id=client.id,
            )
        return forms


@tagged("post_install", "-at_install", "s53")
class TestUpdatePaperLanguage(UpdatePaperCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        cls.env["ir.module.module"]._load_module_terms(["law_firm_client"], ["zh_CN"])

    def test_form_speaks_chinese(self):
        form = self.submitted(("phone", {"phone": "021 5555 0199"}))
        page = self.form(self.lawyer, form, lang="zh_CN")
        day = self.yesterday.strftime(
            self.env["res.lang"]._get_data(code="zh_CN").date_format
        )
        manager = "客户管理人员: Manager"
        for text in ("客户信息更新表", "填表时资料卡内容", manager, day):
            self.assertIn(text, page)
        self.assertNotIn("Client update form", page)

    def test_blank_form_speaks_chinese(self):
        page = self.blank(self.lawyer, self.harbour, lang="zh_CN")
        for text in ("客户信息更新表", "打印日期", "新内容", "接触日期和时间"):
            self.assertIn(text, page)
        self.assertNotIn("Client update form", page)

    def wizard(self, records, **context):
        """Return the form of the wizard, as opened by the lawyer on `records`."""
        return Form(
            self.env["law.paper.print"]
            .with_user(self.lawyer)
            .with_context(
                active_model=records._name,
                active_ids=records.ids,
                lang="en_US",
                **context,
            )
        )

    def print_from(self, wizard):
        """Return the page that the wizard prints."""
        action = wizard.save().action_print()
        return self.paper(
            self.lawyer,
            action["report_name"],
            self.env["law.client"],
            data=action["data"],
            **action["context"],
        )

    def test_form_can_be_printed_in_another_language(self):
        form = self.write_form(("phone", {"phone": "021 5555 0199"}))
        wizard = self.wizard(form, default_paper="update")
        self.assertEqual((wizard.update_ids.ids, wizard.lang), (form.ids, "zh_CN"))
        self.assertIn("填表时资料卡内容", self.print_from(wizard))

    def test_blank_form_can_be_printed_in_another_language(self):
        wizard = self.wizard(self.harbour)
        self.assertEqual(wizard.paper, "dossier")
        wizard.paper = "blank"
        page = self.print_from(wizard)
        self.assertIn("新内容", page)
        self.assertIn(self.harbour.name, page)

    def test_list_of_forms_offers_a_blank_one_for_a_new_client(self):
        form = self.write_form(("phone", {"phone": "021 5555 0199"}))
        wizard = self.wizard(form, default_paper="blank")
        self.assertEqual((wizard.client_ids.ids, wizard.lang), ([], "en_US"))
        self.assertIn("New client", self.print_from(wizard))
