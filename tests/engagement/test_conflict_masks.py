from odoo.exceptions import AccessError, UserError
from odoo.service.model import call_kw
from odoo.tests import tagged

from ..protection.log_common import LogCase
from .conflict_common import ConflictCase

HIDDEN = "Harbour Trading Ltd"
NAMES = {"display_name": {}, "name": {}, "source": {}, "reasons": {}}


@tagged("post_install", "-at_install", "s22", "s62")
class TestConflictMasks(ConflictCase, LogCase):
    """A hit tells nobody what he or she may not see anyway."""

    def setUp(self):
        super().setUp()
        self.check = self.ask(self.outsider, "Harbour Trading Limited")

    def test_a_lawyer_sees_that_there_is_something_and_whom_to_ask(self):
        hit = self.check.hit_ids
        self.assertTrue(hit.masked)
        self.assertIn("A restricted matter; ask ", hit.name)
        self.assertNotIn(self.manager.name, hit.name)
        self.assertEqual(hit.display_name, hit.name)
        self.assertFalse(hit.source or hit.side or hit.reasons or hit.score)
        self.assertEqual(self.found(self.check, self.manager), {"Harbour Trading Ltd"})

    def test_the_order_of_hits_tells_nothing(self):
        """Neither how close a hidden name is, nor how grave: it is drawn by lot."""
        names = [f"Harbour Trading{end}" for end in (" Ltd", "s Ltd", " Asia Ltd")]
        for name in names:
            self.make_client(name, manager=self.manager)
        orders = set()
        for _turn in range(12):
            hits = self.ask(self.outsider, "Harbour Trading Ltd").hit_ids
            orders.add(tuple(hits.sudo().mapped("kept_name")))
        self.assertGreater(len(orders), 1)
        self.assertEqual(len(hits.check_id.shown_hit_ids), 1)

    def test_no_door_tells_more(self):
        Hit = self.env["law.conflict.hit"].with_user(self.outsider)
        hit = Hit.browse(self.check.hit_ids.id)
        names = ["name", "source", "side", "reasons", "score", "display_name"]
        text = str(hit.read())
        with self.assertRaises(AccessError):  # lawyers export nothing
            hit.export_data(names)
        text += str(self.check.message_ids.mapped("body"))
        self.assertNotIn("Harbour Trading Ltd", text)
        for kept in ("kept_name", "kept_client_id", "kept_source", "kept_reasons"):
            with self.subTest(field=kept), self.assertRaises(AccessError):
                Hit.search([(kept, "!=", False)])
            with self.subTest(field=kept), self.assertRaises(AccessError):
                hit.read([kept])
        with self.assertRaises(AccessError):
            Hit._read_group([], ["kept_source"])
            with self.subTest(order=kept), self.assertRaises(AccessError):
                Hit.search([], order=kept)
            path = [(f"hit_ids.{kept}", "!=", False)]
            with self.subTest(path=kept), self.assertRaises(AccessError):
                self.env["law.conflict.check"].with_user(self.outsider).search(path)
        for shown in ("source", "side"):
            with self.subTest(field=shown), self.assertRaises(UserError):
                Hit.search([(shown, "ilike", "Harbour")])

    def told(self, user, check):
        """Return all that the doors to the hits of the check tell `user`, by door."""
        report = "law_firm_client.report_conflict_check"
        domain = [("check_id", "=", check.id)]
        told = {}
        with self.reading(user, check) as check:
            check.env.invalidate_all()
            Hit, hits = check.env["law.conflict.hit"], check.hit_ids
            told["name_search"] = Hit.name_search("", domain)
            told["formatted"] = Hit.formatted_read_group(domain, ["id"], ["__count"])
            told["web_read_group"] = Hit.web_read_group(domain, ["id"])
            with self.assertWarns(DeprecationWarning):
                parts = [domain, ["id"], ["id"]]
                told["read_group"] = call_kw(Hit, "read_group", parts, {})
            told["search_read"] = Hit.search_read(domain)
            told["list"] = Hit.web_search_read(domain, NAMES)
            told["form"] = check.web_read({"hit_ids": {"fields": NAMES}})
            told["in sudo"] = hits.sudo().mapped("display_name")
            told["paper"] = check.env["ir.actions.report"]._render_qweb_html(
                report, check.ids
            )[0]
            told["chatter"] = check.message_ids.mapped("body")
        return {door: str(answer) for door, answer in told.items()}

    def assertMasked(self, user, check):
        """Check that every door says whom to ask, and none whose name it is."""
        for door, answer in self.told(user, check).items():
            with self.subTest(user=user.name, door=door):
                self.assertNotIn(HIDDEN, answer)
                if door != "chatter":
                    self.assertIn("restricted matter", answer)

    def test_all_doors_say_the_same_to_an_outsider(self):
        self.assertMasked(self.outsider, self.check)
        for door, answer in self.told(self.manager, self.check).items():
            with self.subTest(door=door):
                self.assertEqual(HIDDEN in answer, door != "chatter")

    def test_all_doors_say_the_same_to_a_walled_partner(self):
        self.bar(self.partner, self.harbour, by=self.head)
        check = self.ask(self.partner, "Harbour Trading Limited")
        self.assertMasked(self.partner, check)
        names = ["name", "display_name", "source"]
        Request = self.env["law.export.request"].with_user(self.partner)
        hit = "law.conflict.hit"
        for model in (hit, hit, check._name):  # the second is a part of the check
            Request.ask(model, "For the file of the matter", rows=2)
        with self.reading(self.partner, check) as check:
            text = str(check.hit_ids.export_data(names))
            text += str(check.export_data([f"hit_ids/{name}" for name in names]))
        self.assertNotIn(HIDDEN, text)
        self.assertIn("restricted matter", text)

    def test_a_word_finds_the_names_that_are_seen(self):
        Hit, domain = self.env["law.conflict.hit"], [("check_id", "=", self.check.id)]
        for user, found in ((self.outsider, 0), (self.manager, 1)):
            for name in ("Trading Ltd", "Nobody"):
                pairs = Hit.with_user(user).name_search(name, domain)
                with self.subTest(user=user.name, name=name):
                    self.assertEqual(len(pairs), found if name != "Nobody" else 0)
            for operator in ("=", "ilike"):
                term = ("name", operator, HIDDEN)
                hits = Hit.with_user(user).search([*domain, term])
                self.assertEqual(len(hits), found)
                self.assertEqual(len(hits.sudo().search([*domain, term])), found)
            other = Hit.with_user(user).search([*domain, ("name", "!=", HIDDEN)])
            self.assertEqual(len(other), 1 - found)

    def test_the_log_names_whose_hits_are_shown(self):
        domain = [("check_id", "=", self.check.id)]
        for user, names in ((self.outsider, ""), (self.manager, HIDDEN)):
            with self.reading(user, self.env["law.conflict.hit"]) as Hit:
                Hit.name_search("", domain)
            self.assertEqual(self.rows()[-1].client_names or "", names)

    def test_who_searches_names_is_in_the_log_with_them(self):
        for user, names in ((self.outsider, ""), (self.manager, HIDDEN)):
            check = self.ask(user, "Harbour Trading Limited", "Nobody", run=False)
            with self.reading(user, check) as asked:
                asked.action_search()
            row = self.rows()[-1]
            self.assertEqual((row.user_number, row.model), (user.id, check._name))
            self.assertEqual((row.record_count, row.client_names or ""), (2, names))
            self.assertIn("Harbour Trading Limited", row.query)
            self.assertIn("Nobody", row.query)

    def test_whoever_tries_names_is_stopped_by_the_limit(self):
        policy = self.env["law.export.policy"].search(
            [("company_id", "=", self.company_a.id), ("role", "=", "lawyer")]
        )
        policy.write({"read_rows_hour": 200, "read_rows_day": 200})
        many = self.ask(self.outsider, *(f"Zq{n}" for n in range(201)), run=False)
        with self.reading(self.outsider, many) as asked:
            with self.assertRaisesRegex(AccessError, "more of the clients' data"):
                asked.action_search()
        row = self.rows()[-1]
        self.assertEqual((row.action, row.record_count), ("stopped", 201))

    def test_a_wall_keeps_the_names_that_others_typed(self):
        self.bar(self.partner, self.harbour, by=self.head)
        engagement = self.draft(self.manager)
        wall = {"by": self.head, "engagement_id": engagement.id}
        self.bar(self.manager2, self.harbour, **wall)
        steel = self.ask(self.outsider, "Steel Works")
        other = self.ask(self.outsider, "Nobody Knows Ltd")
        draft = self.ask(self.outsider, "Harbour Trading", run=False)
        seen = {
            self.outsider: self.check | steel | other | draft,
            self.partner: other,
            self.manager2: self.check | other,
            self.head: self.check | steel | other,
        }
        every = self.check | steel | other | draft
        self.env.invalidate_all()
        for user, checks in seen.items():
            mine = every.with_user(user)
            with self.subTest(user=user.name):
                for parts in (mine, every.line_ids.with_user(user)):
                    found = parts.search([("id", "in", parts.ids)])
                    self.assertEqual(found, parts._filtered_access("read"))
                    owned = found if parts is mine else found.check_id
                    self.assertEqual(owned, checks)

    def test_a_wall_masks_it_for_a_manager_and_nobody_assesses_blindly(self):
        self.bar(self.manager2, self.harbour)
        name = "Harbour Trading Limited"
        check = self.ask(self.lawyer2, name, client_id=self.lighthouse.id)
        check = check.with_user(self.manager2)
        check.hit_ids.invalidate_recordset()
        self.assertTrue(check.hit_ids.masked)
        with self.assertRefused(AccessError, "cannot assess"):
            check.hit_ids.action_assess("none")

    def test_why_it_was_so_assessed_is_masked_with_the_hit(self):
        name = "Harbour Trading Limited"
        check = self.ask(self.lawyer2, name, client_id=self.lighthouse.id)
        judge = check.with_user(self.manager2)
        judge.hit_ids.action_assess("waiver", "Harbour sells its yard")
        self.assertEqual(judge.hit_ids[0].assessment_note, "Harbour sells its yard")
        hits = check.with_user(self.lawyer2).hit_ids
        hits.invalidate_recordset()
        rows = hits.read(["masked", "assessment_note"])
        self.assertEqual({row["masked"] for row in rows}, {True})
        self.assertNotIn("yard", str(rows))
        with self.assertRefused(AccessError, "."):
            hits.search([("kept_note", "ilike", "yard")])

    def test_of_a_walled_engagement_nothing_is_seen(self):
        engagement = self.draft(self.manager)
        check = engagement._run_conflict_check()
        self.bar(self.lawyer, self.harbour, engagement_id=engagement.id)
        for record in (check, check.line_ids):
            with self.assertRaises(AccessError):
                record.with_user(self.lawyer).read(["display_name"])

    def test_the_opponents_of_a_walled_engagement_are_masked(self):
        engagement = self.draft(self.manager)
        self.bar(self.manager2, self.harbour, engagement_id=engagement.id)
        check = self.ask(self.manager2, "Steel Works")
        self.assertTrue(check.hit_ids.masked)
