from odoo import api, models

CONFIDENTIAL = {
    "law.retainer.proposal": {
        "details",
        "fee_offered",
        "hours_offered",
        "decline_reason",
    },
    "law.retainer.reaction": {"reaction", "words"},
    "law.engagement": {"hours_included", "hours_used", "hours_share"},
}


class LawExportPolicy(models.Model):
    """What of a proposed retainer is confidential when it leaves the firm in a file."""

    _inherit = "law.export.policy"

    @api.model
    def _guarded_models(self):
        """A way to somebody names clients, though it is not kept."""
        return super()._guarded_models() | {"law.warm.path"}

    @api.model
    def _confidential_fields(self, model):
        return super()._confidential_fields(model) | CONFIDENTIAL.get(model, set())
