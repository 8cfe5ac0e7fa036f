from odoo import Command, api, fields, models

PARTNER_LOCK = "law_firm_client.partner_lock"


class ResConfigSettings(models.TransientModel):
    """The lock of the contacts: for the whole database, as contacts are shared.

    Anything but "off" locks, so that a parameter that is lost opens nothing.
    """

    _inherit = "res.config.settings"

    law_partner_lock = fields.Boolean(
        "Lock Clients' Contacts",
        help="Clients' entries in Contacts, and those of their people, are seen by "
        "the client's team and by client management, and by nobody else.",
    )
    law_contact_group_ids = fields.Many2many(
        "res.groups",
        string="Groups That See Every Contact",
        help="Groups that need every name and address for their work, "
        "accounting for example.",
    )

    @api.model
    def get_values(self):
        setting = self.env["ir.config_parameter"].sudo()  # as other settings are read
        contacts = self.env.ref("law_firm_client.group_all_contacts")
        return {
            **super().get_values(),
            "law_partner_lock": setting.get_param(PARTNER_LOCK) != "off",
            "law_contact_group_ids": [Command.set(contacts.implied_by_ids.ids)],
        }

    def set_values(self):
        result = super().set_values()
        setting = self.env["ir.config_parameter"].sudo()  # who saves was checked
        setting.set_param(PARTNER_LOCK, "on" if self.law_partner_lock else "off")
        contacts = self.env.ref("law_firm_client.group_all_contacts")
        if contacts.implied_by_ids != self.law_contact_group_ids:
            contacts.sudo().implied_by_ids = self.law_contact_group_ids
        self.env["res.partner"].invalidate_model(["law_open"])
        return result
