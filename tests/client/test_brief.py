from odoo.tests import Form, tagged

from ..common import FirmCase


@tagged("post_install", "-at_install", "s8")
class TestBrief(FirmCase):
    """Who never met the client reads on the first screen who it is and what is next."""

    def test_first_screen_says_who_speaks_for_the_client_and_what_it_needs(self):
        self.make_person(self.harbour, "Old Chen", "director")
        self.env["law.need"].create(
            [
                {"client_id": self.harbour.id, "name": name, "urgency": urgency}
                for name, urgency in (("A", "1"), ("B", "5"), ("C", "3"), ("D", "2"))
            ]
            + [{"client_id": self.harbour.id, "name": "Met", "state": "addressed"}]
        )
        harbour = self.harbour.with_user(self.lawyer)
        self.assertEqual(harbour.legal_representative, "Chen Legal")
        self.assertEqual(harbour.open_needs, "B, C, D, 1 more")

    def test_representative_of_the_past_is_not_named(self):
        position = self.harbour.position_ids
        position.write({"date_from": "2010-01-01", "date_to": "2020-01-01"})
        self.assertFalse(self.harbour.with_user(self.lawyer).legal_representative)

    def test_a_new_client_is_an_organisation_whose_language_nobody_knows_yet(self):
        action = self.env.ref("law_firm_client.law_client_action")
        context = {"default_is_company": "'default_is_company': True" in action.context}
        Client = self.env["law.client"].with_user(self.manager).with_context(**context)
        form = Form(Client)
        form.name = "New Ltd"
        client = form.save()
        self.assertTrue(client.is_company)
        self.assertFalse(client.lang)
        by_rpc = Client.create({"name": "Newer Ltd"})
        self.assertFalse(by_rpc.lang)
        self.assertFalse(self.make_person(client, "Bo Li", "contact").lang)
        known = Client.create({"name": "Newest Ltd", "lang": "en_US"})
        self.assertEqual(known.lang, "en_US")
