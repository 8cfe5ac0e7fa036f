from lxml import etree
from lxml import html as lxml_html
from markupsafe import Markup

from odoo import api, models

MARK_CLASS = "o_law_mark"


class IrActionsReport(models.Model):
    _inherit = "ir.actions.report"

    def _prepare_html(self, html, report_model=False):
        """Lift the watermark out of the pages into the header, which every page has."""
        if MARK_CLASS.encode() not in html:
            return super()._prepare_html(html, report_model=report_model)
        root = lxml_html.fromstring(html, parser=lxml_html.HTMLParser(encoding="utf-8"))
        marks = root.find_class(MARK_CLASS)
        mark = Markup(etree.tostring(marks[0], encoding="unicode", with_tail=False))
        for node in marks:
            node.drop_tree()
        bodies, res_ids, header, footer, paper = super()._prepare_html(
            lxml_html.tostring(root, encoding="utf-8"), report_model=report_model
        )
        closing = Markup("</body>")
        header = self._in_letterhead_size(header).replace(closing, mark + closing)
        return bodies, res_ids, header, self._in_letterhead_size(footer), paper

    @api.model
    def _in_letterhead_size(self, html):
        """Return a header or footer in the smaller type of the firm's papers."""
        return Markup(html).replace(
            Markup('class="o_body_pdf'), Markup('class="o_law_letterhead o_body_pdf')
        )
