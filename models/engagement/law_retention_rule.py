from odoo import fields, models

KINDS = [
    ("engagement", "Engagements and what was done on them"),
    ("matter", "Parties to engagements"),
]


class LawRetentionRule(models.Model):
    """How long the firm must know what it did, and who was on the other side."""

    _inherit = "law.retention.rule"

    kind = fields.Selection(
        selection_add=KINDS, ondelete={"engagement": "cascade", "matter": "cascade"}
    )

    def _begun(self, clients, created):
        """The years begin when the last engagement is over, too."""
        begun = super()._begun(clients, created)
        if begun is None or self.event == "created" or not clients:
            return begun
        # sudo: when the work ended, whoever may know what it was
        engagements = clients.sudo().engagement_ids
        engagements = engagements.filtered_domain(engagements._domain_given())
        if any(engagement.state != "closed" for engagement in engagements):
            return None
        return max([begun, *filter(None, engagements.mapped("date_close"))])
