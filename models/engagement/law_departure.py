from odoo import models
from odoo.fields import Domain

from ..protection.law_departure_holdings import Holding


class LawDeparture(models.Model):
    """The engagements that a person leads or works on go to the successors (S65)."""

    _inherit = "law.departure"

    def _holdings(self):
        user = self.user_id
        seat = Domain("lead_id", "=", user.id) | Domain("team_ids", "in", user.ids)
        return [
            Holding(
                "engagement",
                self.env._("Engagements led or worked on"),
                "law.engagement",
                Domain("state", "!=", "closed") & seat,
                "_move_engagements",
            ),
            *super()._holdings(),
        ]

    def _move_engagements(self, engagements, heirs):
        """Put the successors where the person sat; closed ones stay as they were."""
        groups = self._by_heir(engagements, lambda e: e.client_id, heirs)
        for heir, group in groups.items():
            group._replace_seat(self.user_id, heir)
            for engagement in group:
                engagement.message_post(body=self._reason())
