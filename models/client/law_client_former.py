from odoo import fields, models

from ...tools.names import fold
from ...tools.person_patterns import BLACK


class ResPartner(models.Model):
    """A client that is renamed stays known, and found, by the name it had."""

    _inherit = "res.partner"

    def write(self, vals):
        name = vals.get("name")
        # erased at a person's request, by the system: nothing is kept
        named = name and not (self.env.su and BLACK in name)
        named = named and not self._law_name_was_wrong()
        before = {partner.id: partner.name for partner in self} if named else {}
        result = super().write(vals)
        if before:
            self._law_keep_former_names(before)
        return result

    def _law_name_was_wrong(self):
        """Whether the name is not changed but put right: it never was the client's.

        Other rooms know when.
        """
        return False

    def _law_keep_former_names(self, before):
        """Keep the names that clients among these contacts had: {id: name before}."""
        renamed = self.filtered(
            lambda partner: (
                before[partner.id] and fold(before[partner.id]) != fold(partner.name)
            )
        )
        if not renamed:
            return
        clients = (
            self.env["law.client"]
            .sudo()  # whoever may rename the contact, the name is kept
            .with_context(active_test=False)
            .search([("partner_id", "in", renamed.ids)])
        )
        known = {(a.client_id.id, a.name) for a in clients.alias_ids}
        clients.alias_ids.create(
            [
                {
                    "client_id": client.id,
                    "name": before[client.partner_id.id],
                    "kind": "former",
                    "date_to": fields.Date.context_today(self),
                }
                for client in clients
                if (client.id, before[client.partner_id.id]) not in known
            ]
        )
