# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged

from ...models.client.law_client_provenance import TRACED_FIELDS
from ...models.client.law_client_update_topic import CARD_TOPICS
from .update_common import UpdateCase


@tagged("post_install", "-at_install", "s53")
class TestUpdateValues(UpdateCase):
    """Every value of the card can be proposed, in the type of its field."""

    def test_every_traced_field_can_be_proposed(self):
        topics = {name for names in CARD_TOPICS.values() for name in names}
        self.assertEqual(topics, TRACED_FIELDS)

    def test_each_type_comes_onto_the_card_as_such(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        industry = self.env.ref("base.res_partner_industry_C")
        lines = self.env["res.partner.industry"].search([], limit=2)
        service = self.env["law.service"].search([], limit=1)
        person = self.harbour.person_ids
        given = {
            "philosophy": "Slow and steady",
            "registered_on": "2001-02-03",
            "registered_capital": 1500000.5,
            "employee_count": 240,
            "size": "medium",
            "lang": "zh_CN",
            "industry_id": industry.id,
            "country_id": self.env.ref("base.in").id,
            "decision_maker_id": person.id,
            "business_line_ids": lines.ids,
            "service_ids": service.ids,
            "website": "https://harbour.example.com",
        }
        self.posted(*((name, {name: value}) for name, value in given.items()))
        card = self.harbour
        self.assertEqual(card.philosophy, "Slow and steady")
        self.assertEqual(str(card.registered_on), "2001-02-03")
        self.assertEqual(card.registered_capital, 1500000.5)
        self.assertEqual(card.employee_count, 240)
        self.assertEqual(card.size, "medium")
        self.assertEqual(card.industry_id, industry)
        self.assertEqual(card.country_id.code, "IN")
        self.assertEqual(card.decision_maker_id, person)
        self.assertEqual(card.business_line_ids, lines)
        self.assertEqual(card.service_ids, service)
        self.assertEqual(card.website, "https://harbour.example.com")

    def test_impossible_values_are_refused_when_written(self):
        stranger = self.make_person(self.foreign, "Somebody Else", "owner")
        for topic, value in (
            ("registered_on", "yesterday"),
            ("registered_capital", "a lot"),
            ("registered_capital", -5),
            ("registered_capital", float("inf")),
            ("employee_count", 12.5),
            ("employee_count", True),
            ("size", "huge"),
            ("phone", 5),
            ("industry_id", 10**6),
            ("decision_maker_id", stranger.id),
            ("service_ids", ["x"]),
            ("service_ids", [10**6]),
            ("email", "not an address"),
            ("email", "two@example.com, more@example.com"),
            ("phone", "abc"),
            ("phone", "139"),
            ("website", "javascript:alert(1)"),
            ("website", "our website"),
            ("registered_on", "2999-01-01"),
            ("client_since", str(self.today + timedelta(days=1))),
        ):
            with self.subTest(topic=topic, value=value):
                with self.assertRaises(ValidationError):
                    self.write_form((topic, {topic: value}))

    def test_refusal_says_what_is_wrong_and_what_to_do(self):
        for topic, value, message in (
            ("phone", "abc", "'abc' is not a phone number. Enter one number"),
            ("website", "javascript:alert(1)", "Enter one such as www"),
            ("client_since", "2999-01-01", "Client Since: 01/01/2999 lies in the fut"),
        ):
            with self.assertRefused(ValidationError, message):
                self.write_form((topic, {topic: value}))
        with self.assertRefused(ValidationError, "not a phone number"):
            self.write_form(("person_new", {"name": "Li", "phone": "one three nine"}))

    def test_phone_is_one_of_the_clients_country_or_of_the_firms(self):
        self.harbour.country_id = self.env.ref("base.de")
        self.company_a.country_id = self.env.ref("base.cn")
        for number in ("030 23125 000", "021 5555 0199", "+44 20 7946 0101"):
            line = self.write_form(("phone", {"phone": number})).line_ids
            self.assertEqual(line.proposed, {"phone": number})

    def test_impossible_registration_number_is_refused_at_once(self):
        self.harbour.write(
            {"company_registry": False, "country_id": self.env.ref("base.cn").id}
        )
        with self.assertRaisesRegex(ValidationError, "business licence"):
            self.write_form(
                ("company_registry", {"company_registry": "91310000MA1K000000"})
            )

    def test_list_is_proposed_from_what_the_card_has(self):
        services = self.env["law.service"].search([], limit=2)
        self.harbour.service_ids = services[0]
        form = self.write_form()
        line = (
            self.env["law.client.update.line"]
            .with_user(self.lawyer)
            .create({"update_id": form.id, "topic": "service_ids"})
        )
        self.assertEqual(line.proposed, {"service_ids": services[0].ids})
        line.proposed = {"service_ids": services.ids}
        self.assertEqual(line.old_text, services[0].display_name)
        self.assertEqual(line.old, {"service_ids": services[0].ids})

    def test_present_value_shows_as_soon_as_a_field_is_chosen(self):
        with Form(self.env["law.client.update"].with_user(self.lawyer)) as form:
            form.client_id = self.harbour
            with form.line_ids.new() as line:
                line.topic = "phone"
                self.assertEqual(line.diff["old"], [["same", "021 5555 0100"]])
                line.proposed = {"phone": "021 5555 0199"}
        saved = form.record
        self.assertEqual(saved.line_ids.proposed_text, "021 5555 0199")

    def test_topics_are_in_the_readers_language(self):
        labels = dict(self.env["law.client.update.line"]._selection_topic())
        self.assertEqual(labels["company_registry"], "Registration number")
        self.assertEqual(len(set(labels.values())), len(labels))

    def test_text_of_a_value_is_readable(self):
        line = self.write_form(("size", {"size": "large"})).line_ids
        self.assertEqual(line.proposed_text, "Large")
        line = self.write_form(
            (
                "person_new",
                {"name": "Li Hua", "role": "finance", "phone": "13900000001"},
            )
        ).line_ids
        self.assertEqual(line.proposed_text, "Li Hua · Finance · 13900000001")


@tagged("post_install", "-at_install", "s53")
class TestUpdatePeople(UpdateCase):
    """New people, ended positions, needs and standings come by the same form."""

    def test_new_person_comes_with_a_position(self):
        self.posted(
            (
                "person_new",
                {
                    "name": "Li Hua",
                    "role": "finance",
                    "phone": "139 0000 0001",
                    "email": "li.hua@example.com",
                },
            )
        )
        person = self.harbour.person_ids.filtered(lambda p: p.name == "Li Hua")
        self.assertEqual(person.email, "li.hua@example.com")
        self.assertEqual(person.partner_id.parent_id, self.harbour.partner_id)
        self.assertEqual(person.position_ids.role, "finance")
        self.assertEqual(person.position_ids.source, "lawyer_visit")

    def test_known_person_gets_a_further_position_not_a_double(self):
        count = len(self.harbour.person_ids)
        form = self.submitted(("person_new", {"name": "chen legal", "role": "owner"}))
        self.assertEqual(form.line_ids.old["name"], "Chen Legal")
        form.action_accept_all()
        form.action_post()
        self.assertEqual(len(self.harbour.person_ids), count)
        self.assertEqual(
            set(self.harbour.person_ids.position_ids.mapped("role")),
            {"legal_representative", "owner"},
        )

    def test_phone_of_a_person_is_changed(self):
        person = self.harbour.person_ids
        person.phone = "139 0000 0001"
        form = self.submitted(
            ("person_contact", {"person_id": person.id, "phone": "139 0000 0002"})
        )
        self.assertIn("139 0000 0001", form.line_ids.old_text)
        person.email = "chen@example.com"
        self.assertFalse(form.line_ids.changed)
        person.phone = "139 0000 0003"
        form.invalidate_recordset()
        form.line_ids.invalidate_recordset()
        self.assertTrue(form.line_ids.changed)
        form.line_ids.action_apply_anyway()
        form.action_post()
        self.assertEqual(person.phone, "139 0000 0002")
        self.assertEqual(person.email, "chen@example.com")

    def test_position_ends(self):
        position = self.harbour.person_ids.position_ids
        self.posted(
            (
                "position_end",
                {
                    "person_id": position.person_id.id,
                    "role": "legal_representative",
                    "date_to": str(self.yesterday),
                },
            )
        )
        self.assertEqual(position.date_to, self.yesterday)

    def test_position_that_nobody_holds_cannot_end(self):
        form = self.write_form(
            (
                "position_end",
                {
                    "person_id": self.harbour.person_ids.id,
                    "role": "finance",
                    "date_to": str(self.yesterday),
                },
            )
        )
        with self.assertRaisesRegex(UserError, "does not hold"):
            form.action_submit()

    def test_position_that_ended_meanwhile_is_not_ended_again(self):
        position = self.harbour.person_ids.position_ids
        form = self.submitted(
            (
                "position_end",
                {
                    "person_id": position.person_id.id,
                    "role": position.role,
                    "date_to": str(self.today),
                },
            )
        )
        position.date_to = self.yesterday
        self.assertTrue(form.line_ids.changed)
        form.line_ids.action_apply_anyway()
        with self.assertRaisesRegex(UserError, "no such open position"):
            form.action_post()

    def test_incomplete_person_is_not_submitted(self):
        form = self.write_form(("person_new", {"phone": "13900000001"}))
        with self.assertRaisesRegex(UserError, "Name, Role"):
            form.action_submit()

    def test_need_and_standing_are_those_of_the_author_and_the_day(self):
        self.posted(
            ("need", {"name": "Wants a template for tenders", "urgency": "4"}),
            ("standing", {"kind": "credit", "rating": "2", "note": "Pays late"}),
        )
        need = self.harbour.need_ids
        standing = self.harbour.standing_ids
        self.assertEqual(need.name, "Wants a template for tenders")
        self.assertEqual(standing.rating, "2")
        for record in (need, standing):
            self.assertEqual(record.user_id, self.lawyer)
            self.assertEqual(record.date, self.yesterday)
            self.assertEqual(record.source, "lawyer_visit")

    def test_standing_shows_the_one_before(self):
        self.env["law.client.standing"].create(
            {"client_id": self.harbour.id, "kind": "credit", "rating": "4"}
        )
        line = self.submitted(("standing", {"kind": "credit", "rating": "2"})).line_ids
        self.assertEqual(line.old_text, "Credit · High")
        self.assertEqual(line.block, "dealings")


@tagged("post_install", "-at_install", "s53")
class TestUpdateNewClient(UpdateCase):
    """A client whom the database does not know yet is proposed in the same way."""

    NAME = "Lotus Silk Mill Ltd"

    def _propose(self, name=NAME):
        return self.write_form(
            ("phone", {"phone": "0571 8888 0001"}),
            client_id=False,
            client_name=name,
            submit=True,
        ).with_user(self.manager2)

    def test_new_client_becomes_a_prospect_with_its_lawyer(self):
        form = self._propose()
        self.assertEqual(form.activity_ids.user_id, self.head)
        form.action_accept_all()
        form.action_post()
        client = form.client_id
        self.assertEqual((client.name, client.state), (self.NAME, "prospect"))
        self.assertEqual(client.company_id, self.company_a)
        self.assertEqual(client.phone, "0571 8888 0001")
        self.assertEqual(client.handling_user_ids, self.lawyer)
        self.assertEqual(client.manager_id, self.manager2)
        self.assertIn(client, self.env["law.client"].with_user(self.lawyer).search([]))

    def test_proposal_of_a_new_client_is_seen_by_author_and_managers(self):
        form = self._propose()
        self.assertNotIn(
            form, self.env["law.client.update"].with_user(self.lawyer2).search([])
        )
        self.assertIn(form, form.search([]))

    def test_client_of_the_same_name_must_be_looked_at_first(self):
        form = self._propose("HARBOUR TRADING LIMITED")
        self.assertEqual(form.duplicate_ids, self.harbour)
        form.action_accept_all()
        with self.assertRaisesRegex(UserError, "Harbour Trading Ltd"):
            form.action_post()
        form.action_confirm_new_client()
        form.action_post()
        self.assertNotEqual(form.client_id, self.harbour)

    def test_form_names_a_client(self):
        form = self.write_form(("habits", {"habits": "Tea"}), client_id=False)
        with self.assertRaisesRegex(UserError, "the client"):
            form.action_submit()

    def test_values_that_no_card_can_hold_are_refused_in_words(self):
        for topic, value in (
            ("registered_capital", {"registered_capital": 1e308}),
            ("registered_capital", {"registered_capital": 10**400}),
            ("employee_count", {"employee_count": 2**40}),
            ("phone", "a text"),
            ("phone", [1]),
            ("phone", {"phone": "12\x0034"}),
            ("nope", {"nope": 1}),
        ):
            with self.subTest(topic=topic, value=str(value)[:20]):
                with self.assertRefused(ValidationError, "."):
                    self.write_form((topic, value))
