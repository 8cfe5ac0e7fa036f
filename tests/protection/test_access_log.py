from datetime import datetime, timedelta, timezone
from unittest.mock import patch

import psycopg2
from freezegun import freeze_time
from markupsafe import Markup

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from .export_common import ExportCase
from .log_common import FORM, LogCase


@tagged("post_install", "-at_install", "s63", "s62")
class TestAccessLog(ExportCase):
    """What a reading leaves in the log."""

    def test_opening_says_who_when_what_and_from_where(self):
        start = datetime.now(timezone.utc).replace(tzinfo=None)
        row = self.opened(self.lawyer, self.harbour)
        self.assertEqual(row.user_number, self.lawyer.id)
        self.assertEqual(row.user_login, "test_lawyer")
        self.assertEqual(row.user_name, "Lawyer")
        self.assertEqual(row.role, "lawyer")
        self.assertEqual(row.company_id, self.company_a)
        self.assertEqual((row.action, row.model), ("open", "law.client"))
        self.assertEqual(row.record_ids, self.harbour.ids)
        self.assertEqual(row.record_count, 1)
        self.assertEqual(row.client_ids, self.harbour.ids)
        self.assertEqual(row.client_names, "Harbour Trading Ltd")
        self.assertEqual(row.ip_address, "203.0.113.7")
        self.assertEqual(row.path, "/web/dataset/call_kw")
        self.assertLessEqual(start, row.moment)
        self.assertLess(row.moment - start, timedelta(minutes=5))

    def test_moment_has_microseconds(self):
        moment = datetime.now().replace(microsecond=123456)
        with freeze_time(moment):
            row = self.opened(self.lawyer, self.harbour)
        self.assertEqual(row.moment, moment)

    def test_one_opening_of_the_form_is_one_row(self):
        with self.reading(self.manager, self.harbour) as client:
            client.web_read(FORM)
            client.web_read(FORM)
            client.web_save({"habits": "calls on Mondays"}, FORM)
        self.assertEqual(self.rows().mapped("action"), ["open"])

    def test_opening_again_later_or_something_else_is_another_row(self):
        start = datetime.now()
        with freeze_time(start):
            self.opened(self.lawyer, self.harbour)
        with freeze_time(start + timedelta(seconds=61)):
            self.opened(self.lawyer, self.harbour)
            self.opened(self.manager, self.harbour)
            with self.reading(self.lawyer, self.harbour) as client:
                client.read(["taboo_topics"])
        self.assertEqual(len(self.rows()), 4)

    def test_a_part_of_the_card_tells_whose_it_is(self):
        person = self.harbour.person_ids
        with self.reading(self.lawyer, person) as record:
            record.web_read({"name": {}, "position_ids": {}})
        row = self.rows()
        self.assertEqual((row.action, row.model), ("open", "law.client.person"))
        self.assertEqual(row.client_ids, self.harbour.ids)
        self.assertEqual(row.client_names, "Harbour Trading Ltd")
        self.assertEqual(row.detail, "name, position_ids")

    def test_several_clients_at_once_are_reading_in_bulk(self):
        with self.reading(self.manager, self.harbour | self.lighthouse) as clients:
            clients.read(["taboo_topics"])
        row = self.rows()
        self.assertEqual((row.action, row.record_count), ("bulk", 2))
        self.assertIn("灯塔科技有限公司", row.client_names)

    def test_list_keeps_query_and_count_in_one_row(self):
        domain = [("state", "=", "active"), ("company_id", "=", self.company_a.id)]
        with self.reading(self.manager, self.env["law.client"]) as clients:
            clients.web_search_read(domain, {"name": {}, "person_ids": {}}, limit=80)
        row = self.rows()
        self.assertEqual((row.action, row.record_count), ("list", 1))
        self.assertEqual(row.record_ids, self.harbour.ids)
        self.assertIn(f"domain: {domain}", row.query)
        self.assertIn("limit: 80", row.query)

    def test_groups_keep_what_was_grouped_and_what_was_opened_in_them(self):
        with self.reading(self.manager, self.env["law.client"]) as clients:
            clients.web_read_group(
                [],
                ["state"],
                ["__count"],
                auto_unfold=True,
                unfold_read_specification={"name": {}},
            )
        row = self.rows()
        self.assertEqual((row.action, row.query), ("group", "groupby: ['state']"))
        self.assertEqual(set(row.record_ids), {self.harbour.id, self.lighthouse.id})

    def test_every_figure_of_a_pivot_or_progress_bar_is_a_row(self):
        with self.reading(self.manager, self.env["law.need"]) as needs:
            needs.formatted_read_group([], ["client_id"], ["__count"])
            needs.formatted_read_grouping_sets([], [["state"], []], ["__count"])
            needs.read_progress_bar(
                [], "client_id", {"field": "state", "colors": {"open": "success"}}
            )
        self.assertEqual(self.rows().mapped("action"), ["group"] * 3)

    def test_typing_a_name_is_no_reading_but_asking_by_contents_is(self):
        with self.reading(self.manager, self.env["law.client"]) as clients:
            clients.name_search("Harb")
            clients.browse(self.harbour.id).web_read({"display_name": {}})
            self.assertFalse(self.rows())
            clients.name_search("", [("taboo_topics", "ilike", "quarrel")])
        self.assertEqual(self.rows().mapped("action"), ["list"])

    def test_whole_record_by_onchange_is_an_opening(self):
        with self.reading(self.manager, self.harbour) as client:
            client.onchange({"habits": "x"}, ["habits"], {"habits": {}})
            self.assertFalse(self.rows())
            client.onchange({}, [], {"taboo_topics": {}})
        self.assertEqual(self.rows().mapped("action"), ["open"])

    def test_graph_and_chain_of_relations_are_openings(self):
        with self.reading(self.lawyer, self.harbour) as client:
            client.get_relation_graph()
            client.find_chain(self.harbour.partner_id.id)
            client.get_introductions()
        self.assertEqual(
            self.rows().mapped("detail"),
            ["relation graph", "chain of relations", "introductions"],
        )

    def test_contact_of_a_client_is_as_the_client(self):
        stranger = self.make_contact("Nobody's Client Ltd")
        contact = self.harbour.partner_id
        child = self.harbour.person_ids.partner_id
        child.parent_id = contact
        with self.reading(self.manager, stranger | contact | child) as partners:
            partners[0].web_read({"phone": {}})
            self.assertFalse(self.rows())
            partners.read(["phone"])
            partners.search_read([("id", "in", partners.ids)], ["phone"])
            partners.search_read([("id", "=", stranger.id)], ["phone"])
        rows = self.rows()
        self.assertEqual(rows.mapped("action"), ["open", "list"])
        for row in rows:
            self.assertEqual(set(row.record_ids), set((contact | child).ids))
            self.assertEqual(row.client_ids, self.harbour.ids)
            self.assertEqual(row.company_id, self.company_a)

    def test_chatter_is_part_of_the_opening(self):
        self.harbour.message_post(body=Markup("<p>About to sell</p>"))
        with self.reading(self.lawyer, self.harbour) as client:
            Message = client.env["mail.message"]
            client.web_read(FORM)
            Message._message_fetch(None, thread=client)
        row = self.rows()
        self.assertEqual((row.action, row.model), ("open", "law.client"))

    def test_messages_by_themselves_are_a_list(self):
        self.harbour.message_post(body=Markup("<p>About to sell</p>"))
        with self.reading(self.lawyer, self.env["mail.message"]) as messages:
            messages.search_read([("model", "=", "law.client")], ["body"])
        row = self.rows()
        self.assertEqual((row.action, row.model), ("list", "mail.message"))
        self.assertEqual(row.client_ids, self.harbour.ids)

    def test_export_keeps_its_fields(self):
        self.allow("client_manager")
        self.ask(self.manager, "law.client")
        with self.reading(self.manager, self.harbour | self.lighthouse) as clients:
            clients.export_data(["name", "person_ids/name"])
        row = self.rows()
        self.assertEqual((row.action, row.record_count), ("export", 2))
        self.assertEqual(row.detail, "name, person_ids/name")

    def test_whoever_takes_the_log_away_is_in_it(self):
        self.allow("auditor")
        self.ask(self.auditor, "law.access.log")
        self.opened(self.lawyer, self.harbour)
        with self.reading(self.auditor, self.rows()) as log:
            log.export_data(["user_name", "client_names"])
        row = self.rows()[-1]
        self.assertEqual((row.action, row.user_login), ("export", "test_auditor"))
        self.assertEqual(row.model, "law.access.log")

    def test_work_of_the_system_is_no_reading(self):
        self.harbour.with_user(self.lawyer).web_read(FORM)
        with self.reading(self.lawyer, self.harbour) as client:
            client.sudo().web_read(FORM)
            client.env["law.client"].search([]).mapped("taboo_topics")
        self.assertFalse(self.rows())

    def test_refused_reading_is_none(self):
        with self.reading(self.outsider, self.harbour) as client:
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                client.web_read(FORM)
        self.assertFalse(self.rows())

    def test_what_cannot_be_logged_is_not_answered(self):
        Log = type(self.env["law.access.log"])
        with self.reading(self.lawyer, self.harbour) as client:
            with patch.object(Log, "_append", side_effect=psycopg2.OperationalError):
                with self.assertRaises(psycopg2.OperationalError):
                    client.web_read(FORM)

    def test_clients_of_two_companies_make_a_row_for_each(self):
        self.manager.company_ids |= self.company_b
        with self.reading(self.manager, self.harbour | self.foreign) as clients:
            clients.read(["taboo_topics"])
        rows = self.rows()
        self.assertEqual(rows.company_id, self.company_a | self.company_b)
        for row in rows:
            self.assertEqual(row.record_count, 1)
        of_a = rows.filtered(lambda row: row.company_id == self.company_a)
        self.assertEqual(of_a.client_names, "Harbour Trading Ltd")
        self.assertEqual(rows.with_user(self.auditor)._filtered_access("read"), of_a)

    def test_entry_for_other_parts_returns_the_number(self):
        with self.reading(self.manager, self.harbour) as client:
            number = client.env["law.access.log"]._record(
                "export", client, detail="for the tax adviser"
            )
        self.assertEqual(self.rows().id, number)
        self.assertEqual(self.rows().detail, "for the tax adviser")
        with self.assertRaisesRegex(ValueError, "no action of the access log"):
            self.env["law.access.log"]._record("stare", self.harbour)


@tagged("post_install", "-at_install", "s63", "s62")
class TestAccessLogOwnCursor(LogCase):
    """Rows are committed for good here: nothing else may be tested in this class."""

    def test_row_outlives_a_request_that_fails(self):
        Log = self.env["law.access.log"].with_user(self.lawyer)
        with self.assertRaises(RuntimeError), self.env.cr.savepoint():
            number = Log._record("open", self.harbour.with_user(self.lawyer))
            raise RuntimeError("The request fails afterwards.")
        with self.env.registry.cursor() as cr:
            cr.execute(
                SQL("SELECT user_number FROM law_access_log WHERE id = %s", number)
            )
            self.assertEqual(cr.fetchall(), [(self.lawyer.id,)])


@tagged("post_install", "-at_install", "s63", "s62")
class TestAccessLogStays(LogCase):
    """Nobody changes the log, and only the auditor reads it."""

    def test_auditor_alone_reads_the_log(self):
        row = self.opened(self.lawyer, self.harbour)
        self.assertEqual(
            row.with_user(self.auditor).client_names, "Harbour Trading Ltd"
        )
        for name in ("lawyer", "manager", "head", "partner", "marketing", "committee"):
            with self.subTest(role=name), self.assertRefused(AccessError, "."):
                row.with_user(getattr(self, name)).read(["client_names"])

    def test_auditor_reads_no_client(self):
        with self.assertRefused(AccessError, "."):
            self.harbour.with_user(self.auditor).read(["name"])

    def test_nobody_writes_by_hand_superuser_included(self):
        row = self.opened(self.lawyer, self.harbour)
        for log in (row.with_user(self.auditor), row.sudo()):
            with self.assertRefused(UserError, "not changed by anybody"):
                log.write({"user_name": "Somebody else"})
            with self.assertRefused(UserError, "The system alone"):
                log.create({"action": "open"})
        with self.assertRefused(UserError, "not deleted by anybody"):
            row.sudo().unlink()
        with self.assertRefused(AccessError, "."):
            row.with_user(self.auditor).unlink()

    @mute_logger("odoo.sql_db")
    def test_postgresql_refuses_what_goes_around_the_orm(self):
        self.opened(self.lawyer, self.harbour)
        for statement in (
            "UPDATE law_access_log SET user_name = 'Somebody else'",
            "DELETE FROM law_access_log",
            "TRUNCATE law_access_log",
            "UPDATE law_access_log_head SET number = number - 1",
            "DELETE FROM law_access_log_head",
            "TRUNCATE law_access_log_head",
        ):
            with self.subTest(statement=statement):
                with self.assertRefused(psycopg2.Error, "append-only|only goes"):
                    self.env.cr.execute(SQL(statement))
