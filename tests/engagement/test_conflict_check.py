import base64

from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .conflict_common import ConflictCase

PAPER = b"signed by both clients " * 10
SIGNED = base64.b64encode(PAPER).decode()


@tagged("post_install", "-at_install", "s22", "s36")
class TestConflictCheck(ConflictCase):
    """What is searched is found in any spelling, and kept as it was."""

    def test_a_client_is_found_as_it_is_written_by_others(self):
        huawei = self.make_client("深圳市瀚海技术有限公司", manager=self.manager)
        self.env["law.client.alias"].create(
            {"client_id": huawei.id, "name": "Oceanus Devices", "kind": "former"}
        )
        self.make_person(huawei, "王小明", "owner")
        for name, shown in (
            ("瀚海技术", huawei.name),
            ("深圳市瀚海技術股份有限公司", huawei.name),
            ("Oceanus Devices GmbH", "Oceanus Devices"),
            ("Devices Oceanus", "Oceanus Devices"),
            ("Ocaenus Devices", "Oceanus Devices"),
            ("王晓明", "王小明"),
            ("Xiaoming Wang", "王小明"),
            ("Wang Xiao Ming", "王小明"),
        ):
            with self.subTest(name=name):
                check = self.ask(self.manager2, name)
                self.assertIn(shown, self.found(check))

    def test_prospects_relations_and_parties_are_searched(self):
        self.env["crm.lead"].create(
            {
                "name": "Perhaps a client",
                "partner_name": "Zibeline Quarries Ltd",
                "company_id": self.company_a.id,
                "type": "lead",
            }
        )
        self.draft(self.manager, party_ids=[Command.create({"name": "钱多多"})])
        supplier = self.make_contact("Quorndale Mills Ltd")
        kind = self.env["law.relation.type"].search([], limit=1)
        self.env["law.relation"].create(
            {
                "left_id": self.harbour.partner_id.id,
                "right_id": supplier.id,
                "type_id": kind.id,
                "company_id": self.company_a.id,
            }
        )
        for name in ("Zibelline Quarries", "钱多多", "Quorndale Mills"):
            with self.subTest(name=name):
                self.assertTrue(self.ask(self.partner, name).hit_count)

    def test_registration_numbers_meet_whatever_the_name(self):
        check = self.ask(self.manager2, "Nothing alike at all", run=False)
        check.line_ids.number = self.harbour.company_registry
        check.action_search()
        self.assertIn("registration number", check.hit_ids.reasons)

    def test_what_was_found_stays_as_it_was(self):
        check = self.ask(self.manager2, "Harbour Trading")
        self.assertEqual(self.found(check), {"Harbour Trading Ltd"})
        self.harbour.name = "Something Else Ltd"
        self.assertEqual(self.found(check), {"Harbour Trading Ltd"})
        self.harbour.alias_ids.unlink()
        self.assertEqual(self.found(self.ask(self.manager2, "Harbour Trading")), set())
        again = self.ask(self.manager2, "Something Else")
        self.assertEqual(self.found(again), {"Something Else Ltd"})

    def test_names_of_another_firm_are_not_compared(self):
        self.assertFalse(self.ask(self.manager, "Foreign Shipping Ltd").hit_count)
        self.assertTrue(self.ask_b("Foreign Shipping Ltd").hit_count)

    def ask_b(self, name):
        """Return a check that the manager of the other firm ran."""
        other = self.env["law.conflict.check"].with_user(self.manager_b)
        check = other.create({"line_ids": [Command.create({"name": name})]})
        check.action_search()
        return check

    def test_an_index_that_lacks_a_name_refuses_to_answer(self):
        self.env["law.conflict.name"]._settle()
        self.env.cr.execute("DELETE FROM law_conflict_name WHERE source = 'client'")
        with self.assertRefused(UserError, "not complete"):
            self.ask(self.manager, "Nobody Knows Ltd")
        self.env["law.conflict.name"]._cron_prove()
        self.assertEqual(self.ask(self.manager, "Nobody Knows Ltd").light, "green")

    def test_a_database_that_cannot_read_chinese_refuses_to_answer(self):
        self.patch(
            type(self.env["law.conflict.name"]), "_knows_chinese", lambda s: False
        )
        with self.assertRefused(UserError, "LC_CTYPE"):
            self.ask(self.manager, "Nobody Knows Ltd")

    def test_an_import_writes_the_index_in_sets(self):
        partner = {"is_company": True, "company_id": self.company_a.id}
        index = self.env["law.conflict.name"]
        index._settle()
        self.env["law.client"].create(
            [{**partner, "name": f"Sundry Number {n} Ltd"} for n in range(50)]
        )
        self.env.flush_all()
        with self.assertQueryCount(12):
            index._settle()
        self.assertEqual(index._missing(), (0, 0))

    def test_nobody_reads_the_index(self):
        for user in (self.lawyer, self.manager, self.partner):
            with self.assertRaises(AccessError):
                self.env["law.conflict.name"].with_user(user).search([])


@tagged("post_install", "-at_install", "s22")
class TestConflictDecision(ConflictCase):
    """Who decides, and what stays."""

    def test_a_lawyer_clears_what_found_nothing(self):
        check = self.ask(self.lawyer, "Nobody Knows Ltd")
        self.assertEqual(check.light, "green")
        check.action_clear()
        self.assertEqual(check.state, "cleared")

    def test_with_a_hit_a_second_person_decides(self):
        check = self.ask(self.lawyer, "Harbour Trading Limited")
        hit = check.hit_ids
        with self.assertRefused(AccessError, "client manager"):
            hit.action_assess("none")
        with self.assertRaises(UserError):
            check.action_clear()
        own = self.ask(self.manager, "Harbour Trading Limited")
        with self.assertRefused(AccessError, "second person"):
            own.hit_ids.action_assess("none", "Only a name")
        check.with_user(self.manager).hit_ids.action_assess("none", "Only a name")
        with self.assertRaises(AccessError):
            check.action_clear()
        check.with_user(self.manager).action_clear()
        self.assertEqual(check.decided_by_id, self.manager)

    def test_a_hit_is_given_to_who_may_decide(self):
        about = {"client_id": self.harbour.id}
        check = self.ask(self.lawyer, "灯塔科技股份有限公司", **about)
        self.assertTrue(check.hit_count)
        self.assertEqual(check.sudo().activity_ids.user_id, self.manager)
        self.assertFalse(check.may_decide)
        self.assertTrue(check.with_user(self.manager).may_decide)
        own = self.ask(self.manager, "灯塔科技股份有限公司", **about)
        self.assertFalse(own.may_decide)
        told = own.sudo().activity_ids.user_id
        self.assertIn(self.head, told)
        self.assertNotIn(self.manager, told)
        clear = self.ask(self.lawyer, "Nobody Knows Ltd")
        self.assertTrue(clear.may_decide)
        self.assertFalse(clear.sudo().activity_ids)

    def test_a_conflict_is_cleared_by_a_waiver_with_consent_alone(self):
        check = self.ask(self.lawyer, "Harbour Trading Limited").with_user(self.manager)
        check.hit_ids.action_assess("waiver")
        with self.assertRefused(UserError, "waiver"):
            check.action_clear()
        with self.assertRefused(UserError, "attach the document"):
            check.action_waive()
        check.write(
            {
                "consent_by": "Chen Legal, for Harbour Trading",
                "consent_on": "2026-01-15",
                "consent_document": SIGNED,
                "reason": "Both agreed",
            }
        )
        check.action_waive()
        self.assertEqual(check.state, "waived")

    def waived(self):
        """Return a check of the lawyer that his client's manager cleared so."""
        check = self.ask(self.lawyer, "Harbour Trading Limited").with_user(self.manager)
        check.hit_ids.action_assess("waiver")
        check.write(
            {
                "consent_by": "Chen Legal",
                "consent_on": "2026-01-15",
                "consent_document": SIGNED,
                "reason": "Both agreed",
            }
        )
        check.action_waive()
        return check

    def test_the_consent_to_a_waiver_stays(self):
        check = self.waived()
        place = {"res_model": check._name, "res_field": "consent_document"}
        place["res_id"] = check.id
        domain = [(name, "=", value) for name, value in place.items()]
        papers = self.env["ir.attachment"].sudo().search(domain)
        self.assertEqual(papers.raw, PAPER)
        forged = {"name": "Forged", "raw": b"forged", **place}
        other = papers.create({"name": "Forged", "raw": b"forged"})
        for user in (self.lawyer, self.manager, self.env.user):
            files = papers.with_user(user)
            for attempt in (
                lambda f=files: f.write({"raw": b"forged"}),
                lambda f=files: f.write({"res_id": False}),
                lambda f=files: f.unlink(),
                lambda f=files: f.create(forged),
            ):
                with self.assertRaises(UserError):
                    attempt()
            for su in (files.sudo(), files.sudo().browse(papers.id)):
                with self.assertRefused(UserError, "stays on record"):
                    su.unlink()
        with self.assertRefused(UserError, "stays on record"):
            other.write(place)
        self.assertEqual(papers.search(domain).raw, PAPER)

    def test_a_waived_conflict_is_not_called_none(self):
        check = self.waived()
        self.assertEqual(check.light, "waived")
        report = "law_firm_client.report_conflict_check"
        reports = self.env["ir.actions.report"].with_user(self.manager)
        paper = reports._render_qweb_html(report, check.ids)[0].decode()
        self.assertIn("Conflict waived", paper)
        self.assertNotIn("No conflict", paper)

    def test_a_waiver_needs_a_hit_that_a_waiver_mends(self):
        check = self.ask(self.lawyer, "Harbour Trading Limited").with_user(self.manager)
        check.hit_ids.action_assess("none", "Only a name")
        with self.assertRefused(UserError, "No hit needs a waiver"):
            check.action_waive()
        check.hit_ids.action_assess("conflict")
        with self.assertRefused(UserError, "no waiver mends"):
            check.action_waive()
        with self.assertRefused(UserError, "in the future"):
            check.consent_on = "2999-01-01"

    def test_a_decision_is_not_changed_by_anybody(self):
        check = self.ask(self.lawyer, "Harbour Trading").with_user(self.partner)
        check.reason = "We act for them"
        check.action_refuse()
        for record in (check, check.hit_ids, check.line_ids):
            for model in (record, record.sudo()):
                with self.assertRaises(UserError):
                    model.write({"company_id": self.company_b.id})
                with self.assertRaises(UserError):
                    model.unlink()
        with self.assertRaises(UserError):
            check.sudo().reason = "Rather not"
        with self.assertRaises(UserError):
            check.sudo().write({"line_ids": [Command.create({"name": "One More"})]})
        with self.assertRaises(UserError):
            check.line_ids.sudo().create({"check_id": check.id, "name": "One More"})

    def test_nobody_enters_a_result(self):
        Check = self.env["law.conflict.check"].with_user(self.partner)
        for values in ({"state": "cleared"}, {"decided_by_id": self.head.id}):
            with self.assertRaises(UserError):
                Check.create(values)
            with self.assertRaises(UserError):
                self.ask(self.partner, "Nobody").write(values)
        with self.assertRaises(UserError):
            self.env["law.conflict.hit"].with_user(self.partner).create(
                {"kept_name": "Forged"}
            )
