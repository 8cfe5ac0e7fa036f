# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tests import tagged

from .lock_common import LockCase

# Each rule of the lock, and the record that it alone keeps from ``seller``.
RULES = {
    "res_partner_rule_lock": "contact",
    "res_partner_bank_rule_lock": "account",
    "crm_lead_rule_lock": "lead",
    "calendar_event_rule_lock": "event",
    "calendar_attendee_rule_lock": "attendee",
    "crm_activity_report_rule_lock": "report",
}


@tagged("post_install", "-at_install", "s62")
class TestLockMutations(LockCase):
    """Without any one of its rules the lock leaks: so the other tests can fail."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls.make_user("seller", "sales_team.group_sale_manager")
        contact = cls.contact
        cls.account = cls.env["res.partner.bank"].create(
            {"acc_number": "333", "partner_id": contact.id}
        )
        cls.lead = cls.env["crm.lead"].create(
            {"name": "Lead", "partner_id": contact.id, "company_id": cls.company_a.id}
        )
        cls.event = cls.env["calendar.event"].create(
            {
                "name": "Meeting",
                "start": "2030-05-02 09:00:00",
                "stop": "2030-05-02 10:00:00",
                "user_id": cls.manager.id,
                "partner_ids": [(6, 0, (contact | cls.manager.partner_id).ids)],
            }
        )
        cls.attendee = cls.event.attendee_ids.filtered(
            lambda a: a.partner_id == contact
        )
        activity = cls.lead.activity_schedule(
            "mail.mail_activity_data_todo", user_id=cls.seller.id
        )
        activity.action_feedback(feedback="Called")
        cls.env.flush_all()
        cls.report = cls.env["crm.activity.report"].search(
            [("lead_id", "=", cls.lead.id)], limit=1
        )

    def _leaks(self, name):
        self.env.flush_all()
        self.env.invalidate_all()
        record = getattr(self, name).with_user(self.seller)
        return bool(record.search_count([("id", "=", record.id)]))

    def test_every_rule_of_the_lock_is_listed(self):
        rules = self.env["ir.rule"].search([("name", "like", "everybody: ")])
        names = {name for name in rules.get_external_id().values() if "_lock" in name}
        self.assertEqual(names, {f"law_firm_client.{name}" for name in RULES})

    def test_each_rule_is_needed(self):
        for name, record in RULES.items():
            rule = self.env.ref(f"law_firm_client.{name}")
            with self.subTest(rule=name):
                self.assertTrue(getattr(self, record))
                self.assertFalse(self._leaks(record))
                rule.active = False
                self.assertTrue(self._leaks(record))
                rule.active = True
