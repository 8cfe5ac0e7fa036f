from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..protection.privacy_common import PrivacyCase
from .engagement_common import EngagementCase

RULES = ("engagement", "matter")


@tagged("post_install", "-at_install", "s64")
class TestEngagementPrivacy(EngagementCase, PrivacyCase):
    """A party that is a person is found, and erased, like everybody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.engagement = cls.opened(cls.manager)
        cls.party = cls.env["law.engagement.party"].create(
            {
                "engagement_id": cls.engagement.id,
                "name": "張偉林",
                "other_names": "Wayland Cheung",
                "kind": "person",
                "note": "The brother of the buyer",
            }
        )

    def wanted(self, *records, **values):
        request = self.handled(**{"kind": "erasure", **values})
        request.action_search()
        self.settle(request, *records)
        return request

    def test_the_search_finds_the_party(self):
        request = self.handled()
        request.action_search()
        self.assertTrue(self.place(request, self.party))

    def test_the_firm_keeps_who_was_concerned_by_default(self):
        rules = [self.env.ref(f"law_firm_client.retention_{name}") for name in RULES]
        for rule in rules:
            self.assertGreaterEqual(rule.years, 10)
            self.assertIn("to be confirmed", rule.source)
            rule.active = True
        request = self.wanted(self.party)
        place = self.place(request, self.party)
        self.assertEqual(place.fate, "keep")
        self.assertFalse(place.fate_until)

    def test_the_years_begin_with_the_end_of_the_last_engagement(self):
        Rule = self.env["law.retention.rule"]
        for name in RULES:
            self.env.ref(f"law_firm_client.retention_{name}").active = True
        ended = fields.Date.today()
        args = ("matter", self.company_a, self.harbour, fields.Datetime.now())
        self.harbour._write({"state": "former", "state_since": "2020-01-01"})
        self.harbour.invalidate_recordset()
        self.assertIsNone(Rule._duty(*args)[1])
        self.engagement.write({"outcome": "won", "state": "closed"})
        until = Rule._duty(*args)[1]
        self.assertEqual(until.year, ended.year + 20)
        rule = self.env.ref("law_firm_client.retention_engagement")
        self.assertEqual(Rule._duty("engagement", *args[1:])[0][:10], rule.name[:10])

    def test_erasing_leaves_no_name_of_a_person(self):
        request = self.wanted(self.party)
        self.assertEqual(self.place(request, self.party).fate, "erase")
        self.erase(request)
        self.party.invalidate_recordset()
        self.assertNotIn("張偉林", self.party.name)
        self.assertFalse(self.party.other_names or self.party.note)
        self.assertEqual(self.party.engagement_id, self.engagement)

    def test_a_duty_to_keep_parties_puts_them_away(self):
        self.env["law.retention.rule"].create(
            {"name": "Duty", "kind": "matter", "years": 10, "source": "Bar rules, 7"}
        )
        request = self.wanted(self.party)
        place = self.place(request, self.party)
        self.assertEqual(place.fate, "keep")
        self.erase(request)
        self.assertEqual(place.vault_id.data_kind, "matter")
        self.party.invalidate_recordset()
        self.assertNotIn("張偉林", self.party.name)

    def test_a_hold_over_the_client_keeps_its_engagements(self):
        draft = self.draft(self.manager)
        self.env["law.hold"].with_user(self.keeper).create(
            {
                "matter": "Smith v. Harbour",
                "reason": "Suit",
                "client_id": self.harbour.id,
            }
        )
        with self.assertRefused(UserError, "hold|held"):
            draft.unlink()
        with self.assertRefused(UserError, "hold|held"):
            self.party.unlink()
