# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import AccessError, ValidationError
from odoo.fields import Domain
from odoo.tests import tagged

from ..common import FirmCase


@tagged(
    "post_install",
    "-at_install",
    "s2",
    "s4",
    "s14",
    "s16",
    "s18",
    "s19",
    "s22",
    "s23",
    "s24",
    "s28",
    "s52",
)
class TestCard(FirmCase):
    """Completeness, verification and collection of the client card."""

    def _missing(self, client):
        return set(client.block_ids.missing_item_ids.mapped("code"))

    def _oracle(self, client):
        """Recount the score item by item, with Python instead of SQL."""
        kind = "organisation" if client.is_company else "individual"
        items = self.env["law.profile.item"].search(
            [("applies_to", "in", ["any", kind])]
        )
        filled = items.filtered(lambda i: client.filtered_domain(i._domain()))
        return 100 * sum(filled.mapped("weight")) / sum(items.mapped("weight"))

    def test_score_equals_an_independent_recount(self):
        harbour = self.harbour.with_user(self.manager)
        steps = [
            {},
            {"phone": "020 7946 0001", "direction": "Asia"},
            {"standing_ids": [(0, 0, {"kind": "potential", "rating": "4"})]},
            {"need_ids": [(0, 0, {"name": "Audit"})], "habits": "Tea"},
            {"phone": False},
            {"is_company": False},
        ]
        for vals in steps:
            harbour.write(vals)
            with self.subTest(vals=vals):
                self.assertAlmostEqual(
                    harbour.completeness, self._oracle(self.harbour), delta=0.1
                )

    def test_item_leaves_the_list_when_it_is_there_and_comes_back(self):
        harbour = self.harbour.with_user(self.manager)
        self.assertIn("website", self._missing(harbour))
        harbour.partner_id.website = "https://harbour.example.com"
        self.assertNotIn("website", self._missing(harbour))
        harbour.website = False
        self.assertIn("website", self._missing(harbour))

    def test_ended_position_does_not_count(self):
        person = self.env["law.client.person"].create(
            {
                "client_id": self.harbour.id,
                "name": "Old Owner",
                "position_ids": [(0, 0, {"role": "owner"})],
            }
        )
        self.assertNotIn("owners", self._missing(self.harbour))
        person.position_ids.date_to = fields.Date.context_today(person)
        self.assertIn("owners", self._missing(self.harbour))

    def test_each_gap_has_its_collector(self):
        self.env.flush_all()
        gaps = self.env["law.client.gap"].with_user(self.lawyer)
        mine = gaps.search([("mine", "=", True)])
        self.assertEqual(mine.client_id, self.harbour)
        self.assertIn("needs", mine.item_id.mapped("code"))
        self.assertNotIn("website", mine.item_id.mapped("code"))
        managed = gaps.with_user(self.manager).search([("mine", "=", True)])
        self.assertIn("website", managed.item_id.mapped("code"))

    def test_blocks_are_stale_until_verified_and_again_later(self):
        basic = self.harbour.block_ids.filtered(lambda b: b.block == "basic")
        basic = basic.with_user(self.manager)
        self.assertTrue(basic.stale)
        basic.action_verify()
        self.assertFalse(basic.stale)
        self.assertEqual(basic.verified_by_id, self.manager)
        self.assertEqual(basic.source, "manager_visit")
        Block = basic.browse()
        self.assertNotIn(basic, Block.search([("stale", "=", True)]))
        self.company_a.law_stale_months = 3
        basic.sudo().verified_on -= relativedelta(months=4)
        self.assertIn(basic, Block.search([("stale", "=", True)]))
        self.assertTrue(basic.stale)

    def test_lawyer_does_not_verify(self):
        with self.assertRaises(AccessError):
            self.harbour.block_ids.with_user(self.lawyer).action_verify()

    def test_card_outlives_the_matter(self):
        """A former client's card stays live: it is read, measured and verified."""
        reason = self.env.ref("law_firm_client.reason_closed")
        harbour = self.harbour.with_user(self.manager)
        harbour.write({"state": "former", "state_reason_id": reason.id})
        before = harbour.completeness
        harbour.features = "Founder still calls"
        self.assertGreater(harbour.completeness, before)

    def test_firm_changes_its_checklist(self):
        head_items = self.env["law.profile.item"].with_user(self.head)
        with self.assertRaises(ValidationError):
            head_items.create(
                {"name": "Bad", "code": "bad", "domain": "[('nothing', '=', 1)]"}
            )
        with self.assertRaises(ValidationError):
            head_items.create(
                {"name": "Code", "code": "code", "domain": "__import__('os')"}
            )
        head_items.create(
            {"name": "Fax", "code": "fax", "domain": "[('ref', '!=', False)]"}
        )
        self._measure_at_night()
        self.assertIn("fax", self._missing(self.harbour))
        with self.assertRaises(AccessError):
            head_items.with_user(self.manager).create({"name": "X", "code": "x"})

    def _measure_at_night(self):
        with self.enter_registry_test_mode():
            self.env.ref("law_firm_client.cron_measure_cards").method_direct_trigger()
        self.env.invalidate_all()

    def test_night_finds_the_cards_that_the_checklist_changed(self):
        items = self.env["law.profile.item"].with_user(self.head)
        item = items.search([("block", "=", "basic")], limit=1)
        block = self.harbour.block_ids.filtered(lambda b: b.block == "basic")
        before = block.weight
        item.weight += 7
        self._measure_at_night()
        self.assertEqual(block.weight, before + 7)

    def test_cards_as_they_were_are_not_measured_again(self):
        Client = self.env["law.client"]
        self._measure_at_night()
        among = Domain("id", ">", 0)
        self.assertFalse(Client._blocks_measured_otherwise(among))
        self.env.cr.execute(
            "UPDATE law_client_block SET score = score - 1 WHERE client_id = %s",
            [self.harbour.id],
        )
        self.env.invalidate_all()
        found = Client._blocks_measured_otherwise(among)
        self.assertEqual(found, self.harbour.block_ids)

    def test_measuring_many_cards_costs_no_more_queries(self):
        """The cards are measured as a set: the number of clients does not matter."""

        def cost(clients):
            self.env.flush_all()
            self.env.invalidate_all()
            blocks = self.env["law.client.block"].search(
                [("client_id", "in", clients.ids)]
            )
            before = self.env.cr.sql_log_count
            self.env.add_to_compute(blocks._fields["score"], blocks)
            blocks.flush_recordset()
            return self.env.cr.sql_log_count - before

        many = self.env["law.client"].create(
            [{"name": f"Card {number}"} for number in range(15)]
        )
        cost(many)
        self.assertEqual(cost(many[:2]), cost(many))

    def test_each_value_knows_its_source(self):
        harbour = self.harbour.with_user(self.manager)
        harbour.phone = "020 7946 0002"
        harbour.with_context(law_source="registry", law_source_date="2025-02-03").write(
            {"registered_on": "2001-01-01"}
        )
        rows = {row["field"]: row for row in harbour.provenance_board}
        self.assertEqual(rows["phone"]["by"], self.manager.name)
        self.assertEqual(rows["phone"]["source"], "Typed in")
        self.assertEqual(rows["registered_on"]["source"], "Public registry")
        self.assertEqual(rows["registered_on"]["on"], "2025-02-03")

    def test_profile_is_kept_in_dated_judgements(self):
        harbour = self.harbour.with_user(self.manager)
        harbour.write(
            {
                "preferred_channel": "phone",
                "taboo_topics": "The fire of 2019",
                "client_since": "2004-06-01",
                "standing_ids": [
                    (0, 0, {"kind": "potential", "rating": "2", "date": "2024-01-01"}),
                    (0, 0, {"kind": "potential", "rating": "5", "date": "2025-01-01"}),
                    (0, 0, {"kind": "market_share", "rating": "3", "value": "12 %"}),
                    (0, 0, {"kind": "credit", "rating": "1", "date": "2025-03-01"}),
                ],
            }
        )
        self.assertEqual(harbour.growth_potential, "5")
        self.assertEqual(harbour.credit_rating, "1")
        tiles = {tile["kind"]: tile for tile in harbour.standing_board}
        self.assertEqual(tiles["potential"]["trend"], 1)
        self.assertEqual(tiles["potential"]["date"], "2025-01-01")

    def test_no_judgement_in_the_future(self):
        with self.assertRaises(ValidationError):
            self.env["law.client.standing"].with_user(self.manager).create(
                {
                    "client_id": self.harbour.id,
                    "kind": "credit",
                    "rating": "1",
                    "date": "2999-01-01",
                }
            )

    def test_four_indicators_stand_side_by_side(self):
        shown = [tile["kind"] for tile in self.harbour.standing_board]
        self.assertEqual(shown[:4], ["value", "repeat", "satisfaction", "profit"])


@tagged("post_install", "-at_install", "s10")
class TestFit(FirmCase):
    """How clients and prospects fit the firm's positioning."""

    def test_fit_is_weighted_and_explained(self):
        finance = self.env["res.partner.industry"].create({"name": "Shipping"})
        self.harbour.write({"industry_id": finance.id, "size": "micro"})
        profile = (
            self.env["law.positioning"]
            .with_user(self.head)
            .create({"industry_ids": finance.ids})
        )
        self.assertAlmostEqual(self.harbour.fit_score, 100 * 4 / 6, places=1)
        self.assertEqual(self.harbour.fit_reason, "fits: industry; does not fit: size")
        self.assertEqual(self.lighthouse.fit_score, 0)
        self.assertFalse(self.foreign.fit_reason, "another company's profile")
        profile.micro = True
        self.assertEqual(self.harbour.fit_score, 100)
        self.lighthouse.industry_id = finance
        self.assertAlmostEqual(self.lighthouse.fit_score, 100 * 4 / 6, places=1)

    def test_manager_reads_but_does_not_change_the_positioning(self):
        with self.assertRaises(AccessError):
            self.env["law.positioning"].with_user(self.manager).create({})
