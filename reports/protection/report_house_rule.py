from lxml import html
from markupsafe import Markup

from odoo import api, models
from odoo.exceptions import UserError


class ReportHouseRule(models.AbstractModel):
    """A version of a house rule on paper, in the reader's language, to be signed."""

    _name = "report.law_firm_client.report_house_rule"
    _inherit = "law.report.words"
    _description = "House Rule on Paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the pages need.

        :raises AccessError: unless the reader may read each of the versions
        """
        if not docids:
            raise UserError(self.env._("Choose the versions you want to print."))
        reader, versions, frame = self._printed("law.house.rule.version", docids)
        return {
            **frame,
            "papers": [
                {
                    "version": version,
                    "state": reader._choice(version, "state"),
                    "period": reader._term(version),
                    "by": version.put_in_force_by_id.name,
                    **self._parts(version.text),
                }
                for version in versions
            ],
        }

    @api.model
    def _parts(self, text):
        """Return the text, and its last piece, which stays with the signature.

        A page that holds nothing but a name and a date could be put under any rule.
        """
        body = html.fragment_fromstring(text or "", create_parent="div")
        end = html.Element("div")
        if len(body):
            last = body[-1]
            if last.tag in ("ul", "ol") and len(last) > 1:
                piece = html.Element(last.tag, start=str(len(last)))
                piece.append(last[-1])
                last = piece
            end.append(last)
        return {
            name: Markup(html.tostring(part, encoding="unicode"))
            for name, part in (("text", body), ("end", end))
        }
