import io
from datetime import timedelta

from pypdf import PdfReader

from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from .leaver_common import LeaverCase

REPORT = "law_firm_client.report_departure"


@tagged("post_install", "-at_install", "s65")
class TestDepartureReport(LeaverCase):
    """The paper: what was read, printed and exported, what was returned."""

    def log(self, action, client, days=0, user=None, detail=""):
        with freeze_time(fields.Datetime.now() - timedelta(days=days)):
            self.env["law.access.log"].with_user(user or self.lawyer)._record(
                action, client, detail=detail
            )

    def reading(self, departure, user=None):
        user = user or self.head
        report = self.env[f"report.{REPORT}"].with_user(user)
        report = report.with_context(allowed_company_ids=user.company_ids.ids)
        return report._reading(departure.with_user(user))

    def html(self, departure, user=None, **context):
        report = self.env["ir.actions.report"].with_user(user or self.head)
        report = report.with_context(allowed_company_ids=self.company_a.ids, **context)
        return report._render_qweb_html(REPORT, departure.ids)[0].decode()

    def test_what_was_refused_was_not_read(self):
        departure = self.announce()
        self.log("refused", self.harbour)
        self.assertFalse(self.reading(departure)["clients"])

    def test_it_tells_by_day_by_client_and_what_was_taken(self):
        departure = self.announce()
        for _number in range(3):
            self.log("open", self.harbour, days=2)
        self.log("print", self.harbour, detail=f"{REPORT} (pdf)")
        self.log("export", self.harbour, detail="name, email; for the court")
        self.log("export", self.harbour, days=120, detail="too old")
        self.log("open", self.lighthouse, user=self.lawyer2)
        told = self.reading(departure)
        self.assertEqual([row["name"] for row in told["clients"]], [self.harbour.name])
        self.assertEqual(
            [told["clients"][0][name] for name in ("opened", "printed", "exported")],
            [3, 1, 1],
        )
        self.assertEqual(len(told["days"]), 2)
        self.assertEqual(
            [row["detail"] for row in told["exports"]], ["name, email; for the court"]
        )
        self.assertEqual(told["prints"][0]["detail"], "Departure")
        html = self.html(departure)
        for words in ("for the court", self.harbour.name, "Declaration", "Laptop"):
            self.assertIn(words, html)

    def test_unusual_days_come_first(self):
        departure = self.announce()
        day = self.today - timedelta(days=5)
        self.log("open", self.harbour, days=5)
        for _number in range(4):
            self.log("open", self.harbour, days=1)
        self.env["law.access.alert"].create(
            {
                "company_id": self.company_a.id,
                "day": day,
                "user_number": self.lawyer.id,
                "user_name": self.lawyer.name,
                "measure": "opened",
                "figure": 40,
            }
        )
        told = self.reading(departure)
        self.assertEqual(told["days"][0]["date"], day)
        self.assertTrue(told["days"][0]["unusual"])
        self.assertIn("40 clients", told["unusual"][0][0])

    def test_a_wall_masks_the_client(self):
        departure = self.announce()
        self.log("export", self.harbour, detail="Harbour list.xlsx")
        self.bar(self.head, self.harbour)
        self.env.invalidate_all()
        told = self.reading(departure)
        self.assertEqual((told["clients"], told["hidden"]), ([], 1))
        self.assertNotIn("Harbour", self.html(departure))
        self.assertIn("Harbour", self.html(departure, self.partner))

    def test_other_companies_rows_are_not_told(self):
        departure = self.announce()
        self.lawyer.company_ids += self.company_b
        self.log("open", self.foreign)
        self.assertEqual(self.reading(departure)["clients"], [])
        self.assertEqual(self.reading(departure)["hidden"], 0)

    def test_who_may_print_it(self):
        departure = self.announce()
        for name in ("lawyer", "lawyer2", "manager", "auditor", "marketing"):
            with self.subTest(user=name), self.assertRefused(AccessError, ""):
                self.html(departure, getattr(self, name))
        self.html(departure, self.partner)


@tagged("post_install", "-at_install", "s65")
class TestDepartureReportPrinted(HttpCase, LeaverCase):
    """The same out of the printer, in both languages, before all is closed."""

    def pages(self, departure, lang):
        """Return the text of each page of the PDF, without spaces."""
        self.env["ir.config_parameter"].set_param("report.url", self.base_url())
        report = self.env["ir.actions.report"].with_user(self.head)
        content, kind = report.with_context(
            force_report_rendering=True,
            lang=lang,
            allowed_company_ids=self.company_a.ids,
        )._render_qweb_pdf(REPORT, departure.ids)
        self.assertEqual(kind, "pdf")
        pages = PdfReader(io.BytesIO(content)).pages
        return ["".join(page.extract_text().split()) for page in pages]

    def test_pages_are_numbered_in_both_languages(self):
        self.env["res.lang"]._activate_lang("zh_CN")
        departure = self.announce()
        for lang in ("en_US", "zh_CN"):
            pages = self.pages(departure, lang)
            self.assertGreaterEqual(len(pages), 2)
            for number, page in enumerate(pages, 1):
                with self.subTest(lang=lang, page=number):
                    self.assertIn(f"{number}/{len(pages)}", page)

    @mute_logger("odoo.http")
    def test_the_print_is_in_the_log(self):
        departure = self.announce()
        before = self.env["law.access.log"]._head()[0]
        self.authenticate("test_head", "test_head")
        answer = self.url_open(f"/report/html/{REPORT}/{departure.id}")
        self.assertEqual(answer.status_code, 200)
        self.env.invalidate_all()
        row = self.env["law.access.log"].search(
            [("id", ">", before), ("action", "=", "print")]
        )
        self.assertEqual(row.model, "law.departure")
        self.assertEqual(row.user_number, self.head.id)
        self.authenticate("test_lawyer", "test_lawyer")
        answer = self.url_open(f"/report/html/{REPORT}/{departure.id}")
        self.assertNotEqual(answer.status_code, 200)
