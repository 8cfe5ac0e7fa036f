from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models.protection.names_offered import OFFERED
from .export_common import ExportCase

TOO_MUCH = "more of the clients' data than your role may read"
PAPER = {
    "client_ids": {
        "fields": {"name": {}, "phone": {}, "need_ids": {"fields": {"name": {}}}}
    }
}


class FilledCase(ExportCase):
    """Clients of a manager, and a form that is filled in with all of them at once."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clients = cls.harbour | cls.lighthouse
        for number in range(8):
            cls.clients |= cls.make_client(f"Filled {number}", manager=cls.manager)

    def setUp(self):
        super().setUp()
        OFFERED.clear()
        self.addCleanup(OFFERED.clear)

    def fill(self, user, model, spec, values=None, path=None, **defaults):
        """Return what a new form of a model is filled in with."""
        way = {"path": path} if path else {}
        with self.reading(user, self.env[model], **way) as form:
            context = {f"default_{name}": value for name, value in defaults.items()}
            form = form.with_context(**context)
            return form.onchange(values or {}, [], spec)["value"]

    def leave(self, rows):
        """Leave the manager so many rows to read."""
        self.env["law.export.policy"].search([]).write(
            {"read_rows_hour": 200, "read_rows_day": 200}
        )
        with self.reading(self.manager, self.env["law.access.log"]) as log:
            log._record("list", self.harbour, count=200 - rows)


@tagged("post_install", "-at_install", "s62", "s63")
class TestFilledInByLists(FilledCase):
    """What a form is filled in with by lists is read as by a single choice."""

    def test_clients_in_a_list_are_read(self):
        listed = [Command.set(self.clients.ids)]
        for values, defaults in (({"client_ids": listed}, {}), ({}, listed)):
            before = len(self.rows())
            given = {"client_ids": defaults} if defaults else {}
            told = self.fill(self.manager, "law.paper.print", PAPER, values, **given)
            self.assertIn("Filled 7", repr(told))
            row = self.rows()[before:]
            self.assertEqual((row.action, row.record_count), ("bulk", 10))
            self.assertEqual(set(row.client_ids), set(self.clients.ids))

    def test_other_specifications_are_other_readings(self):
        listed = {"client_ids": [Command.set(self.harbour.ids)]}
        for fields in ({"name": {}}, {"name": {}}, {"phone": {}}):
            spec = {"client_ids": {"fields": fields}}
            self.fill(self.manager, "law.paper.print", spec, **listed)
        self.assertEqual(self.rows().mapped("action"), ["open", "open"])

    def test_contacts_in_a_list_are_read(self):
        contact = self.harbour.partner_id
        spec = {"partner_ids": {"fields": {"name": {}, "email": {}, "phone": {}}}}
        for model in ("calendar.event", "mail.compose.message"):
            before = len(self.rows())
            with self.subTest(model=model):
                listed = [Command.set(contact.ids)]
                self.fill(self.lawyer, model, spec, partner_ids=listed)
                row = self.rows()[before:]
                self.assertEqual((row.model, row.record_count), ("res.partner", 1))
                self.assertEqual(row.client_ids, self.harbour.ids)

    def test_parts_of_others_in_a_list_are_read(self):
        need = self.env["law.need"].create(
            {"client_id": self.lighthouse.id, "name": "A trust"}
        )
        spec = {"need_ids": {"fields": {"name": {}}}}
        values = {"need_ids": [Command.link(need.id)]}
        with self.reading(self.manager, self.harbour) as client:
            told = client.onchange(values, [], spec)
        self.assertIn("A trust", repr(told))
        read = {number for row in self.rows() for number in row.client_ids}
        self.assertEqual(read, set((self.harbour | self.lighthouse).ids))

    def test_what_others_bring_along_is_read(self):
        spec = {
            "company_id": {
                "fields": {"partner_id": {"fields": {"child_ids": {"fields": {}}}}}
            }
        }
        inner = spec["company_id"]["fields"]["partner_id"]["fields"]
        inner["child_ids"]["fields"] = {"phone": {}}
        below = self.company_a.partner_id
        person = self.harbour.person_ids.partner_id
        person.parent_id = below
        self.env.flush_all()
        self.fill(self.manager, "law.need", spec, company_id=self.company_a.id)
        seen = {number for row in self.rows() for number in row.client_ids}
        expected = set(person._logged_clients().ids)
        self.assertEqual(seen, expected)

    def test_lists_are_stopped_at_the_limit(self):
        self.leave(15)
        listed = {"client_ids": [Command.set(self.clients.ids)]}
        self.fill(self.manager, "law.paper.print", PAPER, **listed)
        with self.assertRaisesRegex(AccessError, TOO_MUCH):
            self.fill(self.manager, "law.paper.print", PAPER, **listed)
        self.assertEqual(self.rows()[-1].action, "stopped")

    def test_a_leaver_takes_no_list(self):
        self.freeze(self.manager)
        listed = {"client_ids": [Command.set(self.clients.ids)]}
        with self.assertRaisesRegex(AccessError, "not by other programs"):
            self.fill(
                self.manager,
                "law.paper.print",
                PAPER,
                path="/json/2/law.paper.print/onchange",
                **listed,
            )

    def test_nobody_is_listed_by_a_guessed_number(self):
        hidden = self.harbour.partner_id
        spec = {"attendee_ids": {"fields": {"common_name": {}, "email": {}}}}
        for listed in ([Command.set(hidden.ids)], [[4, hidden.id]], [hidden.id]):
            with self.subTest(listed=listed), self.assertRefused(AccessError, "."):
                self.fill(self.outsider, "calendar.event", spec, partner_ids=listed)
            values = {"partner_ids": listed}
            with self.subTest(values=listed), self.assertRefused(AccessError, "."):
                self.fill(self.outsider, "calendar.event", spec, values)

    def test_defaults_alone_are_read(self):
        with self.reading(
            self.manager,
            self.env["law.paper.print"],
            path="/json/2/law.paper.print/default_get",
        ) as form:
            listed = [Command.set(self.clients.ids)]
            form.with_context(default_client_ids=listed).default_get(["client_ids"])
        self.assertEqual(self.rows().record_count, 10)

    def test_a_form_of_nobody_leaves_none(self):
        stranger = self.make_contact("Stranger Ltd")
        listed = [Command.set((stranger | self.manager.partner_id).ids)]
        spec = {"partner_ids": {"fields": {"email": {}}}, "user_id": {"fields": {}}}
        self.fill(self.manager, "calendar.event", spec, partner_ids=listed)
        self.assertFalse(self.rows())


@tagged("post_install", "-at_install", "s62", "s63")
class TestNamesAtTheLimit(FilledCase):
    """Whoever was stopped is offered no names either."""

    def search(self, user=None):
        with self.reading(user or self.manager, self.env["law.client"]) as clients:
            return clients.name_search("Filled", limit=8)

    def test_names_end_at_the_limit(self):
        self.leave(10)
        self.assertEqual(len(self.search()), 8)
        with self.reading(self.manager, self.env["law.client"]) as clients:
            clients.browse(self.clients.ids).read(["phone"])
        for _time in range(2):
            with self.assertRaisesRegex(AccessError, TOO_MUCH):
                self.search()
        with self.reading(self.manager, self.env["law.client"]) as clients:
            with self.assertRaisesRegex(AccessError, TOO_MUCH):
                clients.web_name_search("Filled", {"display_name": {}}, limit=5)
        self.assertEqual(self.rows()[-1].action, "stopped")
        self.assertTrue(self.search(self.head))

    def test_a_leaver_has_no_names_by_other_programs(self):
        self.freeze(self.manager)
        self.assertTrue(self.search())
        client = self.env["law.client"]
        with self.reading(self.manager, client, "/json/2/x/name_search") as clients:
            with self.assertRaisesRegex(AccessError, "not by other programs"):
                clients.name_search("Filled", limit=8)


@tagged("post_install", "-at_install", "s62", "s63")
class TestFilledInByReference(FilledCase):
    """A reference, "model,number" in one field, is a choice like any other."""

    SPEC = {"resource_ref": {"fields": {"display_name": {}, "habits": {}}}}
    PREVIEW = "mail.template.preview"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        editors = cls.env.ref("mail.group_mail_template_editor")
        for user in cls.lawyer | cls.manager | cls.outsider:
            user.group_ids += editors

    def test_a_default_and_a_value_are_read(self):
        named = {"resource_ref": f"law.client,{self.harbour.id}"}
        for user, values, defaults in (
            (self.lawyer, {}, named),
            (self.manager, named, {}),
        ):
            before = len(self.rows())
            with self.subTest(values=values):
                self.fill(user, self.PREVIEW, self.SPEC, values, **defaults)
                row = self.rows()[before:]
                self.assertEqual(row.client_ids, self.harbour.ids)

    def test_a_default_that_is_asked_for_alone_is_read(self):
        path = f"/json/2/{self.PREVIEW}/default_get"
        named = f"law.client,{self.harbour.id}"
        with self.reading(self.lawyer, self.env[self.PREVIEW], path=path) as form:
            form = form.with_context(default_resource_ref=named)
            self.assertEqual(form.default_get(["resource_ref"])["resource_ref"], named)
        self.assertEqual(self.rows().client_ids, self.harbour.ids)

    def test_what_is_hidden_is_not_filled_in(self):
        named = f"law.client,{self.harbour.id}"
        for values, defaults in (
            ({}, {"resource_ref": named}),
            ({"resource_ref": named}, {}),
        ):
            for _again in range(2):
                with self.assertRaises(AccessError) as refused:
                    self.fill(
                        self.outsider, self.PREVIEW, self.SPEC, values, **defaults
                    )
                self.assertIn("restricted matter", str(refused.exception))
                self.assertNotIn(self.harbour.name, str(refused.exception))
        path = f"/json/2/{self.PREVIEW}/default_get"
        with self.reading(self.outsider, self.env[self.PREVIEW], path=path) as form:
            form = form.with_context(default_resource_ref=named)
            with self.assertRaisesRegex(AccessError, "restricted matter"):
                form.default_get(["resource_ref"])
