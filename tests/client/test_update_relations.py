# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .test_relations import RelationCase
from .update_common import UpdateCase


@tagged("post_install", "-at_install", "s25", "s53")
class TestUpdateRelations(UpdateCase, RelationCase):
    """The lawyer proposes with whom the client trades, and learns nothing by it."""

    def relation(self, name, kind=None, side="left", **values):
        reading = f"{(kind or self.supplies).id}-{side}"
        return ("relation", {"reading": reading, "name": name, **values})

    def test_relation_comes_onto_the_card_with_its_author(self):
        form = self.submitted(
            self.relation("Steel Works Ltd", side="right", date_from="2020-02-01")
        )
        self.assertEqual(
            form.line_ids.proposed_text, "buys from · Steel Works Ltd · 02/01/2020"
        )
        self.assertEqual(form.line_ids.block, "business")
        form.action_accept_all()
        form.action_post()
        relation = self.harbour.relation_end_ids.relation_id
        self.assertEqual(relation.left_id, self.steel)
        self.assertEqual(relation.right_id, self.harbour.partner_id)
        self.assertEqual(str(relation.date_from), "2020-02-01")
        self.assertEqual(relation.source, "lawyer_visit")
        self.assertIn(f"Heard by Lawyer ({form.name})", relation.note)
        self.assertEqual(relation.create_uid, self.manager2)

    def test_trading_partner_is_collected(self):
        item = self.env.ref("law_firm_client.item_partners")
        self.assertEqual(item.collector, "lawyer")
        self.posted(self.relation("Lotus Silk Mill"))
        block = self.harbour.block_ids.filtered(lambda b: b.block == "business")
        self.assertNotIn(item, block.missing_item_ids)

    def test_who_is_in_no_card_yet_is_added(self):
        self.posted(
            self.relation("Lotus Silk Mill", self.invests, share=12.5, note="Since May")
        )
        relation = self.harbour.relation_end_ids.relation_id
        self.assertEqual(relation.right_id.name, "Lotus Silk Mill")
        self.assertTrue(relation.right_id.is_company)
        self.assertEqual(relation.right_id.company_id, self.company_a)
        self.assertEqual(relation.share, 12.5)
        self.assertIn("Since May", relation.note)

    def test_relation_on_the_card_is_not_proposed_again(self):
        self.relate(self.harbour, self.supplies, self.steel)
        form = self.write_form(self.relation("STEEL WORKS LIMITED"))
        self.assertEqual(form.line_ids.old_text, "supplies · Steel Works Ltd")
        with self.assertRaisesRegex(UserError, "the card says so already"):
            form.action_submit()
        self.write_form(self.relation("Steel Works Ltd", side="right"), submit=True)

    def test_mutual_relation_is_found_from_either_end(self):
        self.relate(self.steel, self.competes, self.harbour)
        form = self.write_form(self.relation("Steel Works Ltd", self.competes))
        with self.assertRaisesRegex(UserError, "the card says so already"):
            form.action_submit()

    def test_relation_that_came_meanwhile_is_not_added_again(self):
        form = self.submitted(self.relation("Steel Works Ltd"))
        self.relate(self.harbour, self.supplies, self.steel)
        form.line_ids.action_apply_anyway()
        with self.assertRaisesRegex(UserError, "says so already. Return the line"):
            form.action_post()

    def test_nobody_is_related_to_himself(self):
        self.env["law.client.alias"].create(
            {"client_id": self.harbour.id, "name": "Haven", "kind": "trade"}
        )
        for name in ("harbour trading limited", "Haven"):
            form = self.write_form(self.relation(name))
            with self.assertRaisesRegex(UserError, "to himself or herself"):
                form.action_submit()

    def test_what_a_relation_needs(self):
        for proposal, message in (
            (self.relation("", self.supplies), "name the other side"),
            (("relation", {"name": "Steel Works Ltd"}), "add Relation"),
            (self.relation("Steel Works Ltd", share=5), "who owns a part has a share"),
        ):
            form = self.write_form(proposal)
            with self.assertRaisesRegex(UserError, message):
                form.action_submit()
        for values in ({"share": 101}, {"date_from": "2999-01-01"}):
            with self.assertRefused(ValidationError, "."):
                self.write_form(self.relation("Steel Works Ltd", **values))
        twice = self.write_form(self.relation("Steel"), self.relation("steel"))
        with self.assertRaisesRegex(UserError, "says so twice"):
            twice.action_submit()

    def test_lawyer_is_told_nothing_of_another_client(self):
        known = self.relate(self.harbour, self.supplies, self.lighthouse)
        form = self.write_form(self.relation(self.lighthouse.name), submit=True)
        self.env.invalidate_all()
        line = form.line_ids
        self.assertFalse(line.old_text)
        self.assertFalse(line.found)
        self.assertFalse(line.changed)
        self.assertNotIn("other_id", [part["name"] for part in line.parts])
        known.unlink()
        other = self.write_form(self.relation("Nobody Ltd"), submit=True).line_ids
        same = [
            line.read(["old", "found", "changed", "decision"])[0]
            for line in (line, other)
        ]
        self.assertEqual({**same[0], "id": 0}, {**same[1], "id": 0})

    def test_lawyer_does_not_choose_among_contacts(self):
        form = self.write_form(
            ("relation", {"other_id": self.lighthouse.partner_id.id})
        )
        self.assertFalse(form.line_ids.proposed)

    def test_checker_sees_who_the_other_side_is(self):
        for name, found in (
            (self.lighthouse.name, f"Is the client {self.lighthouse.name} (%s)."),
            ("Steel Works Ltd", "Is Steel Works Ltd in Contacts."),
            ("Lotus Silk Mill", "Not in Contacts yet: posting adds Lotus Silk Mill."),
        ):
            line = self.submitted(self.relation(name)).line_ids
            self.assertEqual(line.found, found.replace("%s", self.lighthouse.code))

    def test_contacts_of_one_name_are_not_guessed_among(self):
        self.make_contact("Steel Works Ltd")
        form = self.submitted(self.relation("Steel Works Ltd"))
        self.assertIn("Several in Contacts have this name", form.line_ids.found)
        form.action_accept_all()
        with self.assertRaisesRegex(UserError, "Enter the relation on the card"):
            form.action_post()

    def test_manager_chooses_among_contacts(self):
        reading = f"{self.supplies.id}-left"
        values = {"reading": reading, "other_id": self.steel.id}
        self.posted(("relation", values), user=self.manager)
        self.assertEqual(self.harbour.relation_end_ids.other_id, self.steel)
        form = self.write_form(
            ("relation", {**values, "other_id": self.harbour.partner_id.id}),
            user=self.manager,
        )
        with self.assertRaisesRegex(UserError, "to himself or herself"):
            form.action_submit()

    def test_colleague_does_not_see_whom_a_relation_names(self):
        self.env["law.client.member"].create(
            {"client_id": self.harbour.id, "user_id": self.outsider.id}
        )
        form = self.write_form(
            self.relation("Steel Works Ltd"), ("habits", {"habits": "Tea"}), submit=True
        )
        relation = form.line_ids.filtered(lambda line: line.topic == "relation")
        seen = form.with_user(self.outsider)
        self.env.invalidate_all()
        self.assertEqual(seen.line_ids.mapped("topic"), ["habits"])
        with self.assertRaises(AccessError):
            relation.with_user(self.outsider).read(["proposed"])

    def test_new_client_comes_with_its_relations(self):
        form = self.submitted(
            self.relation("Steel Works Ltd"),
            ("alias", {"name": "Lotus", "kind": "trade"}),
            client_id=False,
            client_name="Lotus Silk Mill Ltd",
        )
        form.action_accept_all()
        form.action_post()
        self.assertEqual(form.client_id.relation_end_ids.other_id, self.steel)
        self.assertEqual(form.client_id.alias_ids.name, "Lotus")


@tagged("post_install", "-at_install", "s53")
class TestUpdateNamesAndPositions(UpdateCase):
    """Another name of the client, and a further position of a person it has."""

    def last_note(self):
        return self.harbour.message_ids[:1].body

    def test_other_name_comes_onto_the_card(self):
        form = self.posted(("alias", {"name": "Haven", "kind": "former"}))
        alias = self.harbour.alias_ids
        self.assertEqual((alias.name, alias.kind), ("Haven", "former"))
        self.assertIn(
            f"Haven · Former name. Heard by Lawyer ({form.name})", self.last_note()
        )

    def test_name_that_the_card_has_is_not_another(self):
        self.posted(("alias", {"name": "Haven", "kind": "former"}))
        for name, message in (
            ("HAVEN", "the card says so already"),
            ("Harbour Trading Limited", "under which the card stands"),
        ):
            form = self.write_form(("alias", {"name": name, "kind": "trade"}))
            with self.assertRaisesRegex(UserError, message):
                form.action_submit()

    def test_name_that_came_meanwhile_is_not_added_again(self):
        form = self.submitted(("alias", {"name": "Haven", "kind": "former"}))
        self.harbour.alias_ids.create(
            {"client_id": self.harbour.id, "name": "Haven", "kind": "trade"}
        )
        self.assertTrue(form.line_ids.changed)
        form.line_ids.action_apply_anyway()
        with self.assertRaisesRegex(UserError, "Return the line"):
            form.action_post()

    def test_person_gets_a_further_position(self):
        person = self.harbour.person_ids
        form = self.posted(
            (
                "position_new",
                {
                    "person_id": person.id,
                    "role": "owner",
                    "share": 40,
                    "date_from": "2020-01-01",
                },
            )
        )
        owner = person.position_ids.filtered(lambda p: p.role == "owner")
        self.assertEqual((owner.share, owner.source), (40, "lawyer_visit"))
        self.assertEqual(str(owner.date_from), "2020-01-01")
        self.assertIn(f"40 %. Heard by Lawyer ({form.name})", self.last_note())

    def test_position_that_the_person_holds_is_not_a_further_one(self):
        person = self.harbour.person_ids
        values = {"person_id": person.id, "role": "legal_representative"}
        form = self.write_form(("position_new", values))
        with self.assertRaisesRegex(UserError, "the card says so already"):
            form.action_submit()
