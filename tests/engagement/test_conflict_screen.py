from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .conflict_common import ConflictCase

REPORT = "law_firm_client.report_conflict_check"


@tagged("post_install", "-at_install", "s22", "s36")
class TestConflictScreen(ConflictCase):
    """What a check shows: whose it is, the gravest first, and each once."""

    def against(self, name="Steel Works Ltd", client=None, **values):
        """Return a draft of the manager against a party of this name."""
        party = Command.create({"name": name, **values})
        return self.draft(self.manager, client, party_ids=[party])

    def test_a_hit_says_whose_it_is_as_what_and_since_when(self):
        self.env["law.client.alias"].create(
            {"client_id": self.harbour.id, "name": "Quayside Haulage", "kind": "former"}
        )
        self.make_person(self.harbour, "Zhao Jingwei", "owner")
        engagement = self.against("Copper Mill Ltd", date_from="2024-03-01")
        for name, words in (
            ("Harbour Trading", ["Harbour Trading Ltd", "Active", "05/01/2019"]),
            ("Quayside Haulage", ["Other name of", "Harbour Trading Ltd"]),
            ("Zhao Jingwei", ["Owner", "Harbour Trading Ltd"]),
            ("Copper Mill", ["Opponent in", engagement.code, "03/01/2024", "Draft"]),
        ):
            hit = self.ask(self.partner, name).hit_ids
            for word in words:
                with self.subTest(name=name, word=word):
                    self.assertIn(word, hit.owner)

    def test_who_may_see_it_opens_it_and_nobody_else(self):
        engagement = self.against()
        for name, model, number in (
            ("Harbour Trading", "law.client", self.harbour.id),
            ("Steel Works", "law.engagement", engagement.id),
        ):
            with self.subTest(name=name):
                action = self.ask(self.partner, name).hit_ids.action_open_found()
                self.assertEqual(action["res_model"], model)
                self.assertEqual(action["res_id"], number)
                hit = self.ask(self.outsider, name).hit_ids
                self.assertFalse(hit.owner)
                with self.assertRefused(AccessError, "restricted matter"):
                    hit.action_open_found()

    def test_whose_it_was_stays_as_it_was(self):
        hit = self.ask(self.partner, "Harbour Trading").hit_ids
        self.harbour.name = "Something Else Ltd"
        hit.invalidate_recordset()
        self.assertIn("Harbour Trading Ltd", hit.owner)

    def test_each_is_found_once(self):
        self.make_contact(self.harbour.name, parent_id=self.harbour.partner_id.id)
        self.env["law.client.alias"].create(
            {
                "client_id": self.harbour.id,
                "name": "Harbour Trading Company",
                "kind": "former",
            }
        )
        check = self.ask(self.partner, "Harbour Trading Ltd")
        self.assertEqual(check.hit_ids.mapped("name"), ["Harbour Trading Ltd"])
        first, second = self.against(), self.against(other_names="Steel Works GmbH")
        check = self.ask(self.partner, "Steel Works Ltd")
        owners = check.hit_ids.mapped("owner")
        self.assertEqual(len(owners), 3)
        self.assertTrue(any(first.code in owner for owner in owners))
        self.assertTrue(any(second.code in owner for owner in owners))

    def test_a_client_found_by_two_names_stands_once_with_both(self):
        self.env["law.client.alias"].create(
            {"client_id": self.harbour.id, "name": "Quayside Haulage", "kind": "former"}
        )
        check = self.ask(self.partner, "Harbour Trading", "Quayside Haulage")
        self.assertEqual(len(check.hit_ids), 1)
        hit = check.hit_ids
        told = f"{hit.name} {hit.also} {hit.line_id.name}"
        for word in ("Harbour Trading Ltd", "Quayside Haulage", "Harbour Trading"):
            self.assertIn(word, told)
        hidden = self.ask(self.outsider, "Harbour Trading", "Quayside Haulage").hit_ids
        self.assertFalse(hidden.also)

    def test_it_says_which_companies_were_searched_and_which_were_not(self):
        check = self.ask(self.partner, "Nobody Known")
        self.assertIn(self.company_a.name, check.firm_text)
        self.assertNotIn(self.company_b.name, check.firm_text)
        self.assertIn("are not searched", check.firm_text)
        self.partner.company_ids += self.company_b
        check.invalidate_recordset()
        self.assertIn(f"Not searched: {self.company_b.name}", check.firm_text)

    def test_what_finds_nothing_is_cleared_if_the_firm_wants_it_so(self):
        check = self.ask(self.lawyer, "Nobody Known")
        self.assertEqual(check.state, "pending")
        self.company_a.law_conflict_clear_alone = True
        check = self.ask(self.lawyer, "Nobody Known")
        self.assertEqual(check.state, "cleared")
        self.assertEqual(check.decided_by_id, self.lawyer)
        found = self.ask(self.lawyer, "Harbour Trading Ltd")
        self.assertEqual(found.state, "pending")
        broken = self.ask(self.lawyer, "Ltd")
        self.assertEqual(broken.state, "pending")

    def test_a_reason_is_told_in_words_that_everybody_uses(self):
        self.make_client("東方羅盤貿易有限公司", manager=self.manager)
        for name, words in (
            ("东方罗盘贸易有限公司", "same in traditional and simplified characters"),
            ("Dongfang Luopan", "sounds the same in pinyin"),
            ("Harbour Tradinq Ltd", "one letter differs"),
        ):
            with self.subTest(name=name):
                told = self.ask(self.partner, name).shown_hit_ids.mapped("reasons")
                self.assertIn(words, " ".join(told))

    def test_a_guarantor_with_the_name_of_a_person_is_one(self):
        engagement = self.draft(
            self.manager,
            party_ids=[
                Command.create({"name": "陆海波", "role": "guarantor"}),
                Command.create({"name": "Quay Ltd", "role": "guarantor"}),
                Command.create({"name": "陆海波"}),
                Command.create(
                    {"name": "陆平", "role": "guarantor", "kind": "company"}
                ),
            ],
        )
        kinds = engagement.party_ids.mapped("kind")
        self.assertEqual(kinds, ["person", "company", "company", "company"])

    def test_the_gravest_stands_first(self):
        self.against("Harbour Trading Ltd", self.lighthouse)
        check = self.ask(self.partner, "Harbor Trading Ltd")
        self.assertEqual(check.shown_hit_ids.mapped("side"), ["adverse", "same"])
        check = self.ask(self.partner, "Harbour Trading Ltd")
        scores = check.shown_hit_ids.mapped("score")
        self.assertEqual(scores, sorted(scores, reverse=True))

    def test_the_side_is_said_as_it_is(self):
        former = self.make_client("Kestrel Dredging Ltd", manager=self.manager)
        former._write({"state": "former"})
        former.invalidate_recordset(["state"])
        self.against("Otter Wharves Ltd", role="co_party")
        self.against("Teal Shipping Ltd")
        for role, name, side in (
            ("opponent", "Harbour Trading Ltd", "adverse"),
            ("opponent", "Chen Legal", "tied"),
            ("opponent", "Kestrel Dredging Ltd", "was_ours"),
            ("opponent", "灯塔科技有限公司", "prospect"),
            ("opponent", "Otter Wharves Ltd", "beside"),
            ("opponent", "Teal Shipping Ltd", "same"),
            ("related", "Harbour Trading Ltd", "third"),
            ("related", "Chen Legal", "third_tied"),
            ("related", "Teal Shipping Ltd", "known"),
            ("client", "Teal Shipping Ltd", "former"),
            ("client", "Harbour Trading Ltd", "known"),
        ):
            with self.subTest(role=role, name=name):
                hits = self.ask(self.partner, name, role=role).hit_ids
                self.assertEqual(hits[:1].side, side)

    def test_a_guarantor_is_no_other_side(self):
        engagement = self.against("Harbour Trading", self.lighthouse, role="guarantor")
        check = engagement._run_conflict_check().with_user(self.partner)
        self.assertEqual(check.hit_ids.filtered("owner").mapped("side"), ["third"])

    def test_restricted_hits_stand_together_with_their_number(self):
        for _number in range(3):
            self.against()
        check = self.ask(self.outsider, "Steel Works Ltd")
        self.assertEqual(check.hit_count, 3)
        shown = check.shown_hit_ids
        self.assertEqual(len(shown), 1)
        self.assertEqual(shown.masked_count, 3)
        seen = check.with_user(self.partner)
        self.assertEqual(len(seen.shown_hit_ids), 3)

    def test_the_paper_tells_what_was_found_before_what_was_asked(self):
        check = self.ask(self.lawyer, "Harbour Trading Limited").with_user(self.manager)
        check.hit_ids.action_assess("waiver", "The client must agree first")
        reports = self.env["ir.actions.report"].with_user(self.manager)
        paper = reports._render_qweb_html(REPORT, check.ids)[0].decode()
        self.assertLess(paper.index("Active client"), paper.index("Names searched"))
        self.assertIn("The client must agree first", paper)
        self.assertIn(f"({self.manager.tz or 'UTC'})", paper)

    def test_a_person_asked_and_not_the_system(self):
        check = self.ask(self.lawyer, "Nobody Knows Ltd")
        self.assertEqual(check.asker_id, self.lawyer)
        check = self.ask(self.env.ref("base.user_root"), "Nobody Knows Ltd")
        self.assertFalse(check.asker_id)


@tagged("post_install", "-at_install", "s22")
class TestConflictAssessment(ConflictCase):
    """Assessments have a reason, are made alike, and last from check to check."""

    def assess(self, user, action, **values):
        """Assess by the form that a button opened."""
        Form = self.env["law.conflict.assess"].with_user(user)
        asked = Form.with_context(**action["context"])
        self.assertFalse(asked.default_get(["assessment"]).get("assessment"))
        asked.create({"assessment": "none", **values}).action_assess()

    def test_no_conflict_needs_a_reason(self):
        check = self.ask(self.lawyer, "Harbour Trading Limited").with_user(self.manager)
        hit = check.hit_ids
        for note in (False, "", " . ", "ok"):
            with self.assertRefused(UserError, "why this is no conflict"):
                hit.action_assess("none", note)
        self.assess(self.manager, hit.action_ask_assessment(), note="A name alone")
        self.assertEqual(hit.assessment, "none")
        self.assertEqual(hit.assessment_note, "A name alone")

    def test_several_are_assessed_alike_with_one_reason(self):
        for _number in range(3):
            self.draft(self.manager)
        check = self.ask(self.lawyer, "Steel Works Ltd").with_user(self.manager)
        check.hit_ids[0].action_assess("conflict", "We act against them")
        action = check.action_assess_alike()
        self.assess(self.manager, action, note="Another company of that name")
        self.assertEqual(
            check.hit_ids.mapped("assessment"), ["conflict", "none", "none"]
        )
        self.assertFalse(check.open_hit_count)
        with self.assertRefused(UserError, "all that you may see"):
            check.action_assess_alike()

    def test_who_may_not_decide_is_not_asked(self):
        check = self.ask(self.lawyer, "Harbour Trading Limited")
        with self.assertRefused(AccessError, "client manager"):
            check.action_assess_alike()
        with self.assertRefused(AccessError, "client manager"):
            check.hit_ids.action_ask_assessment()
        other = self.ask(self.lawyer2, "Steel Works Ltd", "Harbour Trading")
        with self.assertRefused(UserError, "Choose how"):
            other.with_user(self.manager).hit_ids.action_assess("perhaps")

    def test_hits_of_another_check_are_left_alone(self):
        checks = [self.ask(self.lawyer, "Harbour Trading Limited") for _n in range(2)]
        one, other = (check.with_user(self.manager) for check in checks)
        action = one.action_assess_alike()
        hits = [Command.set((one.hit_ids | other.hit_ids).ids)]
        self.assess(self.manager, action, hit_ids=hits, note="A name alone")
        self.assertTrue(one.hit_ids.assessment)
        self.assertFalse(other.hit_ids.assessment)

    def test_one_more_party_keeps_what_was_assessed(self):
        first = Command.create({"name": "灯塔科技股份有限公司"})
        engagement = self.draft(self.lawyer, party_ids=[first])
        check = engagement._run_conflict_check()
        self.assertFalse(any(check.hit_ids.mapped("novelty")))
        check.with_user(self.manager2).hit_ids.action_assess("none", "Only a name")
        check.with_user(self.manager2).action_clear()
        self.draft(self.manager)
        engagement.party_ids = [Command.create({"name": "Steel Works Ltd"})]
        later = engagement._run_conflict_check().with_user(self.partner)
        old = later.hit_ids.filtered(lambda hit: hit.novelty == "before")
        new = later.hit_ids.filtered(lambda hit: hit.novelty == "new")
        self.assertEqual((len(old), len(new)), (1, 1))
        self.assertEqual(old.assessment, "none")
        self.assertEqual(old.assessment_note, "Only a name")
        self.assertEqual(old.assessed_by_id, self.manager2)
        self.assertEqual(old.carried_from_id, check)
        self.assertFalse(new.assessment)
        self.assertEqual(later.open_hit_count, 1)
        with self.assertRefused(UserError, "Assess each hit"):
            later.action_clear()
        new.action_assess("none", "Another company of that name")
        later.action_clear()
        third = engagement._run_conflict_check()
        self.assertEqual(
            third.sudo().hit_ids.filtered("carried_from_id").mapped("carried_from_id"),
            check | later,
        )

    def test_what_changed_since_is_assessed_anew(self):
        party = Command.create({"name": "Harbour Trading Company"})
        engagement = self.draft(self.lawyer2, self.lighthouse, lead_id=self.lawyer2.id)
        engagement.party_ids = [Command.clear(), party]
        check = engagement._run_conflict_check().with_user(self.partner)
        check.hit_ids.action_assess("none", "Only a name")
        self.harbour.client_since = "2018-05-01"
        again = engagement._run_conflict_check().with_user(self.partner)
        self.assertFalse(again.hit_ids.assessment)
        self.assertEqual(again.hit_ids.novelty, "new")
