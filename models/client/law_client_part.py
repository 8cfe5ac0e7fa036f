from odoo import models
from odoo.exceptions import UserError


class LawClientPart(models.AbstractModel):
    """Something on a client's card. It never moves to the card of another client."""

    _name = "law.client.part"
    _description = "Part of a Client Card"

    _anchor = "client_id"

    def write(self, vals):
        """Refuse to move: who may see and change it follows from where it stands."""
        anchor = vals.get(self._anchor, False)
        if self._anchor in vals and any(r[self._anchor].id != anchor for r in self):
            raise UserError(
                self.env._(
                    "This belongs to the card on which it was entered. Enter it anew "
                    "on the other card, and remove it here."
                )
            )
        return super().write(vals)
