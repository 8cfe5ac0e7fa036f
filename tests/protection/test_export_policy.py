from datetime import timedelta

import psycopg2
from freezegun import freeze_time

from odoo import Command, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import new_test_user, tagged
from odoo.tools import html2plaintext, mute_logger

from .export_common import ASK_FIRST, DENIED, ExportCase


@tagged("post_install", "-at_install", "s62")
class TestExportPolicy(ExportCase):
    """What each role may take away, and that nothing else leaves."""

    def test_shipped_rules_keep_everything_in_the_firm_but_for_heads(self):
        rules = self.env["law.export.policy"].search(
            [("company_id", "=", self.company_a.id)]
        )
        self.assertEqual(len(rules), 7)
        may = {"managing_partner", "client_head"}
        self.assertEqual(set(rules.filtered("may_export").mapped("role")), may)
        prints = may | {"client_manager", "lawyer"}
        self.assertEqual(set(rules.filtered("may_print").mapped("role")), prints)
        self.assertFalse(any(rules.mapped("confidential")))
        self.assertFalse(any(rules.mapped("analysis")))

    def test_a_changed_rule_stays_when_the_addon_is_updated(self):
        self.allow("lawyer", rows_per_file=7)
        self.env["law.export.policy"]._fill_missing()
        self.assertEqual(self.rule("lawyer").rows_per_file, 7)

    def test_managing_partner_alone_changes_rules(self):
        rule = self.rule("lawyer")
        for name in ("lawyer", "manager", "head", "auditor", "marketing", "committee"):
            mine = rule.with_user(getattr(self, name))
            with self.subTest(role=name), self.assertRefused(AccessError, "."):
                mine.write({"may_export": True})
        for name in ("head", "auditor", "partner"):
            self.assertTrue(rule.with_user(getattr(self, name)).read(["role"]))
        for name in ("lawyer", "manager", "marketing", "committee", "manager_b"):
            with self.subTest(role=name), self.assertRefused(AccessError, "."):
                rule.with_user(getattr(self, name)).read(["role"])
        foreign = self.rule("lawyer", self.company_b).with_user(self.partner)
        with self.assertRefused(AccessError, "."):
            foreign.write({"may_export": True})
        with self.assertRefused(AccessError, "."):
            rule.with_user(self.partner).unlink()

    def test_no_role_exports_by_itself(self):
        allowed = self.env.ref("base.group_allow_export")
        employee = new_test_user(self.env, "test_employee", "base.group_user")
        employee.group_ids |= self.env.ref("law_firm_client.group_all_contacts")
        for user in (self.lawyer, self.manager, self.marketing, employee):
            user.group_ids |= allowed
            model = self.harbour if user != employee else self.harbour.partner_id
            with self.subTest(user=user.login), self.assertRefused(AccessError, "."):
                model.with_user(user).export_data(["name"])
        with self.assertRefused(AccessError, DENIED):
            self.harbour.with_user(self.manager).export_data(["name"])
        with self.assertRefused(AccessError, DENIED):
            self.harbour.partner_id.with_user(employee).export_data(["name"])

    def test_contacts_of_nobody_are_exported_as_ever(self):
        stranger = self.make_contact("Stranger Ltd")
        self.manager.group_ids |= self.env.ref("base.group_allow_export")
        mine = stranger.with_user(self.manager)
        self.assertEqual(mine.export_data(["name"])["datas"], [["Stranger Ltd"]])

    def test_export_asks_for_a_purpose_first(self):
        mine = self.harbour.with_user(self.head)
        with self.assertRefused(AccessError, ASK_FIRST):
            mine.export_data(["name"])
        request = self.ask(self.head, "law.client")
        self.assertEqual(request.state, "approved")
        self.assertTrue(mine.export_data(["name"])["datas"])
        self.assertEqual(request.state, "used")
        with self.assertRefused(AccessError, ASK_FIRST):  # good for one file
            mine.export_data(["name"])

    def test_a_request_is_for_its_model_its_fields_its_rows_its_person(self):
        mine = (self.harbour | self.lighthouse).with_user(self.head)
        self.ask(self.head, "res.partner")
        self.ask(self.head, "law.client", rows=1)
        self.ask(self.head, "law.client", field_names=["city"])
        self.ask(self.partner, "law.client")
        with self.assertRefused(AccessError, ASK_FIRST):
            mine.export_data(["name"])
        self.ask(self.head, "law.client", field_names=["name", "city"])
        self.assertTrue(mine.export_data(["name"])["datas"])

    def test_a_request_runs_out(self):
        request = self.ask(self.head, "law.client")
        with freeze_time(fields.Datetime.now() + timedelta(days=2)):
            with self.assertRefused(AccessError, ASK_FIRST):
                self.harbour.with_user(self.head).export_data(["name"])
            self.env["law.export.request"]._cron_expire()
        self.assertEqual(request.state, "expired")

    def test_rows_of_a_file_and_of_a_day(self):
        self.allow("client_head", rows_per_file=1, rows_per_day=1)
        self.allow("client_manager", rows_per_file=1, rows_per_day=1)
        both = (self.harbour | self.lighthouse).with_user(self.head)
        with self.assertRefused(AccessError, "one record at a time"):
            both.export_data(["name"])
        with self.assertRefused(AccessError, "one record at a time"):
            self.ask(self.head, "law.client", rows=2)
        self.ask(self.head, "law.client", rows=1)
        with self.reading(self.head, self.harbour) as client:
            client.export_data(["name"])
        with self.assertRefused(AccessError, "In 24 hours you may export 1 rows; 1"):
            self.lighthouse.with_user(self.head).export_data(["name"])

    def test_confidential_fields_stay(self):
        self.ask(self.head, "law.client")
        mine = self.harbour.with_user(self.head)
        for name in ("habits", "taboo_topics", "need_ids/description"):
            with (
                self.subTest(field=name),
                self.assertRefused(AccessError, "These fields do not leave"),
            ):
                mine.export_data(["name", name])
        self.allow("client_head", confidential=True)
        self.assertTrue(mine.export_data(["name", "habits"])["datas"])

    def test_kinds_and_fields_can_be_listed(self):
        rules = self.rule("client_head") | self.rule("client_manager")
        rules.write({"every_kind": False})
        with self.assertRefused(AccessError, "no records of the kind"):
            self.harbour.with_user(self.head).export_data(["name"])
        self.rule("client_head").with_user(self.partner).kind_ids = [
            Command.create({"model": "law.client", "field_names": "name, city"})
        ]
        self.ask(self.head, "law.client")
        mine = self.harbour.with_user(self.head)
        with self.assertRefused(AccessError, "These fields do not leave.*Email"):
            mine.export_data(["name", "email"])
        self.assertTrue(mine.export_data(["name", "city"])["datas"])
        with self.assertRefused(ValidationError, "no such fields: nonsense"):
            self.rule("client_head").kind_ids.field_names = "name, nonsense"

    def test_the_most_generous_of_several_roles_wins(self):
        self.allow("marketing", rows_per_file=3, rows_per_day=3)
        self.marketing.group_ids |= self.env.ref("law_firm_client.group_lawyer")
        self.allow("lawyer", rows_per_file=2, rows_per_day=2)
        self.ask(self.marketing, "law.client.listing", rows=3)
        with self.assertRefused(AccessError, "3 rows at most"):
            self.ask(self.marketing, "law.client.listing", rows=4)

    def test_what_a_file_brings_along_is_held_too(self):
        """Neither another model, nor a way of fields, leads around the rule."""
        self.manager.group_ids |= self.env.ref("base.group_allow_export")
        tag = self.env["res.partner.category"].create(
            {"name": "Fair", "partner_ids": [(4, self.harbour.partner_id.id)]}
        )
        lead = self.env["crm.lead"].create(
            {
                "name": "Deal",
                "partner_id": self.harbour.partner_id.id,
                "company_id": self.company_a.id,
                "user_id": self.manager.id,
            }
        )
        member = self.harbour.member_ids[:1]
        for record, name in (
            (tag, "partner_ids"),
            (tag.with_context(import_compat=False), "partner_ids/email"),
            (lead, "email_from"),
            (member, "client_id"),
        ):
            with (
                self.subTest(model=record._name),
                self.assertRefused(AccessError, DENIED),
            ):
                record.with_user(self.manager).export_data([name])

    def test_a_file_of_another_model_asks_for_the_clients_in_it(self):
        tag = self.env["res.partner.category"].create(
            {"name": "Fair", "partner_ids": [(4, self.harbour.partner_id.id)]}
        )
        tag = tag.with_context(import_compat=False)
        mine = tag.with_user(self.head)
        with self.assertRefused(AccessError, ASK_FIRST):
            mine.export_data(["partner_ids/email"])
        self.ask(self.head, "res.partner")
        with self.reading(self.head, tag) as tags:
            self.assertTrue(tags.export_data(["partner_ids/email"])["datas"])
        row = self.rows()
        self.assertEqual((row.action, row.model), ("export", "res.partner"))
        self.assertEqual(row.client_names, "Harbour Trading Ltd")

    def test_each_other_model_that_names_a_client_is_held(self):
        guarded = self.env["law.export.policy"]._guarded_models()
        for name in ("law.barrier", "law.access.decision", "law.emergency.access"):
            self.assertIn(name, guarded)
        self.assertFalse({"law.service", "res.country"} & guarded)

    def test_the_log_is_a_file_like_others(self):
        self.opened(self.lawyer, self.harbour)
        self.auditor.group_ids |= self.env.ref("base.group_allow_export")
        with self.assertRefused(AccessError, DENIED):
            self.rows().with_user(self.auditor).export_data(["client_names"])

    def test_odoos_menu_for_exports_follows_the_rule(self):
        right = "base.group_allow_export"
        self.assertTrue(self.head.has_group(right))
        self.assertFalse(self.lawyer.has_group(right))
        rule = self.allow("lawyer")
        self.assertTrue(self.lawyer.has_group(right))
        rule.may_export = False
        self.assertFalse(self.lawyer.has_group(right))

    def test_numbers_that_make_no_sense(self):
        rule = self.rule("client_head")
        with self.assertRefused(ValidationError, "more than the 10 rows of a whole"):
            rule.write({"rows_per_file": 20, "rows_per_day": 10})
        for values in ({"print_rows": 0}, {"rows_per_file": 0}, {"read_rows_hour": 1}):
            with self.subTest(values=values), mute_logger("odoo.sql_db"):
                with self.assertRefused(psycopg2.IntegrityError, "."):
                    rule.write(values)
                    rule.flush_recordset()


@tagged("post_install", "-at_install", "s33")
class TestAnalysesStay(ExportCase):
    """What the firm works out about its clients is not exported by default."""

    def test_analyses_stay_unless_a_rule_says_so(self):
        gaps = self.env["law.client.gap"].search(
            [("client_id", "=", self.harbour.id)], limit=1
        )
        self.allow("lawyer")
        with self.assertRefused(AccessError, "Figures and analyses stay"):
            gaps.with_user(self.head).export_data(["display_name"])
        self.allow("client_head", analysis=True)
        with self.assertRefused(AccessError, ASK_FIRST):
            gaps.with_user(self.head).export_data(["display_name"])


@tagged("post_install", "-at_install", "s62", "s63")
class TestExportRequest(ExportCase):
    """Above the limit somebody else approves: not oneself, nor from behind a wall."""

    def asked(self, user=None):
        self.rule("client_head").approval_rows = 1
        self.rule("managing_partner").approval_rows = 1
        return self.ask(user or self.head, "law.client", rows=2)

    def test_a_second_person_approves(self):
        request = self.asked()
        self.assertEqual(request.state, "asked")
        both = (self.harbour | self.lighthouse).with_user(self.head)
        with self.assertRefused(AccessError, ASK_FIRST):
            both.export_data(["name"])
        tasks = request.sudo().activity_ids
        self.assertEqual(tasks.user_id, self.partner)
        request.with_user(self.partner).action_approve()
        self.assertEqual(request.decided_by_id, self.partner)
        self.assertEqual(request.sudo().activity_ids.user_id, self.head)
        self.assertEqual(len(both.export_data(["name"])["datas"]), 2)

    def test_the_task_says_who_asks_for_what_and_why(self):
        request = self.asked()
        task = request.activity_ids.with_user(self.partner)
        kind = "Client"
        self.assertEqual(task.summary, f"{self.head.name}: export {kind}, 2 rows")
        self.assertIn("For the firm's auditors", html2plaintext(task.note))

    def test_the_task_names_no_client_walled_off_from_its_reader(self):
        self.rule("client_head").approval_rows = 1
        strange = self.make_client("Foreign Steel Ltd", self.company_a)
        for user in (self.head, self.partner):
            self.env["law.barrier"].create(
                {
                    "client_id": strange.id,
                    "user_id": user.id,
                    "reason": "Worked for the other side",
                }
            )
        Request = self.env["law.export.request"].with_user(self.head)
        said = "To compare with Foreign Steel again"
        answer = Request.ask("law.client", said, rows=2)
        request = Request.browse(answer["id"])
        note = html2plaintext(request.sudo().activity_ids.note)
        self.assertIn("To compare with", note)
        self.assertNotIn("Foreign", note)

    def test_a_wall_set_later_takes_the_task_away(self):
        request = self.asked()
        self.assertEqual(request.sudo().activity_ids.user_id, self.partner)
        self.env["law.barrier"].create(
            {
                "client_id": self.lighthouse.id,
                "user_id": self.partner.id,
                "reason": "Worked for the other side",
            }
        )
        self.assertFalse(request.sudo().activity_ids)

    def test_nobody_approves_an_own_file(self):
        request = self.asked(self.partner)
        with self.assertRefused(AccessError, "Nobody approves an own file"):
            request.with_user(self.partner).action_approve()
        for name in ("manager", "lawyer", "auditor", "marketing"):
            user = getattr(self, name)
            with self.subTest(role=name), self.assertRefused(AccessError, "."):
                request.with_user(user).action_approve()

    def test_nobody_approves_from_behind_a_wall(self):
        self.env["law.barrier"].create(
            {
                "client_id": self.lighthouse.id,
                "user_id": self.partner.id,
                "reason": "Other side",
            }
        )
        with self.assertRefused(UserError, "Nobody else may approve"):
            self.asked()
        head2 = new_test_user(
            self.env,
            "test_head2",
            "law_firm_client.group_client_head",
            company_id=self.company_a.id,
            company_ids=[Command.set(self.company_a.ids)],
        )
        request = self.asked()
        self.assertEqual(request.sudo().activity_ids.user_id, head2)
        with self.assertRefused(AccessError, "You may not see or change this"):
            request.with_user(self.partner).action_approve()
        request.with_user(head2).action_approve()

    def test_nobody_decides_who_is_leaving(self):
        request = self.asked()
        self.freeze(self.partner)
        with self.assertRefused(AccessError, "Nothing of the firm's clients leaves"):
            request.with_user(self.partner).action_approve()

    def test_refused_with_a_reason(self):
        request = self.asked().with_user(self.partner)
        with self.assertRefused(UserError, "Say why"):
            request.action_refuse()
        request.answer = "Not for outsiders"
        request.action_refuse()
        with self.assertRefused(UserError, "cannot become"):
            request.action_approve()

    def test_what_was_asked_is_not_changed_and_states_are_not_typed(self):
        request = self.asked()
        with self.assertRefused(UserError, "stays as it is"):
            request.rows = 500
        with self.assertRefused(AccessError, "Only the person who asks"):
            request.with_user(self.partner).purpose = "Something else"
        with self.assertRefused(UserError, "cannot be entered"):
            request.write({"state": "approved"})
        with self.assertRefused(UserError, "cannot be entered"):
            request.create(
                {
                    "model": "law.client",
                    "purpose": "For me",
                    "user_id": self.partner.id,
                }
            )
        with self.assertRefused(UserError, "stays on record"):
            request.unlink()

    def test_a_purpose_and_a_time(self):
        Request = self.env["law.export.request"].with_user(self.head)
        for said in ("  x ", "aaaaaaa", "........", "工作"):
            with self.subTest(said=said):
                with self.assertRefused(UserError, "Say in some words"):
                    Request.ask("law.client", said)
        for said in ("年度审计", "For the yearly audit"):
            with self.subTest(said=said):
                answer = Request.ask("law.client", said)
                self.assertEqual(answer["state"], "approved")
        request = Request.create(
            {
                "model": "law.client",
                "purpose": "For the auditors",
                "valid_until": fields.Datetime.now() + timedelta(days=60),
            }
        )
        with self.assertRefused(UserError, "within the next 30 days"):
            request.action_ask()

    def test_each_sees_the_own_requests(self):
        request = self.asked()
        for name in ("lawyer", "manager", "marketing", "committee", "manager_b"):
            mine = request.with_user(getattr(self, name))
            with self.subTest(role=name), self.assertRefused(AccessError, "."):
                mine.read(["purpose"])
        self.assertTrue(request.with_user(self.auditor).read(["purpose"]))
        with self.assertRefused(AccessError, "."):
            request.with_user(self.auditor).answer = "Yes"

    def test_whoever_exports_nothing_cannot_ask(self):
        for name in ("lawyer", "manager", "marketing", "committee", "auditor"):
            with self.subTest(role=name), self.assertRefused(AccessError, DENIED):
                self.ask(getattr(self, name), "law.client")

    def test_the_log_keeps_the_purpose(self):
        request = self.ask(self.head, "law.client")
        with self.reading(self.head, self.harbour) as client:
            client.export_data(["name"])
        row = self.rows()
        self.assertEqual(row.query, f"{request.name}: For the firm's auditors")
        self.assertEqual(request.log_number, row.id)
