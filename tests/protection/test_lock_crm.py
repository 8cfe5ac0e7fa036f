# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .lock_common import LockCase


@tagged("post_install", "-at_install", "s62")
class TestLockCrm(LockCase):
    """Opportunities of a locked contact, which repeat its address, are walled with it.

    ``seller`` sees all opportunities and keeps contacts.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.seller = cls.make_user(
            "seller",
            "sales_team.group_sale_manager,base.group_partner_manager",
        )
        for user in cls.lawyer | cls.outsider:
            user.group_ids += cls.env.ref("sales_team.group_sale_salesman")
        Lead = cls.env["crm.lead"]
        cls.lead, cls.open_lead = Lead.create(
            [
                {
                    "name": partner.name,
                    "partner_id": partner.id,
                    "type": "opportunity",
                    "company_id": cls.company_a.id,
                    "user_id": False,
                }
                for partner in (cls.contact, cls.stranger)
            ]
        )

    def _finds(self, user, lead):
        self.env.flush_all()
        self.env.invalidate_all()
        Lead = self.env["crm.lead"].with_user(user)
        found = bool(Lead.search_count([("id", "=", lead.id)]))
        self.assertEqual(Lead.browse(lead.id).has_access("read"), found)
        return found

    def test_it_repeats_the_address(self):
        self.assertEqual(self.lead.email_from, self.contact.email)

    def test_leads_of_a_locked_contact_are_walled(self):
        for name, user in self.people(("outsider", "seller")):
            with self.subTest(user=name):
                self.assertFalse(self._finds(user, self.lead))
                self.assertTrue(self._finds(user, self.open_lead))
        self.assertTrue(self._finds(self.lawyer, self.lead))

    def test_they_are_not_counted(self):
        Lead = self.env["crm.lead"].with_user(self.seller)
        groups = Lead._read_group(
            [("id", "in", (self.lead | self.open_lead).ids)], ["partner_id"]
        )
        self.assertEqual([partner for (partner,) in groups], [self.stranger])
        report = self.env["crm.activity.report"].with_user(self.seller)
        self.assertFalse(report.search([("lead_id", "=", self.lead.id)]))

    def test_the_form_opens_with_its_contact(self):
        spec = {
            "partner_id": {"fields": {"display_name": {}, "phone": {}}},
            "email_from": {},
        }
        for user, lead in (
            (self.lawyer, self.lead),
            (self.outsider, self.open_lead),
            (self.seller, self.open_lead),
        ):
            lead.with_user(user).web_read(spec)

    def test_a_guessed_contact_tells_no_address(self):
        lead = self.open_lead.with_user(self.seller)
        with self.assertRaises(AccessError):
            lead.onchange(
                {"partner_id": self.contact.id}, ["partner_id"], {"email_from": {}}
            )
        with self.assertRaises(AccessError):
            lead.web_save({"partner_id": self.contact.id}, {"email_from": {}})

    def test_a_lead_becomes_walled_with_its_contact(self):
        self.assertTrue(self._finds(self.seller, self.open_lead))
        self.env["law.client"].create(
            {"partner_id": self.stranger.id, "company_id": self.company_a.id}
        )
        self.assertFalse(self._finds(self.seller, self.open_lead))

    def test_meetings_about_an_opportunity_are_walled_with_it(self):
        event = self.env["calendar.event"].create(
            {
                "name": "Pitch",
                "start": "2030-05-02 09:00:00",
                "stop": "2030-05-02 10:00:00",
                "opportunity_id": self.lead.id,
                "user_id": self.manager.id,
                "partner_ids": [(6, 0, self.manager.partner_id.ids)],
            }
        )
        self.env.invalidate_all()
        self.assertFalse(event.with_user(self.seller).has_access("read"))
        self.assertTrue(event.with_user(self.lawyer).has_access("read"))

    def test_a_lead_can_be_turned_into_an_opportunity(self):
        lead = self.env["crm.lead"].create(
            {
                "name": "New",
                "type": "lead",
                "email_from": "new@example.com",
                "partner_name": "New Ltd",
                "company_id": self.company_a.id,
            }
        )
        lead.with_user(self.seller).convert_opportunity(self.env["res.partner"])
        self.assertEqual(lead.type, "opportunity")
