from odoo.tests import tagged

from ..common import FirmCase

SETTING = "law_firm_client.outside_services"
ADDRESSES = (
    "iap.partner_autocomplete.endpoint",
    "enrich.endpoint",
    "reveal.endpoint",
)


@tagged("post_install", "-at_install", "s62")
class TestOutsideServices(FirmCase):
    """No name of a client leaves the house unless the firm allows it."""

    def setUp(self):
        super().setUp()
        self.parameters = self.env["ir.config_parameter"]
        for key in ADDRESSES:
            self.parameters.set_param(key, f"https://{key}.example.com")

    def test_services_have_no_address_by_default(self):
        self.assertFalse(self.parameters.get_param(SETTING))
        for key in ADDRESSES:
            for model in (self.parameters, self.parameters.with_user(self.lawyer)):
                with self.subTest(key=key):
                    address = model.sudo().get_param(key, "https://odoo.example.com")
                    self.assertEqual(address, "http://127.0.0.1:9")

    def test_leads_are_looked_up_on_demand_only(self):
        key = "crm.iap.lead.enrich.setting"
        self.parameters.search([("key", "=", key)]).unlink()
        self.assertEqual(self.parameters.get_param(key, "auto"), "manual")
        self.parameters.set_param(key, "auto")
        self.assertEqual(self.parameters.get_param(key), "auto")

    def test_the_firm_may_allow_them(self):
        settings = self.env["res.config.settings"].create({"law_outside_services": 1})
        settings.execute()
        for key in ADDRESSES:
            self.assertEqual(
                self.parameters.get_param(key), f"https://{key}.example.com"
            )

    def test_no_service_is_asked_about_a_client(self):
        if "iap_enrich_done" not in self.env["crm.lead"]._fields:
            self.skipTest("Odoo's lead enrichment is not installed here.")
        lead = self.env["crm.lead"].create(
            {
                "name": "Quay",
                "law_client_id": self.harbour.id,
                "email_from": "chen@harbour-trading.example.com",
            }
        )
        self.assertTrue(lead.iap_enrich_done)
