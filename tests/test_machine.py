"""What the browser and the printer need is really there."""

from odoo.tests import HttpCase, tagged

FONTS_LOADED = """
document.fonts.load("16px FontAwesome", "\\uf0c9").then(fonts => {
    if (!fonts.length) { throw new Error("The font of the icons is missing."); }
    console.log("test successful");
}).catch(error => console.error(error));
"""
PAGE = '<html><head><meta charset="utf-8"/></head><body>%s</body></html>'


@tagged("post_install", "-at_install")
class TestMachine(HttpCase):
    def test_browser_opens_the_web_client(self):
        # Else Odoo's onboarding tours load in the background while the page closes.
        self.env.ref("base.user_admin").tour_enabled = False
        self.browser_js(
            "/odoo",
            FONTS_LOADED,
            ready="!!document.querySelector('.o_main_navbar')",
            login="admin",
        )

    def test_printer_gives_pdf_with_header_and_chinese(self):
        report = self.env["ir.actions.report"]
        self.assertEqual(report.get_wkhtmltopdf_state(), "ok")
        pdf = report._run_wkhtmltopdf(
            [PAGE % "客户档案"],
            header=PAGE % "律师事务所",
            footer=PAGE % "1",
        )
        self.assertTrue(pdf.startswith(b"%PDF-"))
        self.assertTrue(
            b"NotoSansCJK" in pdf, "Chinese is not printed in a font for it."
        )
