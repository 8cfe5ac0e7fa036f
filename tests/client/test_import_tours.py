# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tests import tagged

from ..common import TourCase
from .import_common import ImportCase, shared_cards


@tagged("post_install", "-at_install", "s17", "s50")
class TestImportTours(ImportCase, TourCase):
    """A client manager imports the shared card files through the browser."""

    def _tour(self, tour, filename):
        self.env["ir.attachment"].create(
            {
                "name": filename,
                "raw": (shared_cards() / filename).read_bytes(),
                "url": f"/law_import_test/{tour}",
                "public": True,
            }
        )
        self.manager.password = self.manager.login
        self.start_tour("/odoo/import-client-cards/new", tour, login="test_manager")
        return self.env["law.client.import"].search([], order="id desc", limit=1)

    def test_chinese_cards(self):
        record = self._tour("law_import_chinese_csv", "客户资料卡.csv")
        self.assertEqual(record.state, "done")
        self.assertEqual((record.created_count, record.left_out_count), (260, 25))
        self.assertEqual(record.user_id, self.manager)

    def test_bilingual_workbook(self):
        record = self._tour("law_import_workbook", "client_cards_bilingual.xlsx")
        self.assertEqual((record.created_count, record.updated_count), (174, 10))

    def test_address_cards(self):
        record = self._tour("law_import_address_cards", "contacts.vcf")
        self.assertEqual(record.created_count, 60)

    def test_american_registry(self):
        record = self._tour("law_import_registry", "la_active_businesses.csv")
        self.assertEqual(record.created_count + record.skipped_count, 498)
