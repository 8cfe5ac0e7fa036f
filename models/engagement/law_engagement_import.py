from odoo import api, models


class LawEngagement(models.Model):
    _inherit = "law.engagement"

    @api.model
    def get_import_templates(self):
        """Offer a file in which only the rows are missing."""
        return [
            {
                "label": self.env._("Template for engagements"),
                "template": "/law_firm_client/static/import/engagements.xlsx",
            }
        ]


class LawEngagementFee(models.Model):
    _inherit = "law.engagement.fee"

    @api.model
    def get_import_templates(self):
        """Offer a file in which only the rows are missing."""
        return [
            {
                "label": self.env._("Template for fees received"),
                "template": "/law_firm_client/static/import/fees.xlsx",
            }
        ]
