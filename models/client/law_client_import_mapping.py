from odoo import fields, models


class LawClientImportMapping(models.Model):
    """What the company's people said last time that a set of headings means."""

    _name = "law.client.import.mapping"
    _description = "Remembered Headings of a Card File"
    _order = "write_date desc"

    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="cascade"
    )
    fingerprint = fields.Char(required=True, index=True)
    meanings = fields.Json(required=True)

    _company_fingerprint_uniq = models.Constraint(
        "UNIQUE(company_id, fingerprint)", "These headings are remembered already."
    )

    def _recall(self, company, fingerprint):
        """Return {position: meaning} as it was used last time, or nothing.

        :param company: the company whose people said so
        """
        found = self.search(
            [("company_id", "=", company.id), ("fingerprint", "=", fingerprint)]
        )
        return {
            int(place): meaning for place, meaning in (found.meanings or {}).items()
        }

    def _remember(self, company, fingerprint, meanings):
        """Keep {position: meaning} of a set of headings for the next file like it."""
        found = self.search(
            [("company_id", "=", company.id), ("fingerprint", "=", fingerprint)]
        )
        values = {"meanings": {str(place): name for place, name in meanings.items()}}
        # sudo: written by an import only, whose user and company were checked
        if found:
            found.sudo().write(values)
        else:
            self.sudo().create(
                {**values, "company_id": company.id, "fingerprint": fingerprint}
            )
