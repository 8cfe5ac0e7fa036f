from odoo import api, models

CONFIDENTIAL = {
    "law.engagement": {
        "note",
        "outcome_note",
        "claim_amount",
        "fee_agreed",
        "fee_received",
        "fee_per_hour",
        "hours",
        "expenses",
        "cost",
        "contribution",
        "loss_making",
        "party_ids",
        "no_other_party_reason",
        "reopen_reason",
    },
    "law.client": {"fee_total", "contribution_total"},
}
CONFIDENTIAL_MODELS = (
    "law.engagement.party",
    "law.engagement.fee",
    "law.engagement.cost",
    "law.cost.rate",
)


class LawExportPolicy(models.Model):
    """What of an engagement is confidential when it leaves the firm in a file."""

    _inherit = "law.export.policy"

    @api.model
    def _confidential_fields(self, model):
        if model in CONFIDENTIAL_MODELS:
            return set(self.env[model]._fields) - {"id", "display_name"}
        return super()._confidential_fields(model) | CONFIDENTIAL.get(model, set())
