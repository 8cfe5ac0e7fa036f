from datetime import datetime, time, timedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL

from .log_common import LogCase


@tagged("post_install", "-at_install", "s63")
class TestAccessAlert(LogCase):
    """Histories are planted, then the job looks at them."""

    def setUp(self):
        super().setUp()
        self.today = fields.Date.today()
        self.number = self.before + 1_000_000
        self.Alert = self.env["law.access.alert"].with_user(self.auditor)
        self.company_a.resource_calendar_id.tz = "UTC"

    def plant(self, user, clients, days_ago=0, action="open", role="lawyer", **values):
        """Write rows of one day on which `user` read so many clients."""
        day = self.today - timedelta(days=days_ago)
        for client in range(1, clients + 1):
            self.number += 1
            row = {
                "id": self.number,
                "moment": datetime.combine(day, time(10)),
                "user_number": user.id,
                "user_login": user.login,
                "user_name": user.name,
                "role": role,
                "company_id": self.company_a.id,
                "action": action,
                "record_count": 1,
                "client_ids": SQL("%s::jsonb", f"[{client}]"),
                "previous_hash": "",
                "hash": "",
                **values,
            }
            self.env.cr.execute(
                SQL(
                    "INSERT INTO law_access_log (%s) VALUES (%s)",
                    SQL(", ").join(map(SQL.identifier, row)),
                    SQL(", ").join(SQL("%s", value) for value in row.values()),
                )
            )

    def plant_past(self, user, clients, days=10, **values):
        for number in range(1, days + 1):
            self.plant(user, clients, days_ago=2 * number, **values)

    def detect(self):
        """Let the job look, and return the alerts of company A."""
        self.env["law.access.alert"]._cron_detect()
        return self.Alert.search([])

    def detected(self):
        """Plant a day that is an alert, and return it."""
        self.plant_past(self.lawyer, 4)
        self.plant(self.lawyer, 30)
        return self.detect()

    # === WHAT IS UNUSUAL ===
    def test_more_than_the_own_past(self):
        alert = self.detected()
        self.assertEqual(len(alert), 1)
        self.assertEqual(alert.user_number, self.lawyer.id)
        self.assertEqual((alert.day, alert.measure), (self.today, "opened"))
        self.assertEqual(
            (alert.figure, alert.own_days, alert.own_average, alert.own_most),
            (30, 10, 4.0, 4),
        )
        self.assertEqual((alert.peer_count, alert.state), (0, "open"))
        self.assertIn("Lawyer read 30 clients on", alert.reason)
        self.assertIn("10 days with reading, 4.0 clients on average", alert.reason)
        self.assertIn("No colleague in the same role", alert.reason)

    def test_more_than_colleagues_in_the_same_role(self):
        for user in (self.lawyer2, self.outsider, self.marketing):
            self.plant_past(user, 3, days=4)
        self.plant_past(self.manager, 90, role="client_manager")
        self.plant(self.lawyer, 15)
        alert = self.detect()
        self.assertEqual(alert.user_number, self.lawyer.id)
        self.assertEqual(
            (alert.own_days, alert.peer_count, alert.peer_average, alert.peer_most),
            (0, 3, 3.0, 3),
        )
        self.assertIn("no reading at all", alert.reason)
        self.assertIn("Colleagues in the same role (3): 3.0 clients", alert.reason)

    def test_much_reading_by_somebody_alone(self):
        self.plant(self.lawyer, 50)
        self.assertFalse(self.detect())
        self.plant(self.lawyer, 51)
        self.assertEqual(self.detect().figure, 51)

    def test_lists_and_exports_count_by_themselves(self):
        self.plant_past(self.lawyer, 40)
        self.plant_past(self.lawyer, 4, action="list")
        self.plant(self.lawyer, 40)
        self.plant(self.lawyer, 15, action="export")
        self.plant(self.lawyer, 10, action="list")
        alert = self.detect()
        self.assertEqual((alert.measure, alert.figure), ("taken", 15))

    def test_usual_and_little_reading_is_no_alert(self):
        self.plant_past(self.manager, 60)
        self.plant(self.manager, 70)
        self.plant_past(self.lawyer, 1)
        self.plant(self.lawyer, 10)
        self.plant_past(self.lawyer2, 10)
        self.plant(self.lawyer2, 29)
        self.assertFalse(self.detect())

    def test_thresholds_are_the_companys(self):
        self.company_a.law_reading_minimum = 5
        self.company_a.law_reading_factor = 2
        self.plant_past(self.lawyer2, 10)
        self.plant(self.lawyer2, 29)
        self.assertEqual(self.detect().figure, 29)

    def test_a_day_is_that_of_the_companys_clock(self):
        self.company_a.resource_calendar_id.tz = "Asia/Shanghai"
        yesterday = self.today - timedelta(days=1)
        evening = datetime.combine(yesterday, time(23, 30))
        self.plant(self.lawyer, 60, moment=evening)
        self.assertEqual(self.detect().day, self.today)

    # === WHAT COMES OF IT ===
    def test_rows_behind_it(self):
        self.plant(self.lawyer2, 3)
        alert = self.detected()
        action = alert.action_open_rows()
        self.assertEqual(action["res_model"], "law.access.log")
        rows = self.Log.search(action["domain"])
        self.assertEqual(len(rows), 30)
        self.assertEqual(set(rows.mapped("user_number")), {self.lawyer.id})

    def test_auditors_of_the_company_are_told_once(self):
        stranger = new_test_user(
            self.env,
            "test_auditor_b",
            groups="law_firm_client.group_auditor",
            company_id=self.company_b.id,
        )
        alert = self.detected()
        self.detect()
        users = alert.sudo().activity_ids.user_id
        self.assertIn(self.auditor, users)
        self.assertNotIn(stranger, users)
        self.assertEqual(len(alert.sudo().activity_ids), len(users))
        self.assertFalse(self.env["law.access.alert"].with_user(stranger).search([]))

    def test_an_open_alert_follows_the_figure(self):
        alert = self.detected()
        self.plant(self.lawyer, 44)
        self.assertEqual(self.detect(), alert)
        self.assertEqual(alert.figure, 44)

    def test_closing_needs_a_finding_and_a_note(self):
        alert = self.detected()
        with self.assertRefused(UserError, "Choose a finding"):
            alert.action_close()
        alert.write({"verdict": "mistake", "closing_note": "Searched for a namesake."})
        alert.action_close()
        self.assertEqual((alert.state, alert.closed_by_id), ("closed", self.auditor))
        self.assertTrue(alert.closed_on)
        self.assertFalse(alert.sudo().activity_ids)
        self.assertFalse(self.detect() - alert, "A closed day does not come back")
        with self.assertRefused(UserError, "Reopen it"):
            alert.closing_note = "Something else"
        alert.action_reopen()
        self.assertEqual(alert.state, "open")

    def test_explained_reading_is_left_in_peace_until_a_day(self):
        alert = self.detected()
        values = {"closing_note": "Audit of her clients", "quiet_until": self.today}
        alert.write({**values, "verdict": "followed"})
        with self.assertRefused(UserError, "Only reading that the work explains"):
            alert.action_close()
        alert.verdict = "expected"
        alert.action_close()
        self.plant(self.lawyer, 45, days_ago=1)
        self.assertEqual(self.detect(), alert)
        self.plant(self.lawyer, 46, days_ago=1)
        self.assertEqual((self.detect() - alert).figure, 46)

    def test_figures_are_not_typed(self):
        alert = self.detected()
        for vals in ({"figure": 1}, {"state": "closed"}, {"user_name": "x"}):
            with self.subTest(vals=vals), self.assertRefused(UserError, "not typed"):
                alert.write(vals)
        with self.assertRefused(AccessError, "."):
            alert.unlink()

    def test_auditors_alone_see_alerts(self):
        alert = self.detected()
        for name in ("lawyer", "manager", "head", "partner", "marketing"):
            with self.subTest(role=name), self.assertRefused(AccessError, "."):
                alert.with_user(getattr(self, name)).read(["figure"])

    def test_job_runs(self):
        self.plant(self.lawyer, 60)
        with self.enter_registry_test_mode():
            self.env.ref("law_firm_client.cron_unusual_reading").method_direct_trigger()
        self.env.invalidate_all()
        self.assertEqual(self.Alert.search([]).figure, 60)
