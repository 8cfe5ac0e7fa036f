from odoo import models
from odoo.fields import Domain

from ..protection.law_departure_holdings import Holding
from .law_retainer_proposal import RUNNING


class LawDeparture(models.Model):
    """What the person proposed to clients: the successors go on with it."""

    _inherit = "law.departure"

    def _holdings(self):
        return [
            Holding(
                "retainer_proposal",
                self.env._("Retainers proposed, without an answer"),
                "law.retainer.proposal",
                Domain("user_id", "=", self.user_id.id)
                & Domain("state", "in", RUNNING),
                "_move_retainer_proposals",
            ),
            *super()._holdings(),
        ]

    def _move_retainer_proposals(self, proposals, heirs):
        """Let the successors ask the clients; their reminders come along."""
        groups = self._by_heir(proposals, lambda p: p.client_id, heirs)
        for heir, group in groups.items():
            group.user_id = heir
            for proposal in group:
                proposal.message_post(body=self._reason())
