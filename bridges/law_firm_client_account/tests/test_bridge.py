from pathlib import Path

from odoo.tests import tagged

from odoo.addons.law_firm_client.tests import test_guard, test_translations

ADDON = Path(__file__).parents[1]


@tagged("post_install", "-at_install")
class TestBridgeTranslations(test_translations.TestTranslations):
    """Whether the bridge speaks Chinese throughout."""

    module = ADDON.name
    addon = ADDON
    plain = {
        "ID": "as in the addon",
        "%(how)s; %(open)s": "only the mark differs",
    }


@tagged("post_install", "-at_install")
class TestBridgeGuard(test_guard.TestGuard):
    """The house rules hold for the bridge too."""

    addon = ADDON

    def test_access_rows_name_a_group(self):
        """The bridge has no model of its own to which rights would be given."""
        own = [
            name
            for name, model in self.env.registry.items()
            if model._original_module == ADDON.name and not model._abstract
        ]
        self.assertFalse(own)
