from odoo import api, models
from odoo.exceptions import UserError


class LawClientPart(models.AbstractModel):
    """Something on a client's card, or pointing at one: it never moves to another."""

    _name = "law.client.part"
    _description = "Part of a Client Card"
    _inherit = ["law.entry.check"]

    _anchor = "client_id"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_entered(vals)
        records = super().create(vals_list)
        self._check_references(vals_list)
        return records

    def write(self, vals):
        self._check_entered(vals)
        anchor = vals.get(self._anchor, False)
        if (
            not self.env.su
            and self._anchor in vals
            and any(record[self._anchor].id != anchor for record in self)
        ):
            raise UserError(
                self.env._(
                    "This belongs to the card on which it was entered. Enter it anew "
                    "on the other card, and remove it here."
                )
            )
        self._check_references([vals])
        return super().write({**vals, **self._stamps(vals)})

    def _stamps(self, vals):
        """Return what the system notes itself when `vals` are written."""
        return {}
