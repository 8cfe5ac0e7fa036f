import ast
import csv
import re
from pathlib import Path

from odoo.tests import BaseCase, tagged

TESTS = Path(__file__).parent
ROOMS = {
    "client",
    "protection",
    "engagement",
    "interaction",
    "complaint",
    "insight",
}


def _rows():
    with open(TESTS / "requirements.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _tags_with_tests():
    """The tags of all test classes that have at least one test."""
    found = set()
    for path in TESTS.rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and _has_test(node):
                found.update(_tags(node))
    return found


def _has_test(node):
    return any(
        isinstance(item, ast.FunctionDef) and item.name.startswith("test_")
        for item in node.body
    )


def _tags(node):
    """The arguments of ``@tagged(...)`` on a class."""
    return {
        argument.value
        for decorator in node.decorator_list
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "tagged"
        for argument in decorator.args
        if isinstance(argument, ast.Constant)
    }


@tagged("post_install", "-at_install")
class TestRequirements(BaseCase):
    def test_list_is_complete(self):
        rows = _rows()
        self.assertEqual([row["id"] for row in rows], [f"S{n}" for n in range(1, 96)])
        self.assertLessEqual({row["room"] for row in rows}, ROOMS)
        self.assertLessEqual({row["done"] for row in rows}, {"yes", "no"})

    def test_done_means_tested(self):
        done = {row["id"].lower() for row in _rows() if row["done"] == "yes"}
        missing = sorted(done - _tags_with_tests(), key=lambda tag: int(tag[1:]))
        self.assertFalse(missing, "Done without a test tagged with it")

    def test_tags_name_requirements(self):
        known = {row["id"].lower() for row in _rows()}
        used = {tag for tag in _tags_with_tests() if re.fullmatch(r"s\d+", tag)}
        self.assertLessEqual(used, known)
