from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .export_common import ExportCase, ExportHttpCase

TOO_MUCH = "more of the clients' data than your role may read"


class LimitCase(ExportCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["law.need"].create(
            [
                {"client_id": cls.harbour.id, "name": f"Need {number}"}
                for number in range(150)
            ]
        )

    def limit(self, hour=200, day=200):
        """Lower the limits of all roles."""
        for rule in self.env["law.export.policy"].search([]):
            rule.write({"read_rows_hour": hour, "read_rows_day": day})

    def alerts(self):
        self.env.invalidate_all()
        return self.env["law.access.alert"].search([("measure", "=", "stopped")])


@tagged("post_install", "-at_install", "s62", "s63")
class TestReadingLimit(LimitCase):
    """Reading in bulk ends at the limit of the role, however it is done."""

    def read_all(self, user, times=1):
        for _time in range(times):
            with self.reading(user, self.env["law.need"]) as needs:
                needs.search_read([("client_id", "=", self.harbour.id)], ["name"])

    def test_reading_stops_at_the_limit_and_the_auditor_is_told(self):
        self.limit()
        self.read_all(self.lawyer)
        with self.assertRaisesRegex(AccessError, TOO_MUCH):
            self.read_all(self.lawyer)
        row = self.rows()[-1]
        self.assertEqual((row.action, row.record_count), ("stopped", 150))
        self.assertEqual(row.client_ids, self.harbour.ids)
        alert = self.alerts()
        self.assertEqual((alert.user_name, alert.first_row), ("Lawyer", row.id))
        self.assertEqual(alert.activity_ids.user_id, self.auditor)
        self.assertIn("was stopped", alert.reason)
        shown = self.Log.search(alert.action_open_rows()["domain"])
        self.assertEqual(shown, row)
        with self.assertRaisesRegex(AccessError, TOO_MUCH):
            self.read_all(self.lawyer)
        self.assertEqual(self.alerts().last_row, self.rows()[-1].id)

    def test_small_screens_go_on_and_the_hour_ends(self):
        self.limit()
        self.read_all(self.lawyer)
        with self.assertRaisesRegex(AccessError, TOO_MUCH):
            self.read_all(self.lawyer)
        self.assertEqual(self.opened(self.lawyer, self.harbour).action, "open")
        self.limit(hour=200, day=1_000)
        with freeze_time(fields.Datetime.now() + timedelta(hours=2)):
            self.read_all(self.lawyer)

    def test_a_day_has_a_limit_too(self):
        self.limit(hour=200, day=300)
        start = fields.Datetime.now()
        for hours in (0, 2):
            with freeze_time(start + timedelta(hours=hours)):
                self.read_all(self.lawyer)
        with freeze_time(start + timedelta(hours=4)):
            with self.assertRaisesRegex(AccessError, "300 rows in 24 hours"):
                self.read_all(self.lawyer)

    def test_one_by_one_counts_as_all_at_once(self):
        self.limit()
        needs = self.env["law.need"].search([("client_id", "=", self.harbour.id)])
        with self.assertRaisesRegex(AccessError, TOO_MUCH):
            for name in ("name", "description"):
                for need in needs:
                    with self.reading(self.lawyer, need) as mine:
                        mine.read([name])
        self.assertEqual(self.rows()[-1].action, "stopped")
        self.assertEqual(len(self.rows()), 201)

    def test_every_way_of_reading_counts(self):
        self.limit()
        self.read_all(self.manager)
        domain = [("client_id", "=", self.harbour.id)]
        needs = self.env["law.need"].search(domain)
        ways = {
            "read": lambda m: m.browse(needs.ids).read(["name"]),
            "names": lambda m: m.browse(needs.ids).read(["display_name"]),
            "web_read": lambda m: m.browse(needs.ids).web_read({"name": {}}),
            "web_search_read": lambda m: m.web_search_read(domain, {"name": {}}),
            "name_search": lambda m: m.name_search("Need", limit=200),
            "groups": lambda m: m.formatted_read_group(domain, ["name"], ["__count"]),
            "lists": lambda m: m.formatted_read_group(domain, [], ["name:array_agg"]),
        }
        for name, read in ways.items():
            with self.subTest(way=name), self.assertRefused(AccessError, TOO_MUCH):
                with self.reading(self.manager, self.env["law.need"]) as model:
                    read(model)

    def test_each_role_has_its_own_limit_and_people_do_not_share_it(self):
        self.limit()
        self.rule("client_manager").write({"read_rows_hour": 400, "read_rows_day": 400})
        self.read_all(self.lawyer)
        self.read_all(self.manager, times=2)
        with self.assertRaisesRegex(AccessError, TOO_MUCH):
            self.read_all(self.manager)

    def test_work_on_the_screen_of_a_full_day_stays_below_what_is_shipped(self):
        """A hundred lists of eighty rows, and two hundred cards, in one hour."""
        for role in ("client_manager", "client_head", "managing_partner"):
            self.assertGreaterEqual(self.rule(role).read_rows_hour, 100 * 80 + 200 * 3)
        self.assertGreaterEqual(self.rule("lawyer").read_rows_hour, 50 * 80 + 300)

    def test_the_system_is_not_stopped(self):
        self.limit()
        with self.reading(self.lawyer, self.env["law.need"]) as needs:
            for _time in range(3):
                needs.sudo().search_read([], ["name"])

    def test_a_frozen_person_reads_pages_and_no_more(self):
        self.env["law.need"].create(
            [
                {"client_id": self.harbour.id, "name": f"More {number}"}
                for number in range(60)
            ]
        )
        self.freeze(self.lawyer)
        self.opened(self.lawyer, self.harbour)
        with self.reading(self.lawyer, self.env["law.need"]) as needs:
            needs.web_search_read([], {"name": {}}, limit=80)
        with self.assertRaisesRegex(AccessError, "a page at a time"):
            self.read_all(self.lawyer)
        with self.assertRaisesRegex(AccessError, "not by other programs"):
            with self.reading(self.lawyer, self.harbour, "/json/2/x/read") as client:
                client.read(["habits"])


@tagged("post_install", "-at_install", "s62", "s63")
class TestReadingLimitDoors(HttpCase, LimitCase, ExportHttpCase):
    """By real requests: a read-only one is stopped, recorded and told as well."""

    @mute_logger("odoo.http", "odoo.addons.rpc.controllers")
    def test_programs_are_stopped(self):
        self.limit()
        domain = [["client_id", "=", self.harbour.id]]

        def read_by_json2():
            return self.json2(
                self.lawyer, "law.need", "search_read", domain=domain, fields=["name"]
            )

        self.assertEqual(len(read_by_json2().json()), 150)
        answer = read_by_json2()
        self.assertEqual(answer.status_code, 403)
        self.assertIn("than your role may read", answer.text)
        self.assertNotIn("Need 1", answer.text)
        with self.assertRaisesRegex(Exception, "than your role may read"):
            self.xmlrpc_object.execute_kw(
                self.env.cr.dbname,
                self.lawyer.id,
                "test_lawyer",
                "law.need",
                "search_read",
                [domain, ["name"]],
            )
        self.log_in("lawyer")
        with self.assertRaisesRegex(Exception, "AccessError"):
            self.call("law.need", "web_search_read", domain, {"name": {}})
        # In a test the log shares the transaction that XML-RPC gives up.
        stopped = self.rows().filtered(lambda row: row.action == "stopped")
        self.assertEqual(
            stopped.mapped("path"),
            [
                "/json/2/law.need/search_read",
                "/web/dataset/call_kw/law.need/web_search_read",
            ],
        )
        self.assertEqual(len(self.alerts()), 1)
