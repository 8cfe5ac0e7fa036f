from odoo import models
from odoo.fields import Domain

from .door import is_asked_for


class MailThread(models.AbstractModel):
    """A record may be followed by a contact whom its reader does not see."""

    _inherit = "mail.thread"

    def _compute_message_partner_ids(self):
        """Leave out whom the user does not see: the record itself must open."""
        if self.env.su:
            return super()._compute_message_partner_ids()
        for thread in self:
            partners = thread.message_follower_ids.partner_id
            thread.message_partner_ids = partners._filtered_access("read")
        return None

    def _search_message_partner_ids(self, operator, operand):
        """Let nobody try out what he or she does not see of a follower.

        Odoo looks for followers as superuser.
        """
        if isinstance(operand, Domain) and not self.env.su:
            partners = self.env["res.partner"].with_context(active_test=False)
            operand = partners._search(operand)
        return super()._search_message_partner_ids(operator, operand)

    def _inverse_message_partner_ids(self):
        """Keep whom the user did not see, and so did not leave out on purpose."""
        partners = self.message_follower_ids.partner_id
        hidden = partners - partners._law_seen()
        threads = self.with_context(law_keep_follower_ids=hidden.ids)
        return super(MailThread, threads)._inverse_message_partner_ids()

    def message_subscribe(self, partner_ids=None, subtype_ids=None):
        """Whoever is made a follower is shown by name: so must be seen before."""
        # The chatter asks as superuser, in the name of who is at the screen.
        asked = not self.env.su or is_asked_for("thread", "subscribe")
        if self and partner_ids and asked:
            partners = self.env["res.partner"].browse(partner_ids)
            hidden = partners - partners._law_seen()
            hidden -= self.sudo().message_follower_ids.partner_id
            hidden.sudo(False).check_access("read")
        return super().message_subscribe(partner_ids, subtype_ids)

    def message_unsubscribe(self, partner_ids=None):
        kept = self.env.context.get("law_keep_follower_ids")
        if kept:
            partner_ids = [one for one in partner_ids or () if one not in kept]
        return super().message_unsubscribe(partner_ids)

    def _thread_to_store(self, store, fields, *, request_list=None):
        """Followers, files and tasks are part of opening the record."""
        told = super()._thread_to_store(store, fields, request_list=request_list)
        if request_list:
            self._law_log_thread()
        return told

    def _message_get_suggested_recipients(self, *args, **kwargs):
        """The addresses of a client's people are read by whoever writes to them."""
        recipients = super()._message_get_suggested_recipients(*args, **kwargs)
        self._law_log_thread()
        return recipients

    def _law_log_thread(self):
        """Record that something of the thread was read beside its own fields."""
        Logged = self.env["law.read.logged"]
        if hasattr(self, "_logged_clients") and Logged._is_read_by_person():
            self._log_records([{"id": thread.id} for thread in self.exists()])
