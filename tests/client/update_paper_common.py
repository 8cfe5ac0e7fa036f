# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from lxml import html

from odoo import Command
from odoo.tests import new_test_user

from .update_common import UpdateCase

FORM = "law_firm_client.report_client_update"
BLANK = "law_firm_client.report_client_update_blank"


def squeeze(text):
    """Return the text without any space: PDF breaks lines and letters as it likes."""
    return "".join(text.split())


class UpdatePaperCase(UpdateCase):
    """The firm that writes update forms, and prints them filled in and blank."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = new_test_user(
            cls.env,
            login="test_portal",
            groups="base.group_portal",
            company_id=cls.company_a.id,
            company_ids=[Command.set(cls.company_a.ids)],
        )

    def paper(self, user, report, records, data=None, **context):
        """Return the text of a paper as `user` prints it."""
        self.env.invalidate_all()
        page, _type = (
            self.env["ir.actions.report"]
            .with_user(user)
            .with_context(**context)
            ._render_qweb_html(report, records.ids, data=data)
        )
        return " ".join(html.fromstring(page).text_content().split())

    def form(self, user, forms, **context):
        """Return the text of update forms as `user` prints them."""
        return self.paper(user, FORM, forms, **context)

    def blank(self, user, clients, **context):
        """Return the text of blank forms as `user` prints them."""
        return self.paper(user, BLANK, clients, **context)

    def values(self, user, report, records):
        """Return what a paper is printed from."""
        Report = self.env[f"report.{report}"].with_user(user)
        return Report._get_report_values(records.ids)

    def count_queries(self, user, report, records):
        """Return how many queries a paper costs when nothing is in memory."""
        self.forget()
        before = self.env.cr.sql_log_count
        self.values(user, report, records)
        return self.env.cr.sql_log_count - before
