# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from dateutil.relativedelta import relativedelta

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import FirmCase


@tagged("post_install", "-at_install", "s2", "s3", "s5")
class TestLifeCycle(FirmCase):
    """Prospect, active, dormant, former: what each state asks for."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.prospect = cls.make_client(
            "Beacon Ltd", state="prospect", manager=cls.manager, handling=cls.lawyer
        )
        cls.lost = cls.env.ref("law_firm_client.reason_fees")
        cls.silent = cls.env.ref("law_firm_client.reason_silent")

    def test_incomplete_prospect_is_refused_and_told_what_is_missing(self):
        with self.assertRaises(UserError) as refused:
            self.prospect.with_user(self.manager).state = "active"
        self.assertIn("Registration number", str(refused.exception))
        self.assertIn("Legal representative", str(refused.exception))
        self.assertNotIn("Client manager", str(refused.exception))

    def test_complete_prospect_becomes_active_and_history_says_so(self):
        self.complete(self.prospect)
        prospect = self.prospect.with_user(self.manager)
        prospect.state = "active"
        self.assertEqual(prospect.state_since, fields.Date.context_today(prospect))
        self.assertIn("Prospect → Active", prospect.event_ids.mapped("note"))

    def test_creating_an_active_client_meets_the_same_gate(self):
        with self.assertRaises(UserError):
            self.env["law.client"].with_user(self.manager).create(
                {"name": "Sneaky Ltd", "is_company": True, "state": "active"}
            )

    def test_import_meets_the_same_gate(self):
        result = (
            self.env["law.client"]
            .with_user(self.manager)
            .load(["name", "state"], [["Loaded Ltd", "Active"]])
        )
        self.assertFalse(result["ids"])
        self.assertIn("Still missing", result["messages"][0]["message"])

    def test_history_of_states_is_not_forged(self):
        self.prospect.state_note = False
        Event = self.env["law.client.event"].with_user(self.manager)
        state = {"client_id": self.harbour.id, "kind": "state", "note": "Forged"}
        with self.assertRaises(UserError):
            Event.create(state)
        written = self.harbour.with_user(self.manager).event_ids.filtered(
            lambda e: e.kind == "state"
        )
        with self.assertRaises(UserError):
            written.note = "Forged"
        with self.assertRaises(UserError):
            written.with_user(self.head).unlink()

    def test_a_lost_client_keeps_its_reason(self):
        prospect = self.prospect.with_user(self.manager)
        prospect.write({"state": "former", "state_reason_id": self.lost.id})
        for reason in (False, self.silent.id):
            with self.subTest(reason=reason), self.assertRaises(UserError):
                prospect.state_reason_id = reason

    def test_only_sensible_transitions(self):
        with self.assertRaisesRegex(UserError, "Possible: Active, Former"):
            self.prospect.with_user(self.manager).state = "dormant"

    def test_lost_client_needs_a_reason_of_the_right_kind(self):
        prospect = self.prospect.with_user(self.manager)
        with self.assertRaises(UserError):
            prospect.state = "former"
        with self.assertRaises(UserError):
            prospect.write({"state": "former", "state_reason_id": self.silent.id})
        prospect.write({"state": "former", "state_reason_id": self.lost.id})
        self.assertEqual(prospect.state_reason_id, self.lost)

    def test_reason_leaves_with_the_state(self):
        prospect = self.prospect.with_user(self.manager)
        prospect.write({"state": "former", "state_reason_id": self.lost.id})
        prospect.state = "prospect"
        self.assertFalse(prospect.state_reason_id)
        self.assertIn("Fees too high", " ".join(prospect.event_ids.mapped("note")))

    def test_at_risk_needs_a_reason(self):
        harbour = self.harbour.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "why the client is at risk"):
            harbour.at_risk = True
        with self.assertRaisesRegex(UserError, "why the client is at risk"):
            harbour.write({"at_risk": True, "risk_reason_id": self.lost.id})

    def test_risk_is_dated_and_forgotten_when_over(self):
        harbour = self.harbour.with_user(self.manager)
        risk = self.env.ref("law_firm_client.risk_payment")
        harbour.write({"at_risk": True, "risk_reason_id": risk.id, "risk_note": "late"})
        self.assertEqual(harbour.risk_since, fields.Date.context_today(harbour))
        harbour.at_risk = False
        self.assertFalse(harbour.risk_reason_id or harbour.risk_note)

    def test_wizard_goes_through_the_gate(self):
        wizard = self.env["law.client.transition"].with_user(self.manager)
        step = wizard.create({"client_id": self.prospect.id, "state": "active"})
        self.assertTrue(step.missing_item_ids)
        with self.assertRaises(UserError):
            step.action_apply()
        with self.assertRaises(AccessError):
            wizard.with_user(self.lawyer).create(
                {"client_id": self.prospect.id, "state": "former"}
            )

    def test_silent_active_clients_become_dormant_and_come_on_the_list(self):
        today = fields.Date.context_today(self.harbour)
        self.harbour.last_contact_on = today - relativedelta(months=13)
        recent = self.make_client(
            "Recent Ltd", state="active", manager=self.manager, handling=self.lawyer
        )
        recent.last_contact_on = today - relativedelta(months=11)
        with self.enter_registry_test_mode():
            self.env.ref("law_firm_client.cron_detect_dormant").method_direct_trigger()
        self.assertEqual(self.harbour.state, "dormant")
        self.assertEqual(self.harbour.state_reason_id, self.silent)
        self.assertEqual(recent.state, "active")
        task = self.harbour.with_user(self.manager).reactivation_ids
        self.assertEqual(task.user_id, self.manager)
        self.assertEqual(task.result, "open")

    def test_months_of_silence_are_the_company_s(self):
        today = fields.Date.context_today(self.harbour)
        self.harbour.last_contact_on = today - relativedelta(months=13)
        self.company_a.law_dormant_months = 24
        with self.enter_registry_test_mode():
            self.env.ref("law_firm_client.cron_detect_dormant").method_direct_trigger()
        self.assertEqual(self.harbour.state, "active")

    def test_reactivation_ends_when_the_client_is_active_again(self):
        harbour = self.harbour.with_user(self.manager)
        harbour.write({"state": "dormant", "state_reason_id": self.silent.id})
        task = harbour.reactivation_ids
        task.action_reactivate()
        self.assertEqual(harbour.state, "active")
        self.assertEqual(task.result, "reactivated")
        self.assertTrue(task.date_to)

    def test_dragging_on_the_board_meets_the_client_s_gate(self):
        self.harbour.write({"state": "dormant", "state_reason_id": self.silent.id})
        task = self.harbour.reactivation_ids.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "why the client is lost"):
            task.result = "lost"
        self.harbour.company_registry = False
        with self.assertRaisesRegex(UserError, "Still missing"):
            task.result = "reactivated"
        self.harbour.company_registry = "HRB 1"
        task.result = "reactivated"
        self.assertEqual(self.harbour.state, "active")

    def test_handling_lawyer_notes_the_attempt_but_does_not_reactivate(self):
        self.harbour.write({"state": "dormant", "state_reason_id": self.silent.id})
        task = self.harbour.reactivation_ids.with_user(self.lawyer)
        task.write({"note": "Called twice", "result": "contacted"})
        with self.assertRaises(AccessError):
            task.action_reactivate()
        with self.assertRaises(AccessError):
            task.with_user(self.lawyer2).read(["note"])
