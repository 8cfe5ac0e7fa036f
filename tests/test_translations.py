"""Whether the addon speaks Chinese throughout, and its template is up to date."""

import io
import re
from collections import Counter
from pathlib import Path

import polib

from odoo.tests import TransactionCase, tagged

import odoo.addons

from .terms import MODULE, OwnTerms, export

# Translations without a Chinese character, each with its reason.
PLAIN = {
    "ID": "Odoo's own Chinese says so too",
    "%(action)s: %(kind)s": "only the colon differs",
    "%(kind)s: %(count)s": "only the colon differs",
    "%(line)s: %(problem)s": "only the colon differs",
    "%(reason)s: %(count)s": "only the colon differs",
    "%(role)s: %(client)s": "only the colon differs",
    "%(text)s, %(name)s": "only the comma differs",
    "%(what)s: %(count)s": "only the colon differs",
    "<span>█████████</span>": "blackened in every language",
    "LAW-123-0a1b2c3d4e5f": "how a mark looks",
    "'%s %s' % (object.name, object.user_id.name or '')": "the name of a file",
    "object.display_name": "the name of a file",
    "object.name": "the name of a file",
    "'%s %s' % (object.name, object.client_id.name or object.client_name or '')": (
        "the name of a file, from the form alone"
    ),
}
HAN = re.compile(r"[\u4e00-\u9fff]")
# What a translation has to keep: Python's and Odoo's placeholders, tags, expressions.
KEPT = re.compile(
    r"%\(\w+\)[sdf]|%[sdf%]|\{\{.*?\}\}|</?\w+|(?:class|invisible|colspan|t-\w+)=\"[^\"]*\"|/>"
    r"|\bobject\.\w+"
)
REMEDY = (
    "Run dev/i18n, translate what it lists in i18n/zh_CN.po, and commit both files."
)


def _entries(catalogue):
    """Return {term: where it occurs}."""
    return {
        entry.msgid: sorted(place for place, _line in entry.occurrences)
        for entry in catalogue
        if not entry.obsolete
    }


def _kept(text):
    return Counter(KEPT.findall(text))


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    module = MODULE
    addon = Path(__file__).parents[1]
    plain = PLAIN

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.demo = {
            f"{cls.module}.{name}"
            for path in (cls.addon / "demo").rglob("*.xml")
            for name in re.findall(r'id="(\w+)"', path.read_text(encoding="utf-8"))
        }
        # Odoo's export walks through all addons; ours alone is a hundred times faster.
        cls.classPatch(odoo.addons, "__path__", [str(cls.addon.parent)])
        exported = io.BytesIO()
        export(cls.env.cr, exported, cls.module)
        cls.exported = cls._without_demo(polib.pofile(exported.getvalue().decode()))
        folder = cls.addon / "i18n"
        cls.template = _entries(polib.pofile(str(folder / f"{cls.module}.pot")))
        cls.chinese = polib.pofile(str(folder / "zh_CN.po"))

    @classmethod
    def _without_demo(cls, catalogue):
        """Leave out the records of the demo firm: they are no part of the program."""
        entries = {
            term: [p for p in places if p.rpartition(":")[2] not in cls.demo]
            for term, places in _entries(catalogue).items()
        }
        return {term: places for term, places in entries.items() if places}

    def _assert_none(self, found, complaint):
        self.assertFalse(found, f"{complaint}: {found!r}\n{REMEDY}")

    def test_template_is_up_to_date(self):
        terms, known = set(self.exported), set(self.template)
        self._assert_none(sorted(terms - known), "Not in the template")
        self._assert_none(sorted(known - terms), "In the template, no longer in use")
        moved = [t for t in terms if self.exported[t] != self.template[t]]
        self._assert_none(moved, "The template names other places for")

    def test_every_term_has_chinese(self):
        translated = {e.msgid for e in self.chinese if e.msgstr and not e.obsolete}
        self._assert_none(sorted(set(self.exported) - translated), "No Chinese for")

    def test_chinese_translates_each_term_once(self):
        terms = Counter(entry.msgid for entry in self.chinese)
        twice = [term for term, count in terms.items() if count > 1]
        self._assert_none(twice, "Translated twice")
        self._assert_none(sorted(set(terms) - set(self.exported)), "No longer in use")

    def test_chinese_is_chinese(self):
        plain = {e.msgid for e in self.chinese if not HAN.search(e.msgstr)}
        self._assert_none(sorted(plain - set(self.plain)), "Not Chinese")
        self.assertEqual(sorted(set(self.plain) - plain), [], "PLAIN names too many")

    def test_chinese_keeps_placeholders_and_tags(self):
        differ = [e.msgid for e in self.chinese if _kept(e.msgid) != _kept(e.msgstr)]
        self._assert_none(differ, "Placeholders or tags differ")

    def test_chinese_is_in_use(self):
        """What the file says arrives on the screen: in the database and the code."""
        self._load_chinese()
        wanted = {entry.msgid: entry.msgstr for entry in self.chinese}
        rows = OwnTerms(self.env.cr, "zh_CN", self.module)
        differ = {
            (source, place)
            for _module, _kind, _name, place, source, value, _comments in rows
            if place not in self.demo and (value or source) != wanted.get(source)
        }
        self._assert_none(sorted(differ, key=str), "Another text than in the file for")

    def _load_chinese(self):
        if not self.env["res.lang"]._get_data(code="zh_CN"):
            self.env["res.lang"]._activate_lang("zh_CN")
            module = self.env["ir.module.module"]._get(self.module)
            module._update_translations("zh_CN", overwrite=True)
