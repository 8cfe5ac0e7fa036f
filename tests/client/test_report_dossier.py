from datetime import timedelta

from freezegun import freeze_time

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import Form, tagged

from .dossier_common import DOSSIER, DossierCase


@tagged("post_install", "-at_install", "s8")
class TestDossier(DossierCase):
    def test_dossier_makes_the_client_known(self):
        page = self.dossier(self.partner)
        told = [
            "Confidential",
            "★ Harbour Trading Ltd",
            self.harbour.code,
            "Also known as HTL",
            "Client Manager Manager",
            "Handling Lawyers Lawyer",
            "Legal representative Chen Legal",
            "+86 21 5550 0000",
            "Card complete",
            "Satisfaction ●●●●○ High",
            "the old quarrel",
            "Chen Chair · decides",
            "known to team",
            "Not accounted for",
            "decides within a week",
            "Port lease",
            "watched since May",
            "Call about the lease",
            "Arbitration won",
            "●●○○○",
            "Where the values come from",
        ]
        places = [page.find(text) for text in told]
        self.assertNotIn(-1, places, f"Missing: {told[places.index(min(places))]}")
        self.assertEqual(places, sorted(places), "The order of importance is lost.")

    def test_risk_stands_on_the_first_page(self):
        risk = self.env["law.client.reason"].search([("kind", "=", "risk")], limit=1)
        self.harbour.write(
            {
                "at_risk": True,
                "risk_reason_id": risk.id,
                "risk_note": "asks for rebates",
            }
        )
        page = self.dossier(self.partner)
        self.assertIn(f"At risk since {self.lang_date(self.today)}: {risk.name}", page)
        self.assertLess(page.index("asks for rebates"), page.index("Who serves"))

    def lang_date(self, date):
        return date.strftime(self.env["res.lang"]._get_data(code="en_US").date_format)

    def test_trend_shows_where_the_indicator_goes(self):
        (row,) = self.sections(self.manager)["indicators"]["rows"]
        self.assertEqual((row["course"], row["trend"]), ([2, 4], "▲"))

    def test_kinds_that_nobody_judged_are_named(self):
        missing = self.sections(self.manager)["indicators"]["missing"]
        self.assertIn("Profit", missing)
        self.assertNotIn("Satisfaction", missing)

    def test_owners_say_what_is_not_accounted_for(self):
        holding = self.make_contact("Harbour Holding")
        self.relate(holding, "invests", self.harbour, share=25)
        owners = self.sections(self.manager)["owners"]
        self.assertEqual(
            [(owner["name"], owner["percent"]) for owner in owners],
            [
                ("Chen Chair", "60.5 %"),
                ("Harbour Holding", "25 %"),
                ("Not accounted for", "14.5 %"),
            ],
        )

    def test_an_owner_who_is_also_a_relation_owns_once(self):
        holding = self.make_contact("Harbour Holding")
        self.relate(holding, "invests", self.harbour, share=25)
        self.env["law.client.person"].create(
            {
                "client_id": self.harbour.id,
                "partner_id": holding.id,
                "position_ids": [Command.create({"role": "owner", "share": 25})],
            }
        )
        owners = self.sections(self.manager)["owners"]
        self.assertEqual(
            [owner["name"] for owner in owners],
            ["Chen Chair", "Harbour Holding", "Not accounted for"],
        )

    def test_relations_are_told_from_this_client_and_the_ended_ones_last(self):
        steel = self.make_contact("Steel Works")
        self.relate(
            self.harbour, "lends", steel, date_from="2010-01-01", date_to="2012-01-01"
        )
        self.relate(steel, "supplies", self.harbour, date_from="2015-01-01")
        rows = self.sections(self.manager)["relations"]["rows"]
        self.assertEqual(
            [(row["label"], row["name"], row["ended"]) for row in rows],
            [("buys from", "Steel Works", False), ("lends to", "Steel Works", True)],
        )

    def test_introduction_chain_names_the_nearest_first(self):
        bank, consultant = self.make_contact("Bank"), self.make_contact("Consultant")
        self.relate(bank, "introduced", consultant)
        self.relate(consultant, "introduced", self.harbour)
        self.assertIn("Came through Consultant ← Bank", self.dossier(self.manager))

    def test_introduction_chain_ends_where_the_readers_rights_end(self):
        bank = self.make_contact("Bank")
        self.relate(self.lighthouse, "introduced", bank)
        self.relate(bank, "introduced", self.harbour)
        self.assertIn(f"Bank ← {self.lighthouse.name}", self.dossier(self.manager))
        page = self.dossier(self.lawyer)
        self.assertIn("Came through Bank", page)
        self.assertNotIn(self.lighthouse.name, page)

    def test_former_positions_stand_below_the_present_ones(self):
        position = self.harbour.person_ids.position_ids.filtered(
            lambda p: p.role == "legal_representative"
        )
        position.write({"date_from": "2010-01-01", "date_to": "2018-12-31"})
        people = self.sections(self.manager)["people"]
        self.assertEqual([p["name"] for p in people], ["Chen Chair", "Chen Legal"])
        self.assertIn("Legal representative (", people[1]["former"])

    def test_almost_empty_client_gives_a_short_honest_dossier(self):
        page = self.dossier(self.manager, self.lighthouse)
        self.assertIn("No way to reach the client is on record", page)
        self.assertRegex(
            page, "Nothing on record: Indicators, Habits and taboos, Key people, Owners"
        )
        self.assertIn("Registration number", page, "What is missing is named.")
        self.assertNotIn("Cooperation history Date", page)

    def test_page_says_who_printed_it_and_when(self):
        self.lawyer.tz = "Asia/Shanghai"
        with freeze_time(f"{self.today} 20:30:00"):
            page = self.dossier(self.lawyer)
        tomorrow = self.today + timedelta(days=1)
        self.assertIn(f"Confidential · printed for Lawyer · {tomorrow} 04:30", page)

    def test_forty_people_cost_no_more_queries_than_two(self):
        self.dossier(self.manager)  # fills what is cached beyond records
        few = self.count_queries()
        for number in range(40):
            person = self.make_person(self.harbour, f"Person {number}", "executive")
            self.make_fact(person, f"fact {number}")
        self.assertEqual(self.count_queries(), few)

    def count_queries(self):
        self.forget()
        before = self.env.cr.sql_log_count
        self.sections(self.manager)
        return self.env.cr.sql_log_count - before

    def test_long_texts_come_in_pieces_that_fit_on_a_page(self):
        self.harbour.direction = "字" * 3000
        self.make_fact(self.chair, "word " * 1000)
        sections = self.sections(self.manager)
        texts = dict(sections["traits"]["rows"])["Business Direction"]
        self.assertEqual("".join(texts), "字" * 3000)
        self.assertLess(max(map(len, texts)), 300)
        rows = next(p["facts"] for p in sections["people"] if p["name"] == "Chen Chair")
        self.assertGreater(len(rows), 5)


@tagged("post_install", "-at_install", "s8")
class TestDossierLanguage(DossierCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("zh_CN")
        supplies = cls.env.ref("law_firm_client.relation_supplies")
        supplies.with_context(lang="zh_CN").inverse_name = "采购自"
        cls.relate(cls.make_contact("Steel Works"), "supplies", cls.harbour)
        cls.harbour.lang = "en_US"

    def test_dossier_speaks_the_language_of_the_reader(self):
        chinese = self.dossier(self.lawyer, lang="zh_CN")
        english = self.dossier(self.lawyer, lang="en_US")
        zh_date = self.env["res.lang"]._get_data(code="zh_CN").date_format
        event = self.harbour.event_ids.filtered(lambda e: e.kind == "engagement")
        self.assertIn("采购自", chinese)
        self.assertIn(event.date.strftime(zh_date), chinese)
        self.assertIn("buys from", english)
        self.assertNotIn("采购自", english)

    def test_dossier_can_be_printed_in_another_language(self):
        Wizard = self.env["law.paper.print"].with_user(self.lawyer)
        wizard = Wizard.with_context(
            active_model="law.client", active_ids=self.harbour.ids, lang="en_US"
        )
        form = Form(wizard)
        self.assertEqual(form.client_ids.ids, self.harbour.ids)
        form.lang = "zh_CN"
        action = form.save().action_print()
        self.assertEqual(action["report_name"], DOSSIER)
        self.assertEqual(action["context"]["lang"], "zh_CN")
        report = self.env["ir.actions.report"].with_user(self.lawyer)
        page, _type = report.with_context(**action["context"])._render_qweb_html(
            DOSSIER, None, data=action["data"]
        )
        self.assertIn("采购自", page.decode())

    def test_wizard_opens_no_other_door(self):
        Wizard = self.env["law.paper.print"].with_user(self.outsider)
        values = {"client_ids": [Command.set(self.harbour.ids)], "lang": "en_US"}
        with self.assertRefused(AccessError, "."):
            Wizard.create(values)
        report = self.env["ir.actions.report"].with_user(self.outsider)
        with self.assertRefused(AccessError, "."):
            report._render_qweb_html(
                DOSSIER, None, data={"client_ids": self.harbour.ids}
            )
