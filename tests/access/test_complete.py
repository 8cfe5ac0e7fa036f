import threading
from unittest.mock import patch

from odoo.tests import tagged

from .firm import ROLES
from .probes import ProbeCase
from .table import expected_cells, quiet_models, routes


@tagged("post_install", "-at_install", "s62", "s63", "access")
class TestComplete(ProbeCase):
    """No model and no route that the table does not know."""

    def test_every_model_is_in_the_table(self):
        known = {name.partition("#")[0] for name in expected_cells()}
        quiet = quiet_models()
        self.assertFalse(known & quiet.keys(), "in both tables")
        missing = [
            name
            for name in self.env.registry
            if self._can_repeat(name) and name not in known | quiet.keys()
        ]
        self.assertFalse(
            sorted(missing),
            "Who may do what with these? For each, make a record in "
            "tests/access/records.py and add a row to tests/access/models.csv; "
            "test_matrix.py tells what it observes. If nothing of a client is in it, "
            "say why in tests/access/quiet_models.csv.",
        )

    def _can_repeat(self, name):
        """Whether a model is ours, or can point at a contact or any record."""
        model = self.env[name]
        if model._abstract:
            return False
        return name.startswith("law.") or any(
            field.store
            and (
                field.type == "many2one_reference"
                or field.comodel_name == "res.partner"
                or (field.comodel_name or "").startswith("law.")
                or field.name in ("res_model", "res_id", "res_ids")
            )
            for field in model._fields.values()
        )

    def test_every_row_has_a_record(self):
        for model in expected_cells():
            if model.partition("#")[0] in self.env:
                with self.subTest(model=model):
                    self.assertTrue(
                        self.records.get(model),
                        "make a record of it in tests/access/records.py",
                    )

    def test_every_row_names_each_role_once(self):
        for model, cells in expected_cells().items():
            with self.subTest(model=model):
                self.assertEqual(tuple(cells), ROLES)
                for role, cell in cells.items():
                    self.assertLessEqual(set(cell), set("rnfcwd"), role)

    def test_every_route_is_in_the_table(self):
        thread = threading.current_thread()
        with patch.object(thread, "dbname", self.env.cr.dbname, create=True):
            rules = self.env["ir.http"].routing_map().iter_rules()
        served = {rule.rule for rule in rules}
        known = routes()
        self.assertFalse(
            sorted(served - known.keys()),
            "What do these routes tell? Add each to tests/access/routes.csv, with the "
            "probe of test_doors.py that takes it, or why it tells nothing.",
        )

    def test_every_route_has_a_probe_or_a_reason(self):
        from .test_doors import PROBES

        for route, (probe, why) in routes().items():
            with self.subTest(route=route):
                self.assertNotEqual(bool(probe), bool(why))
                if probe:
                    self.assertIn(probe, PROBES)
