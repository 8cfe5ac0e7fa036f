from odoo import api, models

OUTSIDE = "law_firm_client.outside_services"
# Where Odoo's paid services ask about names and mail addresses.
ASKED_ABOUT_NAMES = frozenset(
    ("iap.partner_autocomplete.endpoint", "enrich.endpoint", "reveal.endpoint")
)
NOWHERE = "http://127.0.0.1:9"
ENRICH = "crm.iap.lead.enrich.setting"


class IrConfigParameter(models.Model):
    """Names of clients leave the house only if the firm says so.

    Odoo's CRM brings services along that complete a name while it is typed, or look up
    a lead by its mail address, at Odoo's own company. They may be installed before or
    after this addon, or not at all. So what they all ask for, the address, leads
    nowhere until the firm's setting allows it.
    """

    _inherit = "ir.config_parameter"

    @api.model
    def get_param(self, key, default=False):
        """Give no address of a service outside while the firm does not allow it."""
        if key == ENRICH:
            default = "manual"
        found = super().get_param(key, default)
        if key in ASKED_ABOUT_NAMES and not super().get_param(OUTSIDE):
            return NOWHERE
        return found
