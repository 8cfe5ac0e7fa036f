import io

from pypdf import PdfReader

from odoo.tests import HttpCase, tagged

from .dossier_common import DOSSIER, DossierCase, squeeze


@tagged("post_install", "-at_install", "s8")
class TestDossierPdf(HttpCase, DossierCase):
    """Prints for once what comes out of the printer."""

    def pages(self, user, clients):
        """Return the text of each page of the PDF, without spaces."""
        self.env["ir.config_parameter"].set_param("report.url", self.base_url())
        report = self.env["ir.actions.report"].with_user(user)
        content, kind = report.with_context(
            force_report_rendering=True
        )._render_qweb_pdf(DOSSIER, clients.ids)
        self.assertEqual(kind, "pdf")
        reader = PdfReader(io.BytesIO(content))
        return [squeeze(page.extract_text()) for page in reader.pages]

    def test_every_page_bears_mark_letterhead_and_number(self):
        for number in range(40):
            person = self.make_person(self.harbour, f"Person {number}", "executive")
            self.make_fact(person, f"fact {number}")
        pages = self.pages(self.manager, self.harbour)
        self.assertGreater(len(pages), 2)
        for number, page in enumerate(pages, 1):
            with self.subTest(page=number):
                self.assertIn("printedforManager", page)
                self.assertIn(squeeze(self.company_a.name), page)
                self.assertIn(f"Page{number}/{len(pages)}", page)
        whole = "".join(pages)
        for number in range(40):
            self.assertEqual(whole.count(f"fact{number}("), 1)

    def test_each_client_starts_on_a_page_of_its_own(self):
        third = self.make_client("Third Client Ltd", manager=self.manager)
        clients = self.harbour | self.lighthouse | third
        pages = self.pages(self.manager, clients)
        starts = [
            next(n for n, page in enumerate(pages) if squeeze(client.name) in page)
            for client in clients
        ]
        self.assertEqual(len(set(starts)), 3)
        for start in starts:
            self.assertIn("Clientdossier", pages[start])
            self.assertIn("Page1/", pages[start])
