from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged

from .business_common import BusinessCase


@tagged("post_install", "-at_install", "s12", "s60")
class TestOpportunities(BusinessCase):
    """A need becomes an opportunity; won, an engagement; lost, a need declined."""

    def setUp(self):
        super().setUp()
        self.need = (
            self.env["law.need"]
            .with_user(self.lawyer)
            .create(
                {
                    "client_id": self.harbour.id,
                    "name": "Data rules for the app",
                    "service_id": self.advice.id,
                }
            )
        )

    def opportunity(self):
        return self.env["crm.lead"].browse(
            self.need.action_make_opportunity()["res_id"]
        )

    def test_it_carries_client_contact_and_service(self):
        lead = self.opportunity()
        self.assertRecordValues(
            lead,
            [
                {
                    "partner_id": self.harbour.partner_id.id,
                    "law_client_id": self.harbour.id,
                    "law_service_id": self.advice.id,
                    "company_id": self.company_a.id,
                    "law_source": "development",
                    "user_id": self.lawyer.id,
                }
            ],
        )
        self.assertEqual(self.need.opportunity_id, lead)
        self.assertEqual(self.opportunity(), lead)

    def test_it_is_hidden_behind_a_wall_around_its_engagement(self):
        lead = self.opportunity().with_user(self.lawyer)
        lead.action_set_won()
        self.assertTrue(self.sees(self.manager2, lead))
        engagement = lead.law_engagement_ids
        self.bar(self.manager2, self.harbour, engagement_id=engagement.id)
        self.assertFalse(self.sees(self.manager2, engagement))
        self.assertFalse(self.sees(self.manager2, lead))
        self.assertTrue(self.sees(self.manager, lead))
        self.assertTrue(self.sees(self.manager2, self.harbour))

    def test_won_it_becomes_a_draft(self):
        lead = self.opportunity().with_user(self.lawyer)
        lead.expected_revenue = 5000
        lead.action_set_won()
        engagement = lead.law_engagement_ids
        self.assertRecordValues(
            engagement,
            [
                {
                    "client_id": self.harbour.id,
                    "service_id": self.advice.id,
                    "source": "development",
                    "state": "draft",
                    "lead_id": self.lawyer.id,
                    "fee_agreed": 5000,
                }
            ],
        )
        self.assertEqual(self.need.state, "addressed")
        lead.action_set_won()
        self.assertEqual(lead.law_engagement_ids, engagement)

    def test_the_referrer_goes_with_it(self):
        lead = self.opportunity().with_user(self.head)
        lead.write({"law_source": "referral", "law_referrer_id": self.lighthouse.id})
        lead.action_set_won()
        engagement = lead.law_engagement_ids
        self.assertEqual(engagement.source, "referral")
        self.assertEqual(engagement.referrer_client_id, self.lighthouse)
        mine = lead.with_user(self.lawyer)
        self.assertFalse(mine.law_referrer_id)
        self.assertTrue(mine.law_referrer_hint)
        self.assertNotIn("灯塔", mine.law_referrer_hint)

    def test_a_referral_names_who_made_it(self):
        lead = self.opportunity().with_user(self.lawyer)
        with self.assertRefused(ValidationError, "enter the client who recommended"):
            lead.law_source = "referral"
        values = {"name": "Quay", "law_client_id": self.harbour.id}
        Lead = lead.browse()
        with self.assertRefused(ValidationError, "enter the client who recommended"):
            Lead.create({**values, "law_source": "referral"})
        lead = lead.with_user(self.head)
        lead.write({"law_source": "referral", "law_referrer_id": self.lighthouse.id})
        with self.assertRefused(ValidationError, "enter the client who recommended"):
            lead.law_referrer_id = False
        lead.with_user(self.lawyer).name = "Who made it is hidden from the lawyer"
        lead.write({"law_source": "word_of_mouth", "law_referrer_id": False})
        referred = {"law_source": "referral", "law_referrer_id": self.lighthouse.id}
        made = Lead.with_user(self.head).create({**values, **referred})
        self.assertEqual(made.law_referrer_id, self.lighthouse)

    def test_a_lawyer_of_the_team_leads_what_was_won(self):
        """The salesperson, if a lawyer who serves the client; never its manager."""
        team = self.env["law.client.member"]
        team.create(
            {
                "client_id": self.harbour.id,
                "user_id": self.lawyer2.id,
                "role": "liaison",
            }
        )
        for seller, lead_lawyer in (
            (self.lawyer, self.lawyer),
            (self.lawyer2, self.lawyer2),
            (self.manager, self.lawyer2),
            (self.outsider, self.lawyer2),
            (self.partner, self.lawyer2),
        ):
            with self.subTest(seller=seller.name):
                need = self.need.copy({"client_id": self.harbour.id})
                lead = self.env["crm.lead"].browse(
                    need.with_user(self.manager).action_make_opportunity()["res_id"]
                )
                lead.user_id = seller
                lead.with_user(self.manager).action_set_won()
                self.assertEqual(lead.law_engagement_ids.lead_id, lead_lawyer)

    def test_it_is_found_by_a_referrer_who_is_seen(self):
        lead = self.opportunity()
        lead.write({"law_source": "referral", "law_referrer_id": self.lighthouse.id})
        own, word = ("id", "=", lead.id), ("law_referrer_id", "ilike", "灯塔")
        link = ("law_referrer_id", "=", self.lighthouse.id)
        for user, found in ((self.lawyer, 0), (self.head, 1)):
            Lead = self.env["crm.lead"].with_user(user)
            for term in (word, link):
                with self.subTest(user=user.name, term=term):
                    self.assertEqual(len(Lead.search([own, term])), found)
                    self.assertEqual(len(Lead.sudo().search([own, term])), found)
            self.assertFalse(Lead.search([own, ("law_referrer_id", "=", False)]))

    def test_lost_the_need_is_declined_with_the_reason(self):
        lead = self.opportunity().with_user(self.lawyer)
        reason = self.env["crm.lost.reason"].create({"name": "Too dear"})
        lead.lost_reason_id = reason
        lead.action_law_lost()
        self.assertEqual(self.need.state, "declined")
        self.assertIn("Too dear", self.need.result)
        lead.action_restore()
        self.assertEqual(self.need.state, "open")

    def test_a_settled_need_makes_none(self):
        self.need.state = "declined"
        with self.assertRefused(UserError, "settled"):
            self.need.action_make_opportunity()

    def test_the_link_cannot_be_forged(self):
        lead = self.env["crm.lead"].create({"name": "Other"})
        with self.assertRefused(UserError, "keeps this itself"):
            self.need.opportunity_id = lead

    def test_it_is_walled_like_the_card(self):
        lead = self.opportunity()
        seller = new_test_user(
            self.env,
            login="test_seller",
            groups="sales_team.group_sale_manager",
            company_id=self.company_a.id,
            company_ids=[Command.set(self.company_a.ids)],
        )
        for user, sees in (
            (self.lawyer, True),
            (self.manager2, True),
            (self.lawyer2, False),
            (self.manager_b, False),
            (self.outsider, False),
            (seller, False),
        ):
            with self.subTest(user=user.name):
                own = lead.with_user(user)
                self.assertEqual(own.has_access("read"), sees)
        settings = self.env["ir.config_parameter"]
        settings.set_param("law_firm_client.partner_lock", "off")
        self.assertFalse(lead.with_user(seller).has_access("read"))
        self.bar(self.manager2, self.harbour)
        self.assertFalse(lead.with_user(self.manager2).has_access("read"))

    def test_lawyers_see_no_other_opportunities(self):
        other = self.env["crm.lead"].create(
            {"name": "Other", "company_id": self.company_a.id}
        )
        for user in (self.lawyer, self.manager):
            self.assertFalse(other.with_user(user).has_access("read"))
        with self.assertRefused(AccessError, ""):
            self.env["crm.lead"].with_user(self.lawyer2).create(
                {"name": "X", "law_client_id": self.harbour.id}
            )

    def test_the_contact_is_the_clients_own(self):
        lead = self.opportunity()
        with self.assertRefused(ValidationError, "client's own contact"):
            lead.partner_id = self.lighthouse.partner_id

    def test_what_names_its_referrer_can_be_duplicated(self):
        lead = self.opportunity()
        lead.write({"law_source": "referral", "law_referrer_id": self.lighthouse.id})
        sales = self.env.ref("sales_team.group_sale_salesman_all_leads")
        self.manager.group_ids += sales
        again = lead.with_user(self.manager).copy()
        self.assertEqual(again.law_referrer_id, self.lighthouse.with_user(self.manager))
        self.bar(self.manager, self.lighthouse)
        self.env.invalidate_all()
        again = lead.with_user(self.manager).copy()
        self.assertFalse(again.sudo().law_referrer_kept_id or again.law_source)
        engagement = self.draft(
            self.manager2, source="referral", referrer_client_id=self.lighthouse.id
        )
        self.assertFalse(engagement.copy().referrer_client_id)

    def test_success_has_one_definition(self):
        Result = self.env["law.business.result"]
        lost, won = self.opportunity(), self.draft(self.manager)
        won.action_open()
        lost.action_set_lost()
        self.draft(self.manager, source="walk_in")
        self.env.flush_all()
        rows = Result.with_user(self.manager)._read_group(
            [("client_id", "=", self.harbour.id)],
            ["origin"],
            ["success:avg", "won:sum", "decided:sum"],
        )
        # Word of mouth was opened, the walk-in is not decided, the need was lost.
        self.assertEqual(
            {origin: tuple(figures) for origin, *figures in rows},
            {
                "mouth": (100.0, 1, 1),
                "cold": (False, 0, 0),
                "developed": (0.0, 0, 1),
            },
        )

    def test_an_engagement_won_from_an_opportunity_counts_once(self):
        lead = self.opportunity()
        lead.action_set_won()
        self.env.flush_all()
        rows = self.env["law.business.result"].search(
            [("client_id", "=", self.harbour.id)]
        )
        self.assertEqual(rows.mapped("kind"), ["opportunity"])


@tagged("post_install", "-at_install", "s12", "s22")
class TestWhiteSpace(BusinessCase):
    """What clients alike use and this one does not, over what the reader sees."""

    def gaps(self, user):
        self.env.flush_all()
        self.env.invalidate_all()
        Gap = self.env["law.white.space"].with_user(user)
        return Gap.search([("client_id", "=", self.harbour.id)])

    def test_three_alike_make_a_gap(self):
        clients = self.alike("One Ltd", "Two Ltd")
        self.assertFalse(self.gaps(self.manager))
        third = self.served(
            "Three Ltd",
            size="medium",
            industry_id=clients[0].industry_id.id,
            service_ids=[Command.link(self.advice.id)],
        )
        gap = self.gaps(self.manager)
        self.assertEqual(gap.service_id, self.advice)
        self.assertEqual((gap.user_count, gap.alike_count, gap.share), (3, 3, 100))
        third.size = "large"
        self.assertFalse(self.gaps(self.manager))

    def test_the_mix_of_services_counts(self):
        """Two services are used by as many alike; the mix tells which is likelier."""
        tax, labour, common = self.env["law.service"].create(
            [{"name": name} for name in ("Tax", "Labour", "Company law")]
        )
        near = self.alike("One Ltd", "Two Ltd", "Three Ltd", service=common)
        far = self.alike("Four Ltd", "Five Ltd", "Six Ltd", service=labour)
        far.industry_id = near.industry_id = self.harbour.industry_id
        near.service_ids = [Command.link(tax.id)]
        self.harbour.service_ids = [Command.link(common.id)]
        gaps = self.gaps(self.manager)
        shares = {gap.service_id: gap.share for gap in gaps}
        self.assertEqual(set(gaps.mapped("user_count")), {3})
        # Tax: half of six, and all who use company law; labour: half of six, and none.
        self.assertEqual(shares, {tax: 75.0, labour: 25.0})
        self.assertEqual(set(gaps.mapped("mix_count")), {1})
        self.assertEqual(gaps[0].service_id, tax)
        self.harbour.service_ids = [Command.clear()]
        shares = {gap.service_id: gap.share for gap in self.gaps(self.manager)}
        self.assertEqual(shares, {tax: 50.0, labour: 50.0, common: 50.0})

    def test_only_what_the_reader_sees_is_counted(self):
        clients = self.alike("One Ltd", "Two Ltd", "Three Ltd")
        self.assertTrue(self.gaps(self.manager))
        self.assertFalse(self.gaps(self.lawyer))
        self.bar(self.manager, clients[0])
        self.assertFalse(self.gaps(self.manager))
        self.assertTrue(self.gaps(self.head))

    def test_a_service_in_use_or_heard_of_is_no_gap(self):
        self.alike("One Ltd", "Two Ltd", "Three Ltd")
        gap = self.gaps(self.manager)
        self.env["law.need"].with_user(self.manager).browse(
            gap.action_make_need()["res_id"]
        )
        self.assertFalse(self.gaps(self.manager))
        self.harbour.need_ids.unlink()
        self.assertTrue(self.gaps(self.manager))
        self.opened(self.manager)
        self.assertFalse(self.gaps(self.manager))

    def test_a_gap_becomes_a_need(self):
        self.alike("One Ltd", "Two Ltd", "Three Ltd")
        self.gaps(self.manager).action_make_need()
        need = self.harbour.need_ids
        self.assertEqual(need.service_id, self.advice)
        self.assertEqual(need.source, "white_space")
        self.assertEqual(need.user_id, self.manager)

    def test_disputes_of_clients_alike_are_to_be_prevented(self):
        clients = self.alike("One Ltd", "Two Ltd", "Three Ltd")
        self.harbour.service_ids = [Command.link(self.advice.id)]
        kind = self.env["law.dispute.type"].create({"name": "Late delivery"})
        for client in clients:
            self.opened(
                self.manager2, client, lead_id=self.lawyer2.id, dispute_type_id=kind.id
            )
        gap = self.gaps(self.manager)
        self.assertEqual((gap.kind, gap.dispute_type_id), ("dispute", kind))
        gap.action_make_need()
        self.assertIn("Late delivery", self.harbour.need_ids.name)
        self.assertFalse(self.gaps(self.manager))

    def test_more_clients_cost_no_more_queries(self):
        Gap = self.env["law.white.space"].with_user(self.manager)

        def queries():
            self.forget()
            before = self.env.cr.sql_log_count
            Gap.search([]).mapped("user_count")
            return self.env.cr.sql_log_count - before

        self.alike("One Ltd", "Two Ltd", "Three Ltd")
        queries()
        few = queries()
        self.alike(*(f"Client {number} Ltd" for number in range(12)))
        self.assertEqual(queries(), few)
        self.assertLess(few, 10)
