import re
from ast import literal_eval
from pathlib import Path

from lxml import etree

from odoo.tests import BaseCase, tagged

from ...tools.registration import registration_problem

ADDON = Path(__file__).parents[2]
DEMO = ADDON / "demo"
# Login, group; what the README and dev/run promise.
LOGINS = {
    "lawyer": "group_lawyer",
    "lawyer2": "group_lawyer",
    "outsider": "group_lawyer",
    "manager": "group_client_manager",
    "manager_b": "group_client_manager",
    "head": "group_client_head",
    "partner": "group_managing_partner",
    "committee": "group_complaints_committee",
    "marketing": "group_marketing",
    "auditor": "group_auditor",
    "client1": "base.group_portal",
    "client2": "base.group_portal",
}
# Numbers kept for fiction where a country has such; invented alike elsewhere.
FICTIONAL = re.compile(
    r"\+86 \d{2,3} 5550? 01\d\d"
    r"|\+44 20 7946 0\d{3}|\+44 1\d{2} 496 0\d{3}|\+44 29 2018 0\d{3}"
    r"|\+1 \d{3}-555-01\d\d|\+49 69 90009 1\d\d|\+33 1 99 00 01 \d\d"
    r"|\+41 41 555 01 \d\d|\+852 3555 01\d\d|\+65 6555 01\d\d|\+81 6 5550 01\d\d"
    r"|\+61 8 5550 01\d\d"
)
ADDRESS = re.compile(r"[\w.+-]+@[\w.-]+")


def _ref(record, name):
    field = record.find(f"field[@name='{name}']")
    return None if field is None else field.get("ref")


@tagged("post_install", "-at_install")
class TestDemo(BaseCase):
    """The demo firm as its files describe it, whether it is installed or not."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.paths = sorted(DEMO.rglob("*.xml"))
        cls.trees = [etree.parse(str(path)) for path in cls.paths]
        clients = cls._records("law.client")
        cls.clients = [r for r in clients if r.find("field[@name='name']") is not None]
        cls.users = cls._records("res.users")

    @classmethod
    def _records(cls, model):
        return [
            record
            for tree in cls.trees
            for record in tree.iterfind(f".//record[@model='{model}']")
        ]

    @classmethod
    def _fields(cls, name):
        return [
            field
            for tree in cls.trees
            for field in tree.iterfind(f".//field[@name='{name}']")
        ]

    def test_manifest_names_every_file(self):
        manifest = literal_eval((ADDON / "__manifest__.py").read_text("utf-8"))
        found = [path.relative_to(ADDON).as_posix() for path in self.paths]
        self.assertEqual(sorted(manifest["demo"]), found)

    def test_sixty_clients_in_two_companies(self):
        self.assertGreaterEqual(len(self.clients), 60)
        companies = {_ref(client, "company_id") for client in self.clients}
        self.assertEqual(companies, {"base.main_company", "company_london"})

    def test_clients_are_chinese_and_english(self):
        names = [client.findtext("field[@name='name']") for client in self.clients]
        english = [name for name in names if name.isascii()]
        self.assertGreater(len(english), 15)
        self.assertGreater(len(names) - len(english), 30)

    def test_every_login_has_its_role(self):
        groups = {}
        for user in self.users:
            login = user.findtext("field[@name='login']")
            if login:
                groups[login] = user.find("field[@name='group_ids']").get("eval")
        for login, group in LOGINS.items():
            self.assertIn(f"ref('{group}')", groups[login], login)

    def test_passwords_are_the_logins(self):
        for user in self.users:
            password = user.findtext("field[@name='password']")
            if password:
                self.assertEqual(password, user.findtext("field[@name='login']"))

    def test_outsider_serves_no_client(self):
        teams = [*self._fields("member_ids"), *self._fields("user_ids")]
        self.assertFalse([f for f in teams if "user_outsider" in f.get("eval")])

    def test_addresses_reach_nobody(self):
        texts = [
            text for tree in self.trees for text in tree.getroot().itertext() if text
        ]
        addresses = {a for text in texts for a in ADDRESS.findall(text)}
        self.assertGreater(len(addresses), 60)
        self.assertFalse([a for a in addresses if not a.endswith("@example.com")])
        sites = [field.text for field in self._fields("website")]
        self.assertFalse([site for site in sites if not site.endswith(".example.com")])

    def test_phone_numbers_are_fictional(self):
        phones = [field.text for field in self._fields("phone")]
        self.assertFalse([phone for phone in phones if not FICTIONAL.fullmatch(phone)])

    def test_registration_numbers_are_possible_and_distinct(self):
        numbers = []
        for client in self.clients:
            number = client.findtext("field[@name='company_registry']")
            if number:
                country = _ref(client, "country_id").removeprefix("base.")
                self.assertIsNone(registration_problem(number, country), number)
                numbers.append(number)
        self.assertGreater(len(numbers), 50)
        self.assertEqual(len(numbers), len(set(numbers)))

    def test_chinese_interface_only_where_installed(self):
        """Demo data loads on a database that has no Chinese (yet)."""
        condition = "obj().search_count([('code', '=', 'zh_CN')])"
        for field in self._fields("lang"):
            self.assertIn(condition, field.get("eval"))
