from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..protection.export_common import DENIED, ExportCase
from .business_common import BusinessCase


class RelatedCase(BusinessCase):
    """A company that is no client, and ties to it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.supplies = cls.env.ref("law_firm_client.relation_supplies")
        cls.target = cls.make_contact("Target Ltd")

    def tie(self, left, right, kind=None, **values):
        return self.env["law.relation"].create(
            {
                "left_id": left.id,
                "right_id": right.id,
                "type_id": (kind or self.supplies).id,
                "company_id": self.company_a.id,
                **values,
            }
        )


@tagged("post_install", "-at_install", "s11", "s61")
class TestWarmPath(RelatedCase):
    """The shortest way to somebody, never through whom the reader may not see."""

    def way(self, user, target=None):
        self.env.flush_all()
        self.env.invalidate_all()
        target = (target or self.target).with_user(user)
        action = target.action_law_warm_path()
        return self.env[action["res_model"]].with_user(user).browse(action["res_id"])

    def test_the_chain_names_people_and_relations(self):
        middle = self.make_contact("Middle Ltd")
        self.tie(self.harbour.partner_id, middle)
        self.tie(middle, self.target)
        way = self.way(self.manager)
        self.assertEqual(way.client_id, self.harbour)
        self.assertIn(self.lawyer, way.ask_ids)
        path = str(way.path)
        names = ["Harbour Trading Ltd", "supplies", "Middle Ltd", "Target Ltd"]
        places = [path.index(name) for name in names]
        self.assertEqual(places, sorted(places))

    def test_a_relation_is_read_from_the_side_of_the_client(self):
        self.tie(self.target, self.harbour.partner_id)
        self.assertIn("buys from", str(self.way(self.manager).path))

    def test_nothing_is_answered_before_somebody_is_chosen(self):
        self.env.flush_all()
        way = self.env["law.warm.path"].with_user(self.manager).new({})
        self.assertFalse(way.path)
        self.assertFalse(way.found)
        way.partner_id = self.target
        self.assertIn("No client of the firm", way.path)

    def test_the_past_leads_nowhere(self):
        self.tie(self.harbour.partner_id, self.target, date_to="2020-01-01")
        self.assertFalse(self.way(self.manager).found)

    def test_key_people_lead_on(self):
        person = self.make_person(self.harbour, "Zhang San", "director")
        self.tie(person.partner_id, self.target)
        way = self.way(self.manager)
        self.assertEqual(way.client_id, self.harbour)
        self.assertIn("Zhang San", str(way.path))

    def test_never_through_a_hidden_client(self):
        hidden = self.served("Hidden Ltd")
        self.tie(self.harbour.partner_id, hidden.partner_id)
        self.tie(hidden.partner_id, self.target)
        self.assertEqual(self.way(self.manager).client_id, hidden)
        self.bar(self.manager, hidden)
        way = self.way(self.manager)
        self.assertFalse(way.found)
        self.assertNotIn("Hidden", str(way.path))
        nowhere = str(self.way(self.manager, self.make_contact("Alone Ltd")).path)
        self.assertEqual(str(way.path), nowhere)

    def test_a_longer_way_past_the_hidden_client(self):
        hidden = self.served("Hidden Ltd")
        self.tie(hidden.partner_id, self.target)
        self.bar(self.manager, hidden)
        middle = self.make_contact("Middle Ltd")
        self.tie(middle, self.target)
        self.tie(self.harbour.partner_id, middle)
        way = self.way(self.manager)
        self.assertEqual(way.client_id, self.harbour)
        self.assertNotIn("Hidden", str(way.path))

    def test_not_further_than_four_steps(self):
        chain = [self.make_contact(f"Step {number}") for number in range(4)]
        for left, right in zip(chain, [*chain[1:], self.target], strict=True):
            self.tie(left, right)
        self.tie(self.harbour.partner_id, chain[1])
        self.assertTrue(self.way(self.manager).found)
        far = self.make_contact("Far Ltd")
        self.tie(self.target, far)
        self.assertFalse(self.way(self.manager, far).found)

    def test_a_hidden_target_is_refused(self):
        self.bar(self.manager, self.harbour)
        with self.assertRefused(AccessError, ""):
            self.way(self.manager, self.harbour.partner_id)

    def test_others_have_no_way(self):
        with self.assertRefused(UserError, "Ask a lawyer"):
            self.way(self.auditor)


@tagged("post_install", "-at_install", "s11", "s61")
class TestProspectsThroughClients(RelatedCase):
    """Companies tied to a client that are none: found, and made prospects."""

    def candidates(self, user):
        self.env.flush_all()
        self.env.invalidate_all()
        Candidate = self.env["law.prospect.candidate"].with_user(user)
        return Candidate.search([("partner_id", "=", self.target.id)])

    def test_trading_partners_are_candidates(self):
        self.tie(self.harbour.partner_id, self.target)
        self.assertEqual(self.candidates(self.manager).client_id, self.harbour)
        self.assertEqual(self.candidates(self.lawyer).client_id, self.harbour)
        self.assertFalse(self.candidates(self.lawyer2))
        self.assertFalse(self.candidates(self.manager_b))
        self.bar(self.manager, self.harbour)
        self.assertFalse(self.candidates(self.manager))

    def test_who_is_a_client_already_is_none(self):
        self.tie(self.harbour.partner_id, self.target)
        client = self.env["law.client"].create(
            {"partner_id": self.target.id, "company_id": self.company_a.id}
        )
        self.bar(self.manager, client)
        self.assertFalse(self.candidates(self.manager))

    def test_past_ties_make_none(self):
        self.tie(self.harbour.partner_id, self.target, date_to="2020-01-01")
        self.assertFalse(self.candidates(self.manager))

    def test_one_click_makes_a_prospect_with_its_referrer(self):
        self.tie(self.harbour.partner_id, self.target)
        action = self.candidates(self.manager).action_make_prospect()
        lead = self.env["crm.lead"].with_user(self.manager).browse(action["res_id"])
        self.assertEqual(lead.law_client_id.partner_id, self.target)
        self.assertEqual(lead.law_client_id.state, "prospect")
        self.assertEqual(lead.law_source, "referral")
        self.assertEqual(lead.law_referrer_id, self.harbour)
        self.assertFalse(self.candidates(self.manager))

    def test_duplicates_are_recognised(self):
        self.tie(self.harbour.partner_id, self.target)
        known = self.make_client("Target Limited", manager=self.manager2)
        with self.assertRefused(UserError, "Target Limited"):
            self.candidates(self.manager).action_make_prospect()
        self.bar(self.manager, known)
        with self.assertRefused(UserError, "restricted matter"):
            self.candidates(self.manager).action_make_prospect()

    def test_lawyers_ask_a_manager(self):
        self.tie(self.harbour.partner_id, self.target)
        with self.assertRefused(AccessError, ""):
            self.candidates(self.lawyer).action_make_prospect()


@tagged("post_install", "-at_install", "s61", "s63")
class TestWarmPathLogged(RelatedCase, ExportCase):
    """A way tells of clients: its reading is in the log, and counts."""

    SPEC = {"path": {}, "client_id": {"fields": {"display_name": {}}}}

    def setUp(self):
        super().setUp()
        self.tie(self.harbour.partner_id, self.target)
        self.env.flush_all()

    def save(self):
        with self.reading(self.manager, self.env["law.warm.path"]) as ways:
            values = {"partner_id": self.target.id, "company_id": self.company_a.id}
            return ways.web_save(values, self.SPEC)[0]

    def test_a_way_leaves_a_row_of_whom_it_names(self):
        way = self.save()
        self.assertIn("Harbour", str(way["path"]))
        self.only_row()
        with self.reading(self.manager, self.env["law.warm.path"]) as ways:
            ways.search_read([], ["path"])
        self.only_row()
        with self.reading(self.manager, self.env["law.warm.path"]) as ways:
            ways.browse(way["id"]).read(["path"])
        row = self.only_row()
        self.assertIn("law.warm.path", dict(row._selection_model()))

    def only_row(self):
        """Return the row that was written since the last look."""
        row = self.rows()
        self.assertEqual((row.model, row.record_count), ("law.warm.path", 1))
        self.assertEqual(row.client_ids, self.harbour.ids)
        self.before = row.id
        return row

    def test_a_way_is_told_before_it_is_saved(self):
        values = {"partner_id": self.target.id}
        with self.reading(self.manager, self.env["law.warm.path"]) as ways:
            told = ways.onchange(values, ["partner_id"], {"path": {}})["value"]
        self.assertIn("Harbour", str(told["path"]))
        row = self.rows()
        self.assertEqual((row.model, row.client_ids), ("law.client", self.harbour.ids))

    def test_ways_end_at_the_limit(self):
        rules = self.env["law.export.policy"].search([])
        rules.write({"read_rows_hour": 200, "read_rows_day": 200})
        with self.reading(self.manager, self.env["law.access.log"]) as log:
            log._record("list", self.harbour, count=199)
        self.save()
        with self.assertRaisesRegex(AccessError, "than your role may read"):
            self.save()

    def test_a_leaver_has_no_way_by_other_programs(self):
        self.freeze(self.manager)
        way = self.way_of(self.manager)
        with self.assertRaisesRegex(AccessError, "not by other programs"):
            with self.reading(self.manager, way, "/json/2/x/read") as mine:
                mine.read(["path"])

    def test_a_file_of_ways_goes_by_the_export_rules(self):
        way = self.way_of(self.manager)
        with self.assertRefused(AccessError, DENIED):
            with self.reading(self.manager, way) as mine:
                mine.export_data(["path"])

    def way_of(self, user):
        Way = self.env["law.warm.path"].with_user(user)
        return Way.create(
            {"partner_id": self.target.id, "company_id": self.company_a.id}
        )
