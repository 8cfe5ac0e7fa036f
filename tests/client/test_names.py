# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import FirmCase


@tagged("post_install", "-at_install", "s20")
class TestNames(FirmCase):
    """Names of clients, of their other names and their people, as they are kept."""

    def setUp(self):
        super().setUp()
        self.client = self.harbour.with_user(self.manager)

    def _models(self):
        """Yield each model with a name, and what else a record of it needs."""
        mine = self.env(user=self.manager)
        yield mine["law.client"], {}
        yield mine["law.client.alias"], {"client_id": self.client.id}
        yield mine["law.client.person"], {"client_id": self.client.id}

    def test_a_name_without_end_is_refused_in_words(self):
        for Model, values in self._models():
            for name in ("甲乙丙" * 3000, "x" * 301):
                with (
                    self.subTest(Model._name),
                    self.assertRefused(UserError, "at most 300"),
                ):
                    Model.create({**values, "name": name})
        with self.assertRefused(UserError, "Name: 9000 characters"):
            self.client.name = "甲乙丙" * 3000
        with self.assertRefused(UserError, "at most 300"):
            self.client.company_registry = "9A" * 5000

    def test_a_name_as_long_as_a_name_may_be_is_kept(self):
        for Model, values in self._models():
            name = "".join(map(chr, range(0x4E00, 0x4E00 + 300)))
            self.assertEqual(Model.create({**values, "name": name}).name, name)

    def test_a_name_that_nobody_sees_is_none(self):
        for Model, values in self._models():
            with (
                self.subTest(Model._name),
                self.assertRefused(UserError, "nobody sees"),
            ):
                Model.create({**values, "name": "\u200b\u202e"})
        with self.assertRefused(UserError, "nobody sees"):
            self.client.name = "\u2066"

    def test_what_nobody_sees_is_left_out_of_a_name(self):
        for Model, values in self._models():
            record = Model.create({**values, "name": " \u202e海星\u200b  公司\n"})
            self.assertEqual(record.name, "海星 公司")
