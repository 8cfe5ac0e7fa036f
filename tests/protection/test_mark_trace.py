import base64

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...tools.marks import mark_csv, mark_html, mark_of, mark_vcard
from .export_common import ExportCase


@tagged("post_install", "-at_install", "s62", "s63")
class TestMarkTrace(ExportCase):
    """From a file that was found somewhere to whoever took it."""

    def setUp(self):
        super().setUp()
        request = self.ask(self.head, "law.client")
        with self.reading(self.head, self.harbour) as client:
            client.export_data(["name"])
        self.row = self.rows()
        self.request = request
        self.mark = mark_of(self.row.id, self.row.hash)

    def trace(self, user, **values):
        wizard = self.env["law.mark.trace"].with_user(user).create(values)
        wizard.with_company(self.company_a).action_trace()
        return wizard

    def test_a_pasted_mark_tells_who_when_and_what(self):
        for user in (self.auditor, self.partner):
            found = self.trace(user, mark=f"found on paper: {self.mark} ")
            with self.subTest(user=user.login):
                self.assertEqual(found.user_login, "test_head")
                self.assertEqual(found.moment, self.row.moment)
                self.assertEqual(found.what, "Exported: Client")
                self.assertEqual(found.client_names, "Harbour Trading Ltd")
                self.assertIn(self.request.name, found.purpose)
                self.assertEqual(found.detail, "Name")

    def test_an_uploaded_file_tells_the_same(self):
        card = b"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n"
        page = b"<html><body>A</body></html>"
        for content in (
            mark_csv('"name"\r\n"A"\r\n', self.mark).encode(),
            mark_html(page, self.mark),
            mark_vcard(card, self.mark),
        ):
            found = self.trace(self.auditor, file=base64.b64encode(content))
            self.assertEqual(found.row_number, self.row.id)
        found = self.trace(
            self.auditor,
            file=base64.b64encode(b"nothing in it"),
            filename=f"Clients-{self.mark}.txt",
        )
        self.assertEqual(found.row_number, self.row.id)

    @mute_logger("pypdf._reader")
    def test_marks_that_name_nothing(self):
        other = mark_of(self.row.id, "0" * 64)
        for mark, text in (
            (other, "changed or made up"),
            (mark_of(self.row.id + 999, self.row.hash), "has no row"),
            ("LAW-12", "There is no mark here"),
            ("", "Paste a mark, or choose a file"),
        ):
            with self.subTest(mark=mark), self.assertRefused(UserError, text):
                self.trace(self.auditor, mark=mark)
        for content in (b"%PDF-1.4 broken", b"PK broken", b"\x00\xff"):
            with self.subTest(content=content):
                with self.assertRefused(UserError, "There is no mark here"):
                    self.trace(self.auditor, file=base64.b64encode(content))

    def test_nobody_else_traces(self):
        for name in ("lawyer", "manager", "head", "marketing", "committee"):
            with self.subTest(role=name), self.assertRefused(AccessError, "."):
                self.trace(getattr(self, name), mark=self.mark)

    def test_another_firms_file_is_not_told(self):
        auditor_b = self.auditor.copy(
            {
                "login": "test_auditor_b",
                "company_id": self.company_b.id,
                "company_ids": [(6, 0, self.company_b.ids)],
            }
        )
        wizard = self.env["law.mark.trace"].with_user(auditor_b)
        wizard = wizard.create({"mark": self.mark})
        with self.assertRefused(UserError, "has no row"):
            wizard.action_trace()

    def test_a_wall_hides_the_client_from_a_managing_partner(self):
        self.env["law.barrier"].create(
            {
                "client_id": self.harbour.id,
                "user_id": self.partner.id,
                "reason": "Other side",
            }
        )
        found = self.trace(self.partner, mark=self.mark)
        self.assertEqual(found.client_names, "a restricted matter")
        self.assertFalse(found.detail)
        self.assertEqual(found.user_login, "test_head")
