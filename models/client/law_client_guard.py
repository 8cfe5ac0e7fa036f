from odoo import api, models
from odoo.exceptions import UserError


class LawClient(models.Model):
    """The outermost door: what may be written to a client at all."""

    _name = "law.client"
    _inherit = ["law.client", "law.entry.check"]

    _kept_fields = frozenset(("provenance", "state_since", "risk_since", "import_id"))
    # What a client keeps for ever once its card is open.
    _fixed_fields = frozenset(("partner_id", "company_id", "code"))

    @api.model_create_multi
    def create(self, vals_list):
        return super(LawClient, self._entered(vals_list)).create(vals_list)

    def write(self, vals):
        self._check_entered(vals)
        self._check_references([vals])
        changed = {
            name
            for name in self._fixed_fields & vals.keys()
            if any(client._is_changed(name, vals[name]) for client in self)
        }
        if changed and not self.env.su:
            raise UserError(
                self.env._(
                    "A client keeps its contact, its company and its number. "
                    "Open a new card instead."
                )
            )
        return super().write(vals)

    def _is_changed(self, name, value):
        """Return whether `value` differs; a record is given by its id."""
        present = self[name]
        return value != (present.id if self._fields[name].relational else present)
