"""What Odoo 19 takes without a word and then ignores, and what the house forbids."""

import ast
import csv
import re
from pathlib import Path

from odoo.tests import TransactionCase, tagged

ADDON = Path(__file__).parents[1]
MODULE = ADDON.name
PYTHON = {
    r"_sql_constraints\b": "models.Constraint",
    r"def name_get\b": "_compute_display_name",
    r"def _name_search\b": "_search_display_name or _rec_names_search",
    r"def name_search\(.*\bargs\b": "the parameter is called domain",
    r"def fields_view_get\b": "_get_view",
    r"\btrack_visibility\s*=": "tracking",
    r"\bauto_join\s*=": "bypass_search_access",
    r"\bgroup_operator\s*=": "aggregator",
    r"\bexpression\.(AND|OR)\b": "fields.Domain",
    r"from odoo\.(osv|orm)\b": "odoo.fields, odoo.models, odoo.api",
    r"from odoo import .*\bregistry\b": "odoo.modules.registry.Registry",
    r"type=[\"']json[\"']": 'type="jsonrpc"',
    r"self\._(cr|uid|context)\b": "self.env.cr, .uid, .context",
    r"(?<!super\(\))\.read_group\(": "_read_group",
    r"\bcheck_access_rights\b|\bcheck_access_rule\b": "check_access",
    r"@api\.(returns|multi|one)\b": "nothing",
    r"\bSavepointCase\b": "TransactionCase",
    r"\b_\(\s*f[\"']": "named placeholders, no f-string",
    r"env\._\([^()]*\)\s*%": "arguments of env._",
}
XML = {
    r"\bkanban-box\b": 't-name="card"',
    r"\boe_chatter\b": "<chatter/>",
    r"<report\b": '<record model="ir.actions.report">',
    r"<act_window\b": '<record model="ir.actions.act_window">',
    r"<tree\b|//tree\b": "<list>",
    r"name=[\"']view_mode[\"']>[^<]*\btree\b": "list",
    r"\bt-esc=": "t-out",
    r"\bt-raw=": "t-out with Markup",
    r"\battrs=": "invisible=, readonly=, required=",
    r"name=[\"']groups_id[\"']": "group_ids",
    r"name=[\"'](numbercall|doall)[\"']": "nothing",
    r"domain_force[^<]*\.ids\b": "a relational leaf ending in user.id",
    r"<data>": "no bare <data>",
}


def _files(pattern, addon):
    for path in sorted(addon.rglob(pattern)):
        if "migrations" not in path.parts and path.name != Path(__file__).name:
            yield path


def _functions(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def _is_new_model(node):
    """Whether a class names a model of ours (and does not only extend one)."""
    names = {
        target.id
        for item in node.body
        if isinstance(item, ast.Assign)
        for target in item.targets
        if isinstance(target, ast.Name)
    }
    return "_name" in names and "_description" in names


@tagged("post_install", "-at_install")
class TestGuard(TransactionCase):
    addon = ADDON

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own_models = cls.env["ir.model"].search(
            [("model", "=like", "law.%"), ("transient", "=", False)]
        )

    def _assert_absent(self, pattern, forbidden):
        found = []
        for path in _files(pattern, self.addon):
            text = path.read_text(encoding="utf-8")
            for old, new in forbidden.items():
                for match in re.finditer(old, text):
                    line = text.count("\n", 0, match.start()) + 1
                    place = f"{path.relative_to(self.addon)}:{line}"
                    found.append(f"{place}: {match.group()!r}, use {new}")
        self.assertFalse(found, "\n".join(found))

    def test_python_of_old_odoo(self):
        self._assert_absent("*.py", PYTHON)

    def test_xml_of_old_odoo(self):
        self._assert_absent("*.xml", XML)

    def test_files_and_functions_stay_short(self):
        found = []
        for path in _files("*.py", self.addon):
            name = path.relative_to(self.addon)
            lines = len(path.read_text(encoding="utf-8").splitlines())
            if lines > 500:
                found.append(f"{name}: {lines} lines")
            for node in _functions(path):
                length = node.end_lineno - node.lineno + 1
                if length > 50:
                    found.append(f"{name}: {node.name} has {length} lines")
        self.assertFalse(found)

    def test_access_rows_name_a_group(self):
        with open(
            self.addon / "security/ir.model.access.csv", encoding="utf-8", newline=""
        ) as file:
            rows = list(csv.DictReader(file))
        self.assertFalse([row["id"] for row in rows if not row["group_id:id"]])

    def test_every_model_has_access_rights(self):
        granted = self.env["ir.model.access"].search([]).model_id
        models = self.own_models.filtered(lambda m: not self.env[m.model]._abstract)
        self.assertFalse((models - granted).mapped("model"))

    def test_every_company_record_has_a_global_company_rule(self):
        missing = []
        for model in self.own_models:
            record = self.env[model.model]
            if record._abstract or not record._auto or "company_id" not in record:
                continue
            rules = self.env["ir.rule"].search(
                [("model_id", "=", model.id), ("groups", "=", False)]
            )
            if not any("company_ids" in (rule.domain_force or "") for rule in rules):
                missing.append(model.model)
        self.assertFalse(missing)

    def test_every_model_says_what_it_is(self):
        silent = [
            f"{path.relative_to(self.addon)}: {node.name}"
            for path in _files("*.py", self.addon)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ClassDef)
            and _is_new_model(node)
            and not ast.get_docstring(node)
        ]
        self.assertFalse(silent)
