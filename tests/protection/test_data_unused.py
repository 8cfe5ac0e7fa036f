from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged, warmup
from odoo.tools import SQL

from .wall_common import WallCase


@tagged("post_install", "-at_install", "s16")
class TestDataUnused(WallCase):
    """Data that was collected and never used."""

    def setUp(self):
        super().setUp()
        self.registry_enter_test_mode()
        self.Unused = self.env["law.data.unused"].with_user(self.manager)
        self.old = fields.Datetime.now() - relativedelta(months=20)
        self.age(self.harbour | self.lighthouse, self.old)

    def age(self, clients, moment):
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "UPDATE law_client SET create_date = %s WHERE id IN %s",
                moment,
                clients._ids,
            )
        )
        self.env.invalidate_all()

    def rows(self, kind, client=None):
        self.env.flush_all()
        self.Unused.invalidate_model()
        return self.Unused.search(
            [("kind", "=", kind), ("client_id", "=", (client or self.harbour).id)]
        )

    def opened(self, client, moment, action="open"):
        with freeze_time(moment):
            self.env["law.access.log"].with_user(self.lawyer)._record(action, client)

    def test_a_card_nobody_opened(self):
        self.assertTrue(self.rows("client").never)
        self.opened(self.harbour, fields.Datetime.now() - timedelta(days=500))
        row = self.rows("client")
        self.assertFalse(row.never)
        self.assertEqual(
            row.since, (fields.Datetime.now() - timedelta(days=500)).date()
        )
        self.opened(self.harbour, fields.Datetime.now(), "list")
        self.assertTrue(self.rows("client"))
        self.opened(self.harbour, fields.Datetime.now() - timedelta(days=9))
        self.assertFalse(self.rows("client"))
        self.assertTrue(self.rows("client", self.lighthouse))

    def test_the_firm_says_after_how_many_months(self):
        self.opened(self.harbour, fields.Datetime.now() - relativedelta(months=5))
        self.assertFalse(self.rows("client"))
        self.company_a.law_unused_months = 4
        self.assertTrue(self.rows("client"))

    def test_a_new_card_is_not_unused(self):
        fresh = self.make_client("Fresh Ltd", manager=self.manager)
        self.assertFalse(self.rows("client", fresh))

    def test_a_judgement_is_renewed_by_a_newer_one(self):
        Standing = self.env["law.client.standing"]
        values = {
            "client_id": self.harbour.id,
            "kind": "credit",
            "rating": "3",
            "source": "lawyer_visit",
        }
        old = Standing.create({**values, "date": "2015-01-01"})
        self.assertEqual(self.rows("standing").res_id, old.id)
        self.assertEqual(self.rows("standing").title, "Credit")
        Standing.create(values)
        self.assertFalse(self.rows("standing"))

    def test_a_fact_past_its_review_day(self):
        fact = self.env["law.person.fact"].create(
            {
                "person_id": self.harbour.person_ids[:1].id,
                "value": "Sails",
                "purpose": "Choice of gift",
                "tier": "partner",
            }
        )
        self.assertFalse(self.rows("fact"))
        with freeze_time(fields.Datetime.now() + relativedelta(months=30)):
            row = self.rows("fact")
            self.assertEqual(row.res_id, fact.id)
            self.assertNotIn("Sails", row.title)
            self.assertEqual(row.title, "Fact past its review day")

    def test_review_leads_to_the_card(self):
        action = self.rows("client").action_review()
        self.assertEqual(
            (action["res_model"], action["res_id"]), ("law.client", self.harbour.id)
        )

    def test_who_may_see_it(self):
        for name in ("lawyer", "marketing", "auditor", "committee"):
            with self.subTest(user=name), self.assertRaises(AccessError):
                self.Unused.with_user(getattr(self, name)).search([])
        self.assertNotIn(self.foreign, self.Unused.search([]).client_id)
        for name in ("wall", "company"):
            rule = self.env.ref(f"law_firm_client.law_data_unused_rule_{name}")
            client, user = self.harbour, self.manager
            if name == "company":
                client = self.foreign
                self.age(client, self.old)
            else:
                self.bar(user, client)
            with self.subTest(rule=name):
                self.assertFalse(self.rows("client", client))
                rule.active = False
                self.assertTrue(self.rows("client", client))
                rule.active = True

    @warmup
    def test_it_is_one_query(self):
        clients = self.env["law.client"].union(
            *(self.make_client(f"Old {n} Ltd", manager=self.manager) for n in range(20))
        )
        self.age(clients, self.old)
        self.Unused.search_fetch([("kind", "=", "client")], ["client_id"])
        self.env.invalidate_all()
        with self.assertQueryCount(4):
            rows = self.Unused.search_fetch([("kind", "=", "client")], ["client_id"])
            self.assertGreaterEqual(len(rows), 20)
