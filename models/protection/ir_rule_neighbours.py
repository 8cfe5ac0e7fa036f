from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from .guarded import tells_of_clients
from .kinds import kind_name

# Odoo's models that repeat a contact: open with it.
OF_CONTACT = {
    "calendar.filters": "partner_id",
    "mail.notification": "res_partner_id",
    "rating.rating": "partner_id",
    "res.users.settings.volumes": "partner_id",
    "sms.sms": "partner_id",
    "snailmail.letter": "partner_id",
}
# Those that belong to a message: open with the record of the firm it is about.
OF_MESSAGE = {
    "mail.mail": "mail_message_id",
    "mail.message.reaction": "message_id",
    "mail.message.schedule": "mail_message_id",
    "mail.message.translation": "message_id",
    "mail.notification": "mail_message_id",
    "mail.tracking.value": "mail_message_id",
    "sms.sms": "mail_message_id",
    "snailmail.letter": "message_id",
}
# Those that hang on a record by model and id.
OF_RECORD = {
    "mail.scheduled.message": ("model", "res_id"),
    "rating.rating": ("res_model", "res_id"),
    "snailmail.letter": ("model", "res_id"),
}
# Of these, people read those of records, too, that are not theirs to see.
PAST_RECORDS = ("mail.mail", "mail.notification", "mail.tracking.value")
HEAD = "law_firm_client.group_client_head"
# Of these, a refusal says whom to ask where they are a client's.
ASKED_ABOUT = ("crm.lead", "res.partner", "res.partner.bank")
LOCKED = ("calendar.event", "crm.lead", "res.partner")
# Odoo's forms that hold what somebody is about to do: his or hers alone.
OWN = (
    "base.partner.merge.automatic.wizard",
    "crm.lead2opportunity.partner",
    "crm.lead2opportunity.partner.mass",
    "crm.merge.opportunity",
    "mail.activity.schedule",
    "mail.activity.schedule.line",
    "mail.followers.edit",
    "portal.share",
    "portal.wizard",
    "portal.wizard.user",
    "sms.composer",
)


class IrRule(models.Model):
    """What surrounds a client in models of others, which may not even be installed.

    So these conditions stand in code, beside the rules in the database: they hold for
    every model of that name, and nobody switches them off by mistake.
    """

    _inherit = "ir.rule"

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        domain = super()._compute_domain(model_name, mode)
        if self.env.su or model_name not in self.env:
            return domain
        parts = list(self._law_parts(model_name))
        if not parts:
            return domain
        more = Domain.AND([domain, *parts])
        return more.optimize(self.env[model_name].sudo())

    def _law_parts(self, model_name):
        """Yield the conditions under which a record of a neighbour is open."""
        if model_name in OWN or (
            model_name.startswith("law.") and self.env[model_name]._transient
        ):
            yield Domain("create_uid", "=", self.env.uid)
        if model_name in OF_CONTACT:
            name = OF_CONTACT[model_name]
            own = Domain(name, "=", self.env.user.partner_id.id)
            yield self._law_empty_or(name, Domain("law_open", "=", True)) | own
        if model_name in OF_MESSAGE:
            opened = Domain("law_closed", "=", False)
            if model_name in PAST_RECORDS:
                opened &= ~self._law_hidden_links("model", "res_id", LOCKED)
            message = self._law_empty_or(OF_MESSAGE[model_name], opened)
            if model_name == "mail.notification":  # whoever got it, keeps it
                message |= Domain("res_partner_id", "=", self.env.user.partner_id.id)
            yield message
        if model_name == "mail.activity" and not self.env.user.has_group(HEAD):
            # Who has still to confirm a house rule is his or hers, and the heads'.
            mine = Domain("user_id", "=", self.env.uid)
            yield Domain("res_model", "!=", "law.house.rule.version") | mine
        if model_name in OF_RECORD:
            discreet = self.env["law.discreet.thread"]._discreet_models()
            names = OF_RECORD[model_name]
            yield ~self._law_hidden_links(*names, [*discreet, *LOCKED])

    def _law_empty_or(self, name, domain):
        return Domain(name, "=", False) | Domain(name, "any", domain)

    def _law_hidden_links(self, model_field, id_field, models_linked):
        """Return the domain of links to records that the user may not read."""
        Link = self.env["law.record.link"]
        return Domain.OR(
            Domain(model_field, "=", name)
            & ~Link._domain_readable(self.env[name], id_field)
            for name in models_linked
        )

    def _make_access_error(self, operation, records):
        """Name no record in a refusal, not even to whoever develops.

        Of a client it says whom to ask, as wherever a client is masked.
        """
        error = super()._make_access_error(operation, records)
        if not self.env.user._is_internal():
            return error
        shown = self.env.user.has_group("base.group_no_one")
        clients = self._law_clients_of(records)
        self.env["law.access.log"]._note_refused(records, clients)
        ours = records._name.startswith("law.") or clients
        if not ours and not (shown and tells_of_clients(records._name)):
            return error
        plain = AccessError(
            self._law_whom_to_ask(records, clients)
            or self.env._(
                "You may not see or change this (%(kind)s). Ask for access, or the "
                "client's manager.",
                kind=kind_name(self.env, records._name),
            )
        )
        if hasattr(error, "context"):
            plain.context = error.context
        return plain

    @api.model
    def _law_clients_of(self, records):
        """Return the clients of whom records tell that were refused."""
        clients = self.env["law.client"].sudo()  # masked before they are told
        if records._name in ASKED_ABOUT or records._name.startswith("law."):
            if hasattr(records, "_logged_clients"):
                clients = records.sudo().exists()._logged_clients().sudo()
            # What was read here must not answer the next question from the cache.
            records.invalidate_recordset()
        return clients

    @api.model
    def _law_whom_to_ask(self, records, clients):
        """Return whom to ask about clients of the user's own firm, or False."""
        if records._name != "law.client" and records._name not in ASKED_ABOUT:
            return False
        own = self.env.user.company_ids
        hint = clients.filtered(lambda c: c.company_id in own)._restricted_hint()
        clients.partner_id.invalidate_recordset()
        clients.invalidate_recordset()
        return hint
