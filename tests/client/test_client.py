# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import FirmCase

# Records below a client that have tests of their access of their own.
OWN_TESTS = {
    "law.client.listing": "tests/protection/test_wall_models.py",
    "law.client.import.row": "tests/client/test_import_access.py",
    "law.client.update.line": "tests/client/test_update_access.py",
}


@tagged("post_install", "-at_install", "s1", "s10", "s17", "s20", "s50", "s53")
class TestClient(FirmCase):
    """The client's record: whose it is, who finds it, what it refuses."""

    def _as(self, user, model="law.client"):
        return self.env[model].with_user(user)

    def test_client_belongs_to_company_and_is_numbered(self):
        client = self._as(self.manager).create({"name": "Quay Ltd", "is_company": True})
        self.assertEqual(client.company_id, self.company_a)
        self.assertEqual(client.partner_id.company_id, self.company_a)
        self.assertRegex(client.code, r"^C\d{5}$")
        self.assertEqual(client.state, "prospect")

    def test_one_card_per_contact_and_company(self):
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self._as(self.manager).create({"partner_id": self.harbour.partner_id.id})

    def test_contact_may_be_client_of_both_companies(self):
        partner = self.make_contact("Shared Holding Ltd")
        cards = self.env["law.client"].create(
            [
                {"partner_id": partner.id, "company_id": company.id}
                for company in (self.company_a, self.company_b)
            ]
        )
        self.assertEqual(len(cards), 2)
        self.assertFalse(partner.company_id, "a shared contact stays shared")

    def test_card_is_not_copied(self):
        with self.assertRaisesRegex(UserError, "one card"):
            self.harbour.with_user(self.manager).copy()

    def test_who_sees_which_client(self):
        firm = self.harbour | self.lighthouse | self.foreign
        expected = {
            self.lawyer: self.harbour,
            self.lawyer2: self.lighthouse,
            self.outsider: firm.browse(),
            self.manager: self.harbour | self.lighthouse,
            self.head: self.harbour | self.lighthouse,
            self.partner: self.harbour | self.lighthouse,
            self.manager_b: self.foreign,
        }
        for user, clients in expected.items():
            with self.subTest(user=user.login):
                seen = self._as(user).search([("id", "in", firm.ids)])
                self.assertEqual(seen, clients.with_user(user))

    def test_roles_without_clients_are_refused(self):
        for user in (self.marketing, self.auditor, self.committee):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.harbour.with_user(user).read(["name"])

    def test_every_child_record_is_hidden_from_outsiders(self):
        """Whatever hangs on a client is behind the client's own authorisation."""
        self._fill(self.harbour)
        for name, model in self.env.items():
            field = model._fields.get("client_id")
            if not name.startswith("law.client") and name not in (
                "law.need",
                "law.person.fact",
                "law.reactivation",
                "law.relation.end",
            ):
                continue
            if not field or model._transient or model._abstract or name in OWN_TESTS:
                continue
            domain = [("client_id", "=", self.harbour.id)]
            with self.subTest(model=name):
                self.assertTrue(self.env[name].sudo().search_count(domain, limit=1))
                for user in (self.outsider, self.manager_b, self.auditor):
                    model = self._as(user, name)
                    self.assertFalse(model.has_access("read") and model.search(domain))

    def _fill(self, client):
        person = self.env["law.client.person"].create(
            {
                "client_id": client.id,
                "name": "Ann Porter",
                "position_ids": [(0, 0, {"role": "owner", "share": 60})],
                "fact_ids": [
                    (0, 0, {"kind": "hobby", "value": "Go", "purpose": "small talk"})
                ],
            }
        )
        client.write(
            {
                "alias_ids": [(0, 0, {"name": "Harbor Trading"})],
                "standing_ids": [(0, 0, {"kind": "credit", "rating": "4"})],
                "event_ids": [(0, 0, {"note": "First meeting"})],
                "need_ids": [(0, 0, {"name": "Review of contracts"})],
                "reactivation_ids": [(0, 0, {})],
                "decision_maker_id": person.id,
            }
        )
        other = self.make_contact("Rope Works Ltd")
        self.env["law.relation"].create(
            {
                "company_id": client.company_id.id,
                "left_id": other.id,
                "right_id": client.partner_id.id,
                "type_id": self.env.ref("law_firm_client.relation_supplies").id,
            }
        )
        if "law.client.update" in self.env:
            self.env["law.client.update"].with_user(self.lawyer).create(
                {"client_id": client.id}
            )
        self.env.flush_all()

    def test_lawyer_reads_but_does_not_write_the_card(self):
        harbour = self.harbour.with_user(self.lawyer)
        self.assertEqual(harbour.name, "Harbour Trading Ltd")
        with self.assertRaises(AccessError):
            harbour.write({"phone": "020 7946 0001"})
        with self.assertRaises(AccessError):
            self._as(self.lawyer).create({"name": "Private Client"})

    def test_nonsense_is_no_phone_and_no_email_of_a_client_or_key_person(self):
        manager = self._as(self.manager)
        people = self.env["law.client.person"].with_user(self.manager)
        person = self.harbour.person_ids.with_user(self.manager)
        harbour = self.harbour.with_user(self.manager)
        for given, message in (
            ({"phone": "abc"}, "'abc' is not a phone number"),
            ({"email": "not an email"}, "'not an email' is not an e-mail address"),
        ):
            for refused in (
                lambda given=given: harbour.write(given),
                lambda given=given: harbour.partner_id.write(given),
                lambda given=given: person.write(given),
                lambda given=given: manager.create({"name": "New", **given}),
                lambda given=given: people.create(
                    {"client_id": self.harbour.id, "name": "New", **given}
                ),
            ):
                with self.assertRefused(ValidationError, message):
                    refused()

    def test_what_stood_on_a_contact_before_blocks_nothing(self):
        contact = self.make_contact("Odd Ltd", phone="abc", email="none")
        client = self._as(self.manager).create({"partner_id": contact.id})
        client.write({"city": "Ningbo", "phone": "0574 8888 0001"})
        self.assertEqual((client.email, client.city), ("none", "Ningbo"))

    def test_wrong_registration_number_is_refused(self):
        cn = self.env.ref("base.cn")
        harbour = self.harbour.with_user(self.manager)
        self.harbour.write({"company_registry": False, "country_id": cn.id})
        with self.assertRaisesRegex(ValidationError, "check digit"):
            harbour.company_registry = "91110000600037341X"
        harbour.company_registry = "91110000600037341L"
        self.assertEqual(harbour.registration_key, "91110000600037341L")

    def test_registration_is_checked_on_the_contact_too(self):
        cn = self.env.ref("base.cn")
        self.harbour.write({"company_registry": False, "country_id": cn.id})
        with self.assertRaises(ValidationError):
            self.harbour.partner_id.with_user(self.manager).company_registry = "123"
        free = self.make_contact("Nobody's Client", country_id=cn.id)
        free.company_registry = "123"

    def test_search_finds_aliases_and_numbers(self):
        self.harbour.alias_ids = [(0, 0, {"name": "老港贸易", "kind": "former"})]
        Client = self._as(self.manager)
        for text in ("老港", self.harbour.code, "Harbour"):
            with self.subTest(text=text):
                found = [row[0] for row in Client.name_search(text)]
                self.assertIn(self.harbour.id, found)

    def test_marketing_list_has_no_sensitive_column_and_no_person(self):
        person = self.make_client("Zhang San", company=self.company_a, state="prospect")
        person.is_company = False
        self.env.flush_all()
        Listing = self._as(self.marketing, "law.client.listing")
        rows = Listing.search_read([])
        self.assertIn("Harbour Trading Ltd", [row["name"] for row in rows])
        self.assertNotIn("Zhang San", [row["name"] for row in rows])
        self.assertNotIn("Foreign Shipping Ltd", [row["name"] for row in rows])
        self.assertFalse(
            {"phone", "email", "street", "company_registry", "taboo_topics"}
            & Listing._fields.keys()
        )

    def test_form_warns_of_a_client_that_the_firm_has(self):
        Client = self.env["law.client"].with_user(self.manager)
        for vals in (
            {"name": "HARBOUR TRADING LIMITED"},
            {"name": "Port", "email": f"Client{self.harbour.id}@example.com"},
        ):
            with self.subTest(vals=vals):
                self.assertIn(self.harbour, Client.create(vals).duplicate_ids)
        draft = Client.new({"name": "Harbour Trading, Ltd."})
        self.assertIn(self.harbour, draft.duplicate_ids._origin)
        self.assertFalse(Client.create({"name": "Foreign Shipping"}).duplicate_ids)

    def test_finished_call_is_a_contact(self):
        harbour = self.harbour.with_user(self.lawyer)
        self.harbour.last_contact_on = "2020-01-01"
        call = harbour.activity_schedule(
            "mail.mail_activity_data_call", user_id=self.lawyer.id
        )
        call.action_feedback(feedback="Spoke with the owner")
        self.assertEqual(harbour.last_contact_on, fields.Date.context_today(harbour))

    def test_lawyer_of_the_team_writes_in_the_chatter(self):
        text = "Called today"
        self.harbour.with_user(self.lawyer).message_post(body=text)
        with self.assertRaises(AccessError):
            self.harbour.with_user(self.lawyer2).message_post(body=text)

    def test_what_the_system_keeps_is_not_typed_in(self):
        harbour = self.harbour.with_user(self.head)
        for vals in (
            {"completeness": 100},
            {"provenance": {}},
            {"state_since": "2001-01-01"},
            {"code": "C1"},
            {"partner_id": self.lighthouse.partner_id.id},
            {"company_id": self.company_b.id},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                harbour.write(vals)
        with self.assertRaises(UserError):
            harbour.create({"name": "Perfect Ltd", "fit_score": 100})
        harbour.write({"company_id": self.company_a.id, "phone": "020 7946 0009"})

    def test_nothing_moves_to_the_card_of_another_client(self):
        need = (
            self.env["law.need"]
            .with_user(self.lawyer)
            .create({"client_id": self.harbour.id, "name": "Audit"})
        )
        with self.assertRaisesRegex(UserError, "other card"):
            need.client_id = self.lighthouse
        person = self.make_person(self.harbour, "Ann Porter", "contact")
        other = self.make_person(self.lighthouse, "Bo Li", "contact")
        with self.assertRaises(UserError):
            person.position_ids.with_user(self.manager).person_id = other
        fact = (
            self.env["law.person.fact"]
            .with_user(self.lawyer)
            .create(
                {"person_id": person.id, "kind": "hobby", "value": "Go", "purpose": "x"}
            )
        )
        with self.assertRaises(UserError):
            fact.person_id = other

    def test_nobody_learns_from_contacts_who_is_a_client(self):
        Partner = self.env["res.partner"].with_user(self.outsider)
        with self.assertRaises(AccessError):
            Partner.search([("law_client_ids", "!=", False)])
        seen = self.harbour.partner_id.with_user(self.outsider)
        self.assertFalse(seen.law_client_id)
        with self.assertRaises(UserError):
            seen.action_open_law_client()
        self.assertEqual(
            self.harbour.partner_id.with_user(self.lawyer).law_client_id, self.harbour
        )

    def test_a_form_names_no_client_that_one_may_not_see(self):
        for model in ("law.need", "law.client.standing", "law.client.transition"):
            form = (
                self.env[model]
                .with_user(self.lawyer)
                .with_context(default_client_id=self.lighthouse.id)
            )
            spec = {"client_id": {"fields": {"display_name": {}}}}
            with self.subTest(model=model), self.assertRaises(AccessError):
                form.onchange({}, [], spec)
        with self.assertRaises(AccessError):
            self.env["law.client.transition"].with_user(self.manager).create(
                {"client_id": self.foreign.id, "state": "active"}
            )

    def test_origin_from_the_context_is_not_believed_blindly(self):
        harbour = self.harbour.with_user(self.manager)
        harbour.with_context(law_origin="nope,1", law_source="bogus").phone = "1234567"
        harbour.with_context(law_origin=5).phone = "12345678"
        row = next(r for r in harbour.provenance_board if r["field"] == "phone")
        self.assertEqual((row["source"], row["origin"]), ("Typed in", ""))
        with self.assertRaises(UserError):
            harbour.with_context(law_source_date="zzz").phone = "1"

    def test_impossible_values_are_refused_in_words(self):
        person = self.make_person(self.lighthouse, "Bo Li", "contact")
        for vals in (
            {"name": "   "},
            {"client_since": "2999-01-01"},
            {"last_contact_on": "2999-01-01"},
            {"decision_maker_id": person.id},
        ):
            with self.subTest(vals=vals), self.assertRaises(UserError):
                self.harbour.with_user(self.manager).write(vals)

    def test_only_the_head_deletes(self):
        with self.assertRaises(AccessError):
            self.harbour.with_user(self.manager).unlink()
        with self.assertRaisesRegex(UserError, "Archive this client"):
            self.harbour.with_user(self.head).unlink()
        self.lighthouse.with_user(self.head).unlink()
        self.assertFalse(self.lighthouse.exists())

    def test_opening_the_list_costs_the_same_for_many_clients(self):
        """Twenty more clients in the list cost no further query."""
        names = ["name", "state", "manager_id", "completeness", "last_contact_on"]
        Client = self._as(self.manager)
        spec = dict.fromkeys(names, {})

        def count():
            self.forget()
            before = self.env.cr.sql_log_count
            Client.web_search_read([], spec)
            return self.env.cr.sql_log_count - before

        count()
        few = count()
        for number in range(20):
            self.make_client(f"Client {number}", state="prospect")
        self.assertEqual(count(), few)
