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
                    "text": version.text,
                }
                for version in versions
            ],
        }
