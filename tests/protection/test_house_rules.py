import psycopg2

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged
from odoo.tools import SQL, mute_logger

from ..common import FirmCase


@tagged("post_install", "-at_install", "s2", "s63")
class TestHouseRules(FirmCase):
    """Rules of the house: versions, and who has confirmed which."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        head = (
            cls.env["law.house.rule"]
            .with_user(cls.head)
            .with_context(allowed_company_ids=cls.company_a.ids)
        )
        cls.rule = head.create(
            {
                "name": "Reading",
                "group_ids": [
                    (6, 0, cls.env.ref("law_firm_client.group_lawyer").ids),
                ],
            }
        )
        cls.version = cls.rule.version_ids.create(
            {"rule_id": cls.rule.id, "text_en": "<p>For work only.</p>"}
        )

    def readers(self, user=None, **domain):
        self.env.flush_all()
        rows = self.env["law.house.rule.reader"].with_user(user or self.head)
        return rows.search([("rule_id", "=", self.rule.id)])

    def test_a_draft_is_seen_by_those_who_keep_the_rules(self):
        self.assertFalse(self.version.with_user(self.lawyer).has_access("read"))
        self.assertFalse(self.readers())
        self.version.action_put_in_force()
        self.assertTrue(self.version.with_user(self.lawyer).has_access("read"))
        self.assertEqual(self.version.date_from, fields.Date.context_today(self.rule))
        self.assertEqual(self.version.put_in_force_by_id, self.head)

    def test_what_is_not_in_force_is_marked_and_is_no_success(self):
        action = self.env.ref("law_firm_client.law_house_rule_reader_action_all")
        others = self.env["law.house.rule"].search([("id", "!=", self.rule.id)])
        others.active = False

        def said():
            mine = action.with_user(self.head).sudo()
            mine.invalidate_recordset()
            return mine.read(["help", "res_model", "context"])[0]["help"]

        self.assertEqual(self.rule.standing, "none")
        self.assertIn("No house rule is in force", said())
        self.version.action_put_in_force()
        self.assertEqual(self.rule.standing, "in_force")
        draft = self.rule.create({"name": "Prints"})
        self.assertIn("asked of nobody: Prints.", said())
        self.assertEqual(draft.standing, "none")
        mine = self.env.ref("law_firm_client.law_house_rule_reader_action_mine")
        told = (
            mine.with_user(self.head)
            .sudo()
            .read(["help", "res_model", "context"])[0]["help"]
        )
        self.assertIn("no rule for you to read", told)

    def test_only_head_and_partner_keep_the_rules(self):
        for name in ("lawyer", "manager", "marketing", "auditor", "committee"):
            user = getattr(self, name)
            with self.subTest(user=name):
                with self.assertRefused(AccessError, ""):
                    self.version.with_user(user).action_put_in_force()
                with self.assertRefused(AccessError, ""):
                    self.rule.with_user(user).name = "Mine"
                with self.assertRefused(AccessError, ""):
                    self.version.with_user(user).text_en = "<p>Anything goes</p>"
        self.version.with_user(self.partner).action_put_in_force()

    def test_versions_are_numbered_and_their_words_stay(self):
        self.version.action_put_in_force()
        for user in (self.head, self.env.user):
            for values in ({"text_en": "<p>Other</p>"}, {"text_zh": "<p>无</p>"}):
                with (
                    self.subTest(user=user.login),
                    self.assertRefused(UserError, "as people confirmed"),
                ):
                    self.version.with_user(user).write(values)
            with self.assertRefused(UserError, "stays on record"):
                self.version.with_user(user).unlink()
            with self.assertRefused(UserError, "stays on record"):
                self.rule.with_user(user).unlink()
        for values in ({"state": "draft"}, {"number": 9}, {"date_from": "2020-01-01"}):
            with self.subTest(values=values), self.assertRefused(UserError, ""):
                self.version.write(values)

    def test_a_rule_that_was_in_force_keeps_title_company_and_readers(self):
        self.rule.name = "Reading of client data"
        self.version.action_put_in_force()
        self.head.company_ids += self.company_b
        roles = self.env.ref("base.group_user")
        rule = self.rule.with_context(
            allowed_company_ids=(self.company_a | self.company_b).ids
        )
        for state in ("in_force", "replaced"):
            self.assertEqual(self.version.state, state)
            for values in (
                {"company_id": self.company_b.id, "name": "Completely different"},
                {"name": "Completely different"},
                {"company_id": self.company_b.id},
                {"group_ids": [(6, 0, roles.ids)]},
            ):
                with (
                    self.subTest(values=values, state=state),
                    self.assertRefused(UserError, "keeps its title"),
                ):
                    rule.write(values)
            with self.assertRefused(UserError, "keeps its title"):
                rule.update_field_translations("name", {"en_US": "Other"})
            self.version.action_end()
        self.rule.active = False

    def test_a_new_version_replaces_the_old_one(self):
        self.version.action_put_in_force()
        self.version.with_user(self.lawyer).action_confirm()
        second = (
            self.env["law.house.rule.version"]
            .with_user(self.head)
            .browse(self.version.action_new_version()["res_id"])
        )
        self.assertEqual((second.number, second.state), (2, "draft"))
        self.assertEqual(second.text_en, self.version.text_en)
        second.text_en = "<p>For work only, and on paper never.</p>"
        second.action_put_in_force()
        self.assertEqual(self.version.state, "replaced")
        self.assertTrue(self.version.date_to)
        self.rule.invalidate_recordset()
        self.assertEqual(self.rule.version_id, second)
        self.assertFalse(self.readers(self.lawyer).confirmed)
        with self.assertRefused(UserError, "in force"):
            self.version.with_user(self.lawyer2).action_confirm()
        with self.assertRefused(UserError, "Only a draft"):
            self.version.action_put_in_force()
        empty = self.version.create({"rule_id": self.rule.id, "text_en": "<p></p>"})
        with self.assertRefused(UserError, "Write the words"):
            empty.action_put_in_force()

    def test_who_must_read_it_and_who_has(self):
        self.version.action_put_in_force()
        self.assertEqual(
            self.readers().user_id, self.lawyer | self.lawyer2 | self.outsider
        )
        for user in self.lawyer | self.lawyer2:
            mine = self.version.with_user(user)
            self.assertTrue(mine.must_confirm)
            mine.action_confirm()
            mine.invalidate_recordset()
            self.assertFalse(mine.must_confirm)
            self.assertTrue(mine.confirmed_on)
        waiting = self.readers().filtered(lambda row: not row.confirmed)
        self.assertEqual(waiting.user_id, self.outsider)
        self.rule.invalidate_recordset()
        self.assertEqual(self.rule.confirmed_count, 2)
        self.assertEqual(self.rule.reader_count, 3)
        self.assertEqual(self.rule.confirmed_share, 67)

    def test_a_task_to_confirm_is_ones_own_and_the_heads(self):
        self.version.action_put_in_force()
        tasks = self.version.sudo().activity_ids
        own = tasks.filtered(lambda task: task.user_id == self.lawyer)
        self.assertGreater(len(tasks), 1)
        domain = [("res_model", "=", self.version._name), ("id", "in", tasks.ids)]
        self.env.invalidate_all()
        for user, seen in (
            (self.lawyer, own),
            (self.manager, tasks.browse()),
            (self.auditor, tasks.browse()),
            (self.head, tasks),
            (self.partner, tasks),
        ):
            with self.subTest(user=user.login):
                mine = tasks.with_user(user)
                self.assertEqual(mine.search(domain), seen)
                self.assertEqual(mine._filtered_access("read"), seen)
                self.assertEqual(mine.search_count(domain), len(seen))
                version = self.version.with_user(user)
                version.invalidate_recordset(["activity_ids"])
                self.assertEqual(version.activity_ids, seen)
        self.version.with_user(self.lawyer).action_confirm()
        self.assertFalse(own.exists())

    def test_a_higher_role_reads_what_a_lower_one_must(self):
        self.rule.group_ids = self.env.ref("law_firm_client.group_client_manager")
        self.version.action_put_in_force()
        self.assertEqual(
            self.readers().user_id & (self.head | self.partner | self.lawyer),
            self.head | self.partner,
        )

    def test_once_a_version_and_in_ones_own_name(self):
        self.version.action_put_in_force()
        mine = self.version.with_user(self.lawyer)
        mine.action_confirm()
        with freeze_time(fields.Datetime.add(fields.Datetime.now(), days=3)):
            mine.action_confirm()
        row = self.env["law.house.rule.confirmation"].search(
            [("version_id", "=", self.version.id)]
        )
        self.assertEqual(row.user_id, self.lawyer)
        self.assertLess(row.confirmed_on, fields.Datetime.now().replace(year=2999))
        self.assertEqual(row.sha256, self.version.sha256)
        self.assertEqual(row.create_uid, self.lawyer)

    @mute_logger("odoo.sql_db")
    def test_nobody_forges_backdates_or_deletes_one(self):
        self.version.action_put_in_force()
        self.version.with_user(self.lawyer).action_confirm()
        Confirmation = self.env["law.house.rule.confirmation"]
        row = Confirmation.search([("version_id", "=", self.version.id)])
        forged = {
            "version_id": self.version.id,
            "company_id": self.company_a.id,
            "user_id": self.outsider.id,
            "confirmed_on": "2020-01-01 00:00:00",
            "sha256": "0",
        }
        for user in (self.head, self.partner, self.outsider):
            with self.subTest(user=user.login):
                with self.assertRefused((AccessError, UserError), ""):
                    Confirmation.with_user(user).create(forged)
                with self.assertRefused((AccessError, UserError), ""):
                    row.with_user(user).write({"confirmed_on": "2020-01-01"})
                with self.assertRefused((AccessError, UserError), ""):
                    row.with_user(user).unlink()
        for act in (
            lambda: Confirmation.create(forged),
            lambda: row.write({"user_id": self.outsider.id}),
            row.unlink,
        ):
            with self.assertRefused(UserError, ""):
                act()
        for query in (
            "UPDATE law_house_rule_confirmation SET confirmed_on = now() WHERE id = %s",
            "DELETE FROM law_house_rule_confirmation WHERE id = %s",
        ):
            with self.assertRefused(psycopg2.Error, "append-only"):
                self.env.cr.execute(SQL(query, row.id))

    def test_everybody_is_asked_once_and_the_task_goes_with_the_confirmation(self):
        self.version.action_put_in_force()
        tasks = self.version.sudo().activity_ids
        self.assertEqual(tasks.user_id, self.lawyer | self.lawyer2 | self.outsider)
        self.version._cron_remind()
        self.assertEqual(len(self.version.sudo().activity_ids), 3)
        self.version.with_user(self.lawyer).action_confirm()
        self.env.invalidate_all()
        self.assertEqual(
            self.version.sudo().activity_ids.user_id, self.lawyer2 | self.outsider
        )
        self.marketing.group_ids += self.env.ref("law_firm_client.group_lawyer")
        self.env.flush_all()
        self.version.sudo()._cron_remind()
        self.env.invalidate_all()
        self.assertIn(self.marketing, self.version.sudo().activity_ids.user_id)
        self.version.action_end()
        self.env.invalidate_all()
        self.assertFalse(self.version.sudo().activity_ids)
        self.assertFalse(self.readers())

    def test_each_sees_his_own_and_the_head_all(self):
        self.version.action_put_in_force()
        self.version.with_user(self.lawyer2).action_confirm()
        self.assertEqual(self.readers(self.lawyer).user_id, self.lawyer)
        self.assertEqual(len(self.readers(self.auditor)), 3)
        Confirmation = self.env["law.house.rule.confirmation"]
        self.assertFalse(Confirmation.with_user(self.lawyer).search([]))
        mine = [("version_id", "=", self.version.id)]
        self.assertTrue(Confirmation.with_user(self.head).search(mine))

    def test_rules_keep_to_their_company(self):
        self.version.action_put_in_force()
        self.version.with_user(self.lawyer).action_confirm()
        boss = self.manager_b
        boss.group_ids += self.env.ref("law_firm_client.group_client_head")
        self.env.flush_all()
        confirmation = self.env["law.house.rule.confirmation"].search(
            [("version_id", "=", self.version.id)]
        )
        for record in (self.rule, self.version, confirmation, self.readers()[:1]):
            record = record.with_user(boss).with_context(
                allowed_company_ids=self.company_b.ids
            )
            rule = self.env.ref(
                f"law_firm_client.{record._name.replace('.', '_')}_rule_company"
            )
            with self.subTest(model=record._name):
                self.assertFalse(record.search([("id", "=", record.id)]))
                rule.active = False
                self.assertTrue(record.search([("id", "=", record.id)]))
                rule.active = True

    def test_the_shipped_rule_has_words_and_is_not_in_force(self):
        version = self.env.ref("law_firm_client.house_rule_client_data_1")
        self.assertEqual(version.state, "draft")
        for text in (version.text_zh, version.text_en):
            self.assertGreater(len(text), 800)

    def test_it_is_printed_in_the_readers_language(self):
        self.version.text_zh = "<p>只为工作。</p>"
        self.version.action_put_in_force()
        for lang, words, other in (
            ("zh_CN", "只为工作", "For work only"),
            ("en_US", "For work only", "只为工作"),
        ):
            self.env["res.lang"]._activate_lang(lang)
            html = (
                self.env["ir.actions.report"]
                .with_user(self.lawyer)
                .with_context(lang=lang)
                ._render_qweb_html(
                    "law_firm_client.report_house_rule", self.version.ids
                )[0]
                .decode()
            )
            with self.subTest(lang=lang):
                self.assertIn(words, html)
                self.assertNotIn(other, html)

    def test_the_signature_stands_with_the_last_words(self):
        Paper = self.env["report.law_firm_client.report_house_rule"]
        for text, rest, end in (
            ("<p>One</p><p>Two</p>", "<p>One</p>", "<p>Two</p>"),
            (
                "<h3>All</h3><ol><li>One</li><li>Two</li></ol>",
                "<h3>All</h3><ol><li>One</li></ol>",
                '<ol start="2"><li>Two</li></ol>',
            ),
            ("<p>Only</p>", "", "<p>Only</p>"),
            (False, "", ""),
        ):
            with self.subTest(text=text):
                parts = Paper._parts(text)
                self.assertEqual(parts["text"], f"<div>{rest}</div>")
                self.assertEqual(parts["end"], f"<div>{end}</div>")
