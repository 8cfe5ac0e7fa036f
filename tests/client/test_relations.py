from psycopg2 import IntegrityError
from psycopg2.errors import ForeignKeyViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged, users
from odoo.tools import mute_logger

from ..common import FirmCase


class RelationCase(FirmCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.Relation = cls.env["law.relation"].with_company(cls.company_a)
        cls.supplies = cls.env.ref("law_firm_client.relation_supplies")
        cls.competes = cls.env.ref("law_firm_client.relation_competes")
        cls.parent = cls.env.ref("law_firm_client.relation_parent")
        cls.invests = cls.env.ref("law_firm_client.relation_invests")
        cls.introduced = cls.env.ref("law_firm_client.relation_introduced")
        cls.steel = cls.make_contact("Steel Works Ltd")

    @classmethod
    def relate(cls, left, kind, right, **values):
        """Create a relation between partners or clients."""
        left, right = (
            end.partner_id if end._name == "law.client" else end
            for end in (left, right)
        )
        return cls.Relation.create(
            {
                "left_id": left.id,
                "type_id": kind.id,
                "right_id": right.id,
                "company_id": cls.company_a.id,
                **values,
            }
        )


@tagged("post_install", "-at_install", "s25")
class TestRelation(RelationCase):
    def test_relation_reads_from_both_ends(self):
        self.relate(self.harbour, self.supplies, self.lighthouse)
        self.assertEqual(
            [(e.label, e.other_id) for e in self.harbour.relation_end_ids],
            [("supplies", self.lighthouse.partner_id)],
        )
        self.assertEqual(
            [(e.label, e.other_id) for e in self.lighthouse.relation_end_ids],
            [("buys from", self.harbour.partner_id)],
        )

    def test_symmetric_relation_reads_the_same_from_both_ends(self):
        self.relate(self.harbour, self.competes, self.lighthouse)
        ends = (self.harbour | self.lighthouse).relation_end_ids
        self.assertEqual(ends.mapped("label"), ["competes with"] * 2)

    def test_change_shows_at_both_ends_at_once(self):
        relation = self.relate(self.harbour, self.supplies, self.lighthouse)
        self.assertEqual(self.lighthouse.relation_end_ids.label, "buys from")
        relation.write({"type_id": self.invests.id, "date_from": "2020-01-01"})
        self.assertEqual(self.lighthouse.relation_end_ids.label, "has as investor")
        self.assertEqual(str(self.harbour.relation_end_ids.date_from), "2020-01-01")
        relation.right_id = self.steel
        self.assertFalse(self.lighthouse.relation_end_ids)
        relation.unlink()
        self.assertFalse(self.harbour.relation_end_ids)

    def test_card_is_measured_anew_with_its_trading_partners(self):
        partners = self.env.ref("law_firm_client.item_partners")
        block = self.harbour.block_ids.filtered(lambda b: b.block == "business")
        self.assertIn(partners, block.missing_item_ids)
        relation = self.relate(self.steel, self.supplies, self.harbour)
        self.assertNotIn(partners, block.missing_item_ids)
        relation.unlink()
        self.assertIn(partners, block.missing_item_ids)

    @mute_logger("odoo.sql_db")
    def test_nobody_is_related_to_himself(self):
        with self.assertRefused(IntegrityError, "ends_differ"):
            self.relate(self.harbour, self.competes, self.harbour)
        message = "Nobody has a relation to himself"
        relation = self.relate(self.harbour, self.competes, self.steel)
        with self.assertRefused(ValidationError, message):
            relation.right_id = self.harbour.partner_id

    @mute_logger("odoo.sql_db")
    def test_database_refuses_a_relation_to_oneself(self):
        relation = self.relate(self.harbour, self.competes, self.steel)
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.cr.execute(
                "UPDATE law_relation SET right_id = left_id WHERE id = %s",
                [relation.id],
            )

    @mute_logger("odoo.sql_db")
    def test_same_relation_twice_is_refused(self):
        self.relate(self.harbour, self.supplies, self.steel)
        with self.assertRefused(IntegrityError, "open_uniq"):
            self.relate(self.harbour, self.supplies, self.steel)

    def test_same_relation_for_overlapping_time_is_refused(self):
        first = {"date_from": "2015-01-01", "date_to": "2018-06-30"}
        self.relate(self.harbour, self.supplies, self.steel, **first)
        with self.assertRefused(ValidationError, "on record already"):
            self.relate(self.harbour, self.supplies, self.steel, date_from="2018-06-30")
        later = self.relate(
            self.harbour, self.supplies, self.steel, date_from="2018-07-01"
        )
        with self.assertRefused(ValidationError, "on record already"):
            later.date_from = "2017-01-01"

    def test_two_equal_relations_in_one_batch_are_refused(self):
        values = {
            "left_id": self.harbour.partner_id.id,
            "right_id": self.steel.id,
            "type_id": self.supplies.id,
            "company_id": self.company_a.id,
            "date_to": "2020-12-31",
        }
        with self.assertRefused(ValidationError, "on record already"):
            self.Relation.create([values, dict(values)])

    def test_opposite_direction_is_another_relation(self):
        self.relate(self.harbour, self.supplies, self.steel)
        self.assertTrue(self.relate(self.steel, self.supplies, self.harbour))

    @mute_logger("odoo.sql_db")
    def test_user_reads_a_sentence_when_the_database_refuses(self):
        self.relate(self.harbour, self.supplies, self.steel)
        result = self.Relation.load(
            ["left_id/.id", "type_id/.id", "right_id/.id"],
            [[self.harbour.partner_id.id, self.supplies.id, self.steel.id]],
        )
        self.assertIn("on record already", result["messages"][0]["message"])

    def test_symmetric_relation_is_refused_from_the_other_end(self):
        self.relate(self.harbour, self.competes, self.steel, date_to="2020-01-01")
        with self.assertRefused(ValidationError, "on record already"):
            self.relate(self.steel, self.competes, self.harbour, date_from="2019-01-01")

    @mute_logger("odoo.sql_db")
    def test_database_refuses_the_mirrored_open_relation(self):
        """Two users at the same time: the check sees neither, the index does."""
        self.relate(self.harbour, self.competes, self.steel)
        other = self.relate(self.steel, self.competes, self.lighthouse)
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.cr.execute(
                "UPDATE law_relation SET right_id = %s WHERE id = %s",
                [self.harbour.partner_id.id, other.id],
            )

    @mute_logger("odoo.sql_db")
    def test_import_meets_the_same_refusals(self):
        self.relate(self.harbour, self.competes, self.steel)
        rows = [
            [f"{self.steel.id}", f"{self.competes.id}", self.harbour.partner_id.id],
            [f"{self.steel.id}", f"{self.competes.id}", self.steel.id],
        ]
        for row in rows:
            result = self.Relation.load(
                ["left_id/.id", "type_id/.id", "right_id/.id"], [row]
            )
            self.assertFalse(result["ids"])
            self.assertEqual(result["messages"][0]["type"], "error")

    def test_same_relation_in_another_company_is_its_own(self):
        ore = self.make_contact("Ore Ltd")
        self.relate(self.steel, self.supplies, ore)
        self.assertTrue(
            self.relate(self.steel, self.supplies, ore, company_id=self.company_b.id)
        )

    def test_contact_of_another_company_is_refused(self):
        with self.assertRaises(UserError):
            self.relate(self.harbour, self.supplies, self.foreign)

    @mute_logger("odoo.sql_db")
    def test_relation_ends_after_it_begins(self):
        with self.assertRefused(IntegrityError, "law_relation_period"):
            self.relate(
                self.harbour,
                self.supplies,
                self.steel,
                date_from="2020-02-01",
                date_to="2020-01-01",
            )


@tagged("post_install", "-at_install", "s25")
class TestRelationCircle(RelationCase):
    def test_nobody_is_above_himself(self):
        self.relate(self.harbour, self.parent, self.steel)
        self.relate(self.steel, self.parent, self.lighthouse)
        with self.assertRefused(ValidationError, "closes a circle"):
            self.relate(self.lighthouse, self.parent, self.harbour)

    def test_the_parent_may_change_over_the_years(self):
        self.relate(self.harbour, self.parent, self.steel, date_to="2015-12-31")
        reversed_takeover = self.relate(
            self.steel, self.parent, self.harbour, date_from="2016-01-01"
        )
        with self.assertRefused(ValidationError, "closes a circle"):
            reversed_takeover.date_from = "2014-01-01"

    def test_companies_may_hold_shares_of_each_other(self):
        self.relate(self.harbour, self.invests, self.steel, share=10)
        self.assertTrue(self.relate(self.steel, self.invests, self.harbour, share=5))

    def test_circle_with_itself_only_by_other_types_is_none(self):
        self.relate(self.harbour, self.parent, self.steel)
        self.assertTrue(self.relate(self.steel, self.supplies, self.harbour))


@tagged("post_install", "-at_install", "s25")
class TestRelationType(RelationCase):
    def test_type_becomes_symmetric_only_without_mirrored_relations(self):
        self.relate(self.harbour, self.supplies, self.steel, date_to="2020-01-01")
        self.relate(self.steel, self.supplies, self.harbour, date_to="2020-01-01")
        with self.assertRefused(ValidationError, "on record already"):
            self.supplies.symmetric = True

    def test_type_becomes_one_way_only_without_circles(self):
        self.relate(self.harbour, self.invests, self.steel)
        self.relate(self.steel, self.invests, self.harbour)
        with self.assertRefused(ValidationError, "closes a circle"):
            self.invests.no_circle = True

    @mute_logger("odoo.sql_db")
    def test_type_needs_a_name_for_each_direction(self):
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.env["law.relation.type"].create({"name": "advises"})
        with self.assertRaises(IntegrityError), self.cr.savepoint():
            self.competes.no_circle = True
            self.competes.flush_recordset()

    def test_only_the_head_changes_types(self):
        self.supplies.with_user(self.head).name = "delivers to"
        with self.assertRaises(AccessError):
            self.supplies.with_user(self.manager).name = "sells to"


@tagged("post_install", "-at_install", "s25")
class TestRelationPartner(RelationCase):
    @mute_logger("odoo.sql_db")
    def test_contact_with_a_relation_is_not_deleted(self):
        self.relate(self.harbour, self.supplies, self.steel)
        with self.assertRaises(ForeignKeyViolation), self.cr.savepoint():
            self.steel.unlink()

    def test_contact_that_becomes_a_client_is_one_in_its_relations(self):
        relation = self.relate(self.harbour, self.supplies, self.steel)
        self.assertFalse(relation.right_client_id)
        client = self.env["law.client"].create(
            {"partner_id": self.steel.id, "company_id": self.company_a.id}
        )
        self.assertEqual(relation.right_client_id, client)
        self.assertFalse(relation.with_user(self.lawyer).has_access("read"))
        client.unlink()
        self.assertFalse(relation.right_client_id)

    def test_merged_contacts_keep_their_relations(self):
        twin = self.make_contact("Steel Works")
        relation = self.relate(self.harbour, self.supplies, twin)
        other = self.relate(self.steel, self.competes, self.lighthouse)
        self.merge(twin, into=self.steel)
        self.assertEqual(relation.right_id, self.steel)
        self.assertEqual(other.left_id, self.steel)

    def test_client_stays_one_in_its_relations_when_its_contact_is_merged(self):
        twin = self.make_contact("Harbour Trading")
        relation = self.relate(self.harbour, self.supplies, self.steel)
        self.merge(self.harbour.partner_id, into=twin)
        self.assertEqual(self.harbour.partner_id, twin)
        self.assertEqual(relation.left_client_id, self.harbour)

    def test_merge_that_would_lose_a_relation_is_refused(self):
        twin = self.make_contact("Steel Works")
        self.relate(twin, self.invests, self.steel)
        with self.assertRefused(UserError, "Nobody has a relation to himself"):
            self.merge(twin, into=self.steel)

    def test_merge_that_would_delete_a_card_is_refused(self):
        with self.assertRefused(UserError, "each have a card"):
            self.merge(self.harbour.partner_id, into=self.lighthouse.partner_id)

    def test_merge_needs_the_right_to_change_the_client(self):
        self.lawyer.group_ids += self.env.ref("base.group_partner_manager")
        twin = self.make_contact("Harbour Trading")
        with self.assertRefused(UserError, "client cards that you may not change"):
            self.merge(self.harbour.partner_id, into=twin, user=self.lawyer)

    def merge(self, partner, into, user=None):
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard = wizard.with_user(user or self.manager).create({})
        into = into.with_env(wizard.env)
        wizard._merge((partner | into).ids, into, extra_checks=False)


@tagged("post_install", "-at_install", "s20", "s25")
class TestRelationAccess(RelationCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.known = cls.relate(cls.steel, cls.supplies, cls.harbour)
        cls.secret = cls.relate(cls.harbour, cls.invests, cls.lighthouse)

    @users("test_lawyer")
    def test_lawyer_reads_relations_of_own_clients_with_strangers(self):
        self.assertEqual(
            self.env["law.relation"].search([("company_id", "=", self.company_a.id)]),
            self.known,
        )
        ends = self.harbour.with_user(self.env.user).relation_end_ids
        self.assertEqual(ends.other_id, self.steel)

    @users("test_lawyer", "test_lawyer2")
    def test_lawyer_does_not_read_relations_with_others_clients(self):
        for secret in (
            self.secret.with_user(self.env.user),
            self.env["law.relation.end"].browse([2 * self.secret.id]),
            self.env["law.relation.end"].browse([2 * self.secret.id + 1]),
        ):
            with self.assertRaises(AccessError):
                secret.read(["type_id"])

    @users("test_lawyer")
    def test_lawyer_on_both_teams_reads_the_relation(self):
        self.env["law.client.member"].sudo().create(
            {
                "client_id": self.lighthouse.id,
                "user_id": self.lawyer.id,
                "role": "handling",
            }
        )
        self.assertTrue(self.secret.with_user(self.env.user).has_access("read"))

    @users("test_outsider", "test_auditor", "test_committee", "test_marketing")
    def test_others_read_no_relation(self):
        for relation in self.known | self.secret:
            with self.assertRaises(AccessError):
                relation.with_user(self.env.user).read(["type_id"])

    @users("test_manager_b")
    def test_manager_of_another_company_reads_no_relation(self):
        Relation = self.env["law.relation"]
        self.assertFalse(
            Relation.search([("id", "in", (self.known + self.secret).ids)])
        )

    @users("test_lawyer")
    def test_lawyer_adds_no_relation(self):
        with self.assertRaises(AccessError):
            self.known.with_user(self.env.user).copy({"date_from": "2030-01-01"})


@tagged("post_install", "-at_install", "s25")
class TestRelationAdd(RelationCase):
    def wizard(self, reading, other):
        form = Form(
            self.env["law.relation.add"]
            .with_user(self.manager)
            .with_context(default_client_id=self.harbour.id)
        )
        form.reading = reading
        form.other_id = other
        return form

    def test_relation_is_added_as_it_reads_from_the_client(self):
        form = self.wizard(f"{self.supplies.id}-right", self.steel)
        form.save().action_add()
        relation = self.Relation.search([("right_id", "=", self.harbour.partner_id.id)])
        self.assertEqual(relation.left_id, self.steel)
        self.assertEqual(self.harbour.relation_end_ids.label, "buys from")

    def test_share_counts_for_ownership_only(self):
        form = self.wizard(f"{self.invests.id}-left", self.steel)
        form.share = 12.5
        form.save().action_add()
        form = self.wizard(f"{self.competes.id}-left", self.steel)
        form.save().action_add()
        relations = self.Relation.search([("left_id", "=", self.harbour.partner_id.id)])
        self.assertEqual(sorted(relations.mapped("share")), [0, 12.5])

    def test_lawyer_has_no_such_dialog(self):
        with self.assertRaises(AccessError):
            self.env["law.relation.add"].with_user(self.lawyer).create({})

    def test_each_type_is_offered_in_its_directions(self):
        offered = dict(self.env["law.relation.add"]._selection_reading())
        self.assertEqual(offered[f"{self.supplies.id}-left"], "supplies")
        self.assertEqual(offered[f"{self.supplies.id}-right"], "buys from")
        self.assertNotIn(f"{self.competes.id}-right", offered)
