from odoo import api, models
from odoo.fields import Domain


class LawClient(models.Model):
    """A client to whom another record is tied by a link of the system's own.

    Such a link, to a referrer say, may lead to a client whom readers of the record do
    not see: each is shown the client only if he or she sees it, else whom to ask.
    """

    _inherit = "law.client"

    @api.model
    def _show_kept(self, records, link, shown, hint):
        """Set on each record the client behind its link, or whom to ask about it.

        :param link: the name of the system's own field
        :param shown: the name of the field that shows the client
        :param hint: the name of the field that says whom to ask
        """
        kept = records.sudo()  # shown only as far as the user sees the client
        seen = kept[link].sudo(False)._filtered_access("read")
        for record, stored in zip(records, kept, strict=True):
            client = stored[link].sudo(False)
            hidden = client - seen
            record[shown] = client & seen
            record[hint] = hidden._hidden_label() if hidden else False

    @api.model
    def _keep(self, records, link, shown):
        """Tie each record to the client who was chosen on it.

        :raises AccessError: if the user does not see that client
        """
        for record in records:
            record[shown].check_access("read")
            # sudo: the link is the system's own; the record may be written
            record.sudo()[link] = record[shown].id

    @api.model
    def _search_kept(self, model, link, operator, value):
        """Return the domain of records that the system's own link ties to clients.

        Only clients whom the user sees are found by it, also in sudo.

        :param model: the model that has the link
        :param link: the name of its field
        """
        if operator not in ("in", "any", "ilike", "="):
            return NotImplemented
        if operator == "in":
            named = Domain("id", "in", [number for number in value if number])
        elif operator == "any":
            named = value if isinstance(value, Domain) else Domain("id", "in", value)
        else:
            named = Domain("display_name", operator, value)
        own = self.sudo(False).with_context(active_test=False)
        seen = own.search(named) if own.has_access("read") else own
        kept = Domain(link, "in", seen.ids)
        if operator == "in" and False in value:
            kept |= Domain(link, "=", False)
        # sudo: the link is the system's own; whom the user sees was searched above
        every = model.sudo().with_context(active_test=False)
        return Domain("id", "in", every._search(kept))
