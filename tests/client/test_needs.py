from lxml import etree

from odoo.exceptions import AccessError
from odoo.tests import Form, tagged, users
from odoo.tools.safe_eval import safe_eval

from ..common import FirmCase


@tagged("post_install", "-at_install", "s3")
class TestNeed(FirmCase):
    def test_lawyer_notes_a_need_of_an_own_client(self):
        form = Form(self.env["law.need"].with_user(self.lawyer))
        form.client_id = self.harbour
        form.name = "A contract template for suppliers"
        need = form.save()
        self.assertEqual((need.user_id, need.state), (self.lawyer, "open"))
        self.assertEqual(self.harbour.open_need_count, 1)
        need.state = "addressed"
        self.harbour.invalidate_recordset(["open_need_count"])
        self.assertEqual(self.harbour.open_need_count, 0)

    def test_lawyer_notes_no_need_of_others_clients(self):
        values = {"client_id": self.lighthouse.id, "name": "Anything"}
        with self.assertRaises(AccessError):
            self.env["law.need"].with_user(self.lawyer).create(values)

    def test_lawyer_deletes_no_need(self):
        need = self.env["law.need"].with_user(self.lawyer)
        need = need.create({"client_id": self.harbour.id, "name": "Anything"})
        with self.assertRaises(AccessError):
            need.unlink()

    @users("test_lawyer", "test_manager", "test_head")
    def test_every_filter_of_the_screens_works(self):
        for xmlid in ("law_need_action", "law_relation_action", "law_committee_action"):
            action = self.env["ir.actions.act_window"]._for_xml_id(
                f"law_firm_client.{xmlid}"
            )
            model = self.env[action["res_model"]]
            views = [(False, view) for view in action["view_mode"].split(",")]
            arch = model.get_views([*views, (False, "search")])["views"]["search"]
            for name, domain in self.filters(arch["arch"]):
                with self.subTest(screen=xmlid, filter=name):
                    model.search_count(domain)

    def filters(self, arch):
        for node in etree.fromstring(arch).iter("filter"):
            if node.get("domain"):
                yield (
                    node.get("name"),
                    safe_eval(node.get("domain"), {"uid": self.env.uid}),
                )
