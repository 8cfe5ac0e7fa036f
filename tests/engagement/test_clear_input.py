from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.service.model import call_kw
from odoo.tests import tagged

from .business_common import BusinessCase
from .conflict_common import ConflictCase

HALF = "Steel \ud800 Works"
NO_DOMAINS = (
    [("name", "=", HALF)],
    [("no_such_field", "=", 1)],
    [("name", "~~", "x")],
    [("name", "=")],
    ["|", ("name", "=", "x")],
    ["name"],
    "name",
    5,
    [("create_date", ">", "yesterday-ish")],
    [("line_ids", "any", [("nothing", "=", 1)])],
)


@tagged("post_install", "-at_install", "s22", "s62")
class TestClearInputOfChecks(ConflictCase):
    """What a script sends to the conflict check is refused in words, or works."""

    def call(self, model, method, *args):
        return call_kw(self.env[model].with_user(self.lawyer), method, args, {})

    def test_values_that_cannot_be_are_refused_in_words(self):
        Check = self.env["law.conflict.check"].with_user(self.lawyer)
        before = Check.search_count([])
        for vals in (
            {"line_ids": 5},
            {"line_ids": [("x", 1)]},
            {"line_ids": [Command.create({"name": {"a": 1}})]},
            {"line_ids": [Command.create({"name": "A Ltd", "role": "boss"})]},
            {"line_ids": [Command.create({"name": "A Ltd", "number": HALF})]},
            {"line_ids": [Command.create({"name": HALF})]},
            {"reason": HALF},
            {"consent_on": "someday"},
            {"engagement_id": "first"},
            {"no_such_field": 1},
            "a text",
        ):
            with self.subTest(vals=repr(vals)), self.assertRefused(UserError, "."):
                self.call("law.conflict.check", "create", [vals])
        self.assertEqual(Check.search_count([]), before)

    def test_the_question_from_anywhere_refuses_in_words(self):
        for vals in (
            {"opponents": {"a": 1}},
            {"opponents": HALF},
            {"number": HALF, "opponents": "Steel Works"},
            {"opponents": ["Steel Works"]},
        ):
            with self.subTest(vals=repr(vals)), self.assertRefused(UserError, "."):
                self.call("law.conflict.ask", "create", [vals])

    def test_searches_that_are_none_are_refused_in_words(self):
        models = ("law.conflict.check", "law.conflict.line", "law.engagement")
        for model in models:
            for domain in NO_DOMAINS:
                with self.subTest(model=model, domain=repr(domain)):
                    with self.assertRefused(UserError, "."):
                        self.call(model, "search_read", domain)

    def test_an_assessment_that_is_none_is_refused_in_words(self):
        hit = self.ask(self.lawyer, "Harbour Trading Ltd").hit_ids
        for values in (("none", HALF), ("none", 5), ([], "A reason"), ("", "Why")):
            with self.subTest(values=repr(values)), self.assertRefused(UserError, "."):
                hit.with_user(self.manager).action_assess(*values)
        self.assertFalse(hit.assessment)


@tagged("post_install", "-at_install", "s36", "s12")
class TestClearFigures(BusinessCase):
    """Figures that no firm has are refused where they are entered."""

    def test_hours_and_amounts_that_cannot_be(self):
        engagement = self.opened(self.manager)
        for hours in (1e6, 1e300, float("inf"), float("nan"), -1, "many", [8]):
            with self.subTest(hours=hours), self.assertRefused(UserError, "."):
                self.spend(self.lawyer, engagement, hours)
            with self.subTest(included=hours), self.assertRefused(UserError, "."):
                engagement.write({"is_retainer": True, "hours_included": hours})
            with self.subTest(offered=hours), self.assertRefused(UserError, "."):
                self.propose(self.lawyer, hours_offered=hours)
        with self.assertRefused(ValidationError, "between 0"):
            self.spend(self.manager, engagement, 1e6, kind="former")
        for amount in (1e14, float("inf"), "much"):
            with self.subTest(amount=amount), self.assertRefused(UserError, "."):
                engagement.fee_agreed = amount

    def test_an_opportunity_has_no_revenue_that_no_fee_can_have(self):
        values = {"name": "Sale of the yard", "law_client_id": self.harbour.id}
        Lead = self.env["crm.lead"].with_user(self.manager)
        values |= {"type": "opportunity", "law_source": "development"}
        lead = Lead.create(values)
        for revenue in (1e14, -5, float("nan"), "much"):
            with self.subTest(revenue=revenue), self.assertRefused(UserError, "."):
                Lead.create({**values, "expected_revenue": revenue})
            with self.subTest(written=revenue), self.assertRefused(UserError, "."):
                lead.expected_revenue = revenue
        for vals in ({"name": HALF}, {"law_client_id": "x"}, {"tag_ids": "x"}):
            with self.subTest(vals=repr(vals)), self.assertRefused(UserError, "."):
                lead.write(vals)
        for domain in NO_DOMAINS:
            with self.subTest(domain=repr(domain)), self.assertRefused(UserError, "."):
                Lead.search_read(domain, ["name"])
