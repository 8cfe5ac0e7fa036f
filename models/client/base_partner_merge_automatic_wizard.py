from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from .listed import listed


class BasePartnerMergeAutomaticWizard(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    @api.model
    def _update_foreign_keys(self, src_partners, dst_partner):
        """Move client cards and relations by the rules of their own models first.

        The core rewrites the tables by SQL, past the rules, and where a constraint
        objects it deletes all rows of the contact that goes: its client card with all
        that hangs on it, or every relation that it has.
        """
        partners = src_partners | dst_partner
        clients = self._law_records("law.client", partners, "partner_id")
        people = self._law_records("law.client.person", partners, "partner_id")
        relations = self._law_records("law.relation", partners, "left_id", "right_id")
        self._law_check_cards(clients.grouped("company_id"))
        self._law_check_cards(people.grouped("client_id"))
        moving = clients.filtered(lambda c: c.partner_id != dst_partner)
        moving.sudo().partner_id = dst_partner  # write access was checked above
        for side in ("left_id", "right_id"):
            relations.filtered(lambda r, side=side: r[side] in src_partners).write(
                {side: dst_partner.id}
            )
        return super()._update_foreign_keys(src_partners, dst_partner)

    def _law_records(self, model, partners, *names):
        """Return the records that hang on `partners`; refuse if the user may not write.

        :raises UserError: when one of them is not the user's to change
        """
        found = (
            self.env[model]
            .sudo()  # all must be known; the user's rights are checked on each
            .with_context(active_test=False)
            .search(Domain.OR(Domain(name, "in", partners.ids) for name in names))
            .sudo(False)
        )
        if found and not found.has_access("write"):
            raise UserError(
                self.env._(
                    "These contacts belong to client cards that you may not change. "
                    "Ask the client management to merge them."
                )
            )
        return found

    def _law_check_cards(self, cards_by_owner):
        for cards in cards_by_owner.values():
            if len(cards) > 1:
                raise UserError(
                    self.env._(
                        "%(names)s each have a card. Merging the contacts would delete "
                        "one of the cards: bring what it holds to the other one and "
                        "delete it first.",
                        names=listed(self.env, cards.mapped("display_name")),
                    )
                )
