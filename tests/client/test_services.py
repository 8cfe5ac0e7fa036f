from odoo.tests import tagged

from ..common import FirmCase


@tagged("post_install", "-at_install", "s22")
class TestServices(FirmCase):
    """A service is found by its own name, by what it stands under, and in full."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Service = cls.env["law.service"]
        cls.quays = Service.create({"name": "Quay matters"})
        cls.sale = Service.create({"name": "Sale", "parent_id": cls.quays.id})

    def _found(self, text, operator="ilike"):
        Service = self.env["law.service"].with_user(self.lawyer)
        pairs = Service.name_search(text, operator=operator)
        return {number for number, _name in pairs}

    def test_part_of_a_name_finds_what_stands_below_it_too(self):
        self.assertEqual(self._found("quay mat"), {self.quays.id, self.sale.id})

    def test_the_full_name_finds_the_one(self):
        self.assertEqual(self._found("Quay matters / Sale", "="), {self.sale.id})
        self.assertEqual(self._found("Quay matters", "="), {self.quays.id})
