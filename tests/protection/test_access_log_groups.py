from markupsafe import Markup

from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .export_common import ExportCase


@tagged("post_install", "-at_install", "s62", "s63")
class TestAccessLogGroups(ExportCase):
    """Groups that tell values of a client's contacts, messages, tasks are readings."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact = cls.harbour.partner_id
        cls.contact.email = "harbour@example.com"
        cls.inside = [("id", "in", cls.contact.ids)]
        cls.harbour.message_post(body=Markup("Said in confidence"))
        cls.harbour.activity_schedule(
            "mail.mail_activity_data_todo", note="To do in confidence"
        )

    def groups(self, model, method, *args, user=None):
        """Let the manager group, and return the new rows."""
        before = len(self.rows())
        with self.reading(user or self.manager, self.env[model]) as asked:
            getattr(asked, method)(*args)
        return self.rows()[before:]

    def test_groups_by_a_value_name_the_clients(self):
        on_client = [("model", "=", "law.client"), ("res_id", "=", self.harbour.id)]
        on_task = [("res_model", "=", "law.client"), ("res_id", "=", self.harbour.id)]
        meeting = self.env["calendar.event"].create(
            {
                "name": "Meeting",
                "privacy": "public",
                "description": "Said in confidence",
                "start": "2026-11-02 09:00:00",
                "stop": "2026-11-02 10:00:00",
                "partner_ids": [Command.set(self.contact.ids)],
            }
        )
        on_meeting = [("id", "=", meeting.id)]
        bar = {"field": "email", "colors": {"harbour@example.com": "muted"}}
        ways = [
            ("res.partner", "formatted_read_group", self.inside, ["email", "name"]),
            ("res.partner", "formatted_read_group", self.inside, [], ["id:array_agg"]),
            ("res.partner", "formatted_read_group", self.inside, [], ["email:max"]),
            ("res.partner", "formatted_read_grouping_sets", self.inside, [["email"]]),
            ("res.partner", "web_read_group", self.inside, ["email"]),
            ("res.partner", "read_progress_bar", self.inside, "email", bar),
            ("mail.message", "formatted_read_group", on_client, ["body"]),
            ("calendar.event", "formatted_read_group", on_meeting, ["description"]),
            ("mail.activity", "formatted_read_group", on_task, ["note"]),
        ]
        for way in ways:
            with self.subTest(way=way[:2]):
                row = self.groups(*way)
                self.assertEqual(row.action, "group")
                self.assertEqual(row.client_ids, self.harbour.ids)
                self.assertGreaterEqual(row.record_count, 1)

    def test_groups_of_nobodys_contacts_leave_none(self):
        nobody = self.env["res.partner"].create({"name": "Nobody's"})
        domain = [("id", "=", nobody.id)]
        self.assertFalse(
            self.groups("res.partner", "formatted_read_group", domain, ["name"])
        )
        self.assertFalse(
            self.groups("res.partner", "formatted_read_group", self.inside, ["type"])
        )

    def test_groups_of_contacts_count_towards_the_limit_and_the_freeze(self):
        self.rule("client_manager").write({"read_rows_hour": 200, "read_rows_day": 200})
        with self.reading(self.manager, self.env["law.access.log"]) as log:
            log._record("list", self.harbour, count=200)
        with self.assertRefused(AccessError, "more of the clients' data"):
            self.groups("res.partner", "formatted_read_group", self.inside, ["email"])

    def test_names_in_groups_name_the_clients(self):
        domain = [("id", "=", self.harbour.id)]
        for groupby, aggregates in (([], ["name:array_agg"]), (["name"], [])):
            row = self.groups(
                "law.client", "formatted_read_group", domain, groupby, aggregates
            )
            self.assertEqual(row.client_names, self.harbour.name)
        needs = self.env["law.need"].create(
            {"client_id": self.harbour.id, "name": "Need"}
        )
        row = self.groups(
            "law.need", "formatted_read_group", [("id", "in", needs.ids)], ["client_id"]
        )
        self.assertEqual(row.client_ids, self.harbour.ids)

    def test_a_search_panel_counts_what_it_offers(self):
        self.env["law.need"].create({"client_id": self.harbour.id, "name": "Need"})
        row = self.groups("law.need", "search_panel_select_multi_range", "client_id")
        self.assertGreaterEqual(row.record_count, 1)
        self.assertTrue(row.client_names)

    def test_groups_of_any_model_by_a_path_into_a_contact(self):
        channel = self.env["discuss.channel"]._create_channel("Open", None)
        member = self.env["discuss.channel.member"].create(
            {"channel_id": channel.id, "partner_id": self.contact.id}
        )
        self.assertFalse(hasattr(member, "_logged_clients"))
        manager = self.manager.partner_id.id
        member.create({"channel_id": channel.id, "partner_id": manager})
        inside = [("id", "=", member.id)]
        model = member._name
        for way in (
            (model, "formatted_read_group", inside, ["partner_id.email"]),
            (model, "web_read_group", inside, ["partner_id.phone"]),
            (model, "formatted_read_grouping_sets", inside, [["partner_id.email"]]),
        ):
            with self.subTest(way=way):
                row = self.groups(*way)
                self.assertEqual((row.action, row.model), ("group", "res.partner"))
                self.assertEqual(row.client_ids, self.harbour.ids)
                self.assertEqual(row.record_ids, self.contact.ids)
        self.assertFalse(self.groups(model, "formatted_read_group", inside, ["id"]))

    def test_whom_groups_told_of_is_asked_at_once(self):
        """Not by reading each record of a long list."""
        channel = self.env["discuss.channel"]._create_channel("Open", None)
        Member = self.env["discuss.channel.member"]

        def asked():
            of = [("channel_id", "=", channel.id)]
            before = self.env.cr.sql_log_count
            self.groups(Member._name, "formatted_read_group", of, ["partner_id.email"])
            return self.env.cr.sql_log_count - before

        partners = [self.contact, *self.env["res.partner"].create([{"name": "A"}] * 30)]
        Member.create({"channel_id": channel.id, "partner_id": self.contact.id})
        asked()
        one = asked()
        Member.create(
            [
                {"channel_id": channel.id, "partner_id": partner.id}
                for partner in partners[1:]
            ]
        )
        self.assertLessEqual(asked(), one + 1)

    def test_the_firms_own_groups_by_a_path_name_the_clients(self):
        inside = [("client_id", "=", self.harbour.id)]
        row = self.groups(
            "law.client.member",
            "formatted_read_group",
            inside,
            ["client_id.partner_id.email"],
        )
        self.assertEqual(row.client_ids, self.harbour.ids)
