"""Odoo's own records that tell about a client: read there, it is in the log too."""

from odoo import models

from ...tools.answers import texts_in
from .ir_attachment import CONTENT


class LawLoggedNeighbour(models.AbstractModel):
    """A record of Odoo's that tells of a client by the contact, or record, it is of."""

    _name = "law.logged.neighbour"
    _inherit = ["law.read.logged"]
    _description = "Odoo's Record that Tells of a Client"

    def _logged_part(self):
        told = self._told_clients()
        return self.browse(number for number in self.ids if told.get(number))

    def _logged_clients(self):
        return self.env["law.client"].sudo().union(*self._told_clients().values())

    def _told_clients(self):
        """Return {id: clients} of whom each of the records tells about."""
        return {
            record.id: record._told_partners()._logged_clients()
            for record in self.sudo()
            if record.id
        }

    def _told_partners(self):
        """Return the contacts whom the record is about."""
        return self.partner_id


class LawLoggedLink(models.AbstractModel):
    """A record of Odoo's that hangs on another by model and id."""

    _name = "law.logged.link"
    _inherit = ["law.logged.neighbour"]
    _description = "Odoo's Record that Hangs on a Client's"

    def _told_clients(self):
        told = {}
        for model, links in self.sudo().grouped("res_model").items():
            threads = self.env.get(model or "")
            if not hasattr(threads, "_logged_clients"):
                continue
            threads = threads.sudo().browse(links.mapped("res_id")).exists()
            clients = {thread.id: thread._logged_clients().sudo() for thread in threads}
            none = self.env["law.client"].sudo()
            told |= {link.id: clients.get(link.res_id, none) for link in links}
        return told


class ResPartner(models.Model):
    """A client's own contact, its people's, and the contacts under these."""

    _name = "res.partner"
    _inherit = ["law.read.logged", "res.partner"]

    def _logged_part(self):
        return self.browse(p.id for p in self.sudo() if p._logged_clients())

    def _logged_clients(self):
        partners = self.sudo()
        return partners.law_lock_client_id | partners.law_lock_other_client_ids


class ResUsers(models.Model):
    """A client's people on the portal."""

    _name = "res.users"
    _inherit = ["law.logged.neighbour", "res.users"]

    def _told_partners(self):
        return self.partner_id.filtered("partner_share")


class ResPartnerBank(models.Model):
    _name = "res.partner.bank"
    _inherit = ["law.logged.neighbour", "res.partner.bank"]


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["law.logged.neighbour", "crm.lead"]


class CalendarEvent(models.Model):
    """A meeting with a client's people, or about the client."""

    _name = "calendar.event"
    _inherit = ["law.logged.neighbour", "calendar.event"]

    def _told_partners(self):
        return self.partner_ids | self.law_subject_id


class CalendarAttendee(models.Model):
    _name = "calendar.attendee"
    _inherit = ["law.logged.neighbour", "calendar.attendee"]


class MailActivity(models.Model):
    _name = "mail.activity"
    _inherit = ["law.logged.link", "mail.activity"]


class MailFollowers(models.Model):
    """Who follows a client's record, or: that a client's people follow something."""

    _name = "mail.followers"
    _inherit = ["law.logged.link", "mail.followers"]

    def _told_clients(self):
        told = super()._told_clients()
        for follower in self.sudo():
            clients = follower.partner_id._logged_clients()
            told[follower.id] = told.get(follower.id, clients) | clients
        return told


class IrAttachment(models.Model):
    """A client's files."""

    _name = "ir.attachment"
    _inherit = ["law.logged.link", "ir.attachment"]

    def _log_groups(self, domain, groupby, answer, aggregates=(), specification=None):
        """Groups by the words of files tell what is in them."""
        specs = texts_in([groupby, aggregates])
        if CONTENT & {spec.split(":")[0] for spec in specs}:
            self.search(domain or [])._law_check_content()
        return super()._log_groups(domain, groupby, answer, aggregates, specification)


class MailMessage(models.Model):
    """What was said and changed on a client's card or a part of it."""

    _name = "mail.message"
    _inherit = ["law.read.logged", "mail.message"]

    def _logged_part(self):
        return self.browse(
            message.id
            for message in self.sudo()
            if hasattr(self.env.get(message.model), "_logged_clients")
        )

    def _logged_clients(self):
        clients = self.env["law.client"].sudo()
        for model, messages in self._logged_part().sudo().grouped("model").items():
            records = self.env[model].browse(messages.mapped("res_id")).exists()
            clients |= records._logged_clients().sudo()
        return clients

    def _message_fetch(self, domain, *, thread=None, **kwargs):
        """The chatter is part of opening the record to which it belongs.

        Of a record that is not there it has no messages; Odoo would give everybody's.
        """
        if isinstance(thread, models.BaseModel) and not thread:
            return {"messages": self.browse()}

        def log(answer):
            if hasattr(thread, "_logged_clients"):
                thread._log_records([{"id": thread.id}])
            elif answer["messages"]._logged_part():
                rows = [{"id": number} for number in answer["messages"].ids]
                answer["messages"]._log_list(domain, rows, **kwargs)

        return self._answer(
            log, super()._message_fetch, domain, thread=thread, **kwargs
        )
