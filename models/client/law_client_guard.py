from odoo import api, models
from odoo.exceptions import UserError

# What the system itself works out or stamps. Nobody types it in, by whatever way.
SYSTEM_FIELDS = frozenset(
    (
        "provenance",
        "state_since",
        "risk_since",
        "name_key",
        "registration_key",
        "completeness",
        "missing_count",
        "verified_on",
        "fit_score",
        "fit_reason",
        "growth_potential",
        "credit_rating",
        "lawyer_count",
    )
)
# What a client keeps for ever once its card is open.
FIXED_FIELDS = frozenset(("partner_id", "company_id", "code"))


class LawClient(models.Model):
    """The outermost door: what may be written to a client at all."""

    _inherit = "law.client"

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_writable(SYSTEM_FIELDS & vals.keys())
        return super().create(vals_list)

    def write(self, vals):
        self._check_writable(
            (SYSTEM_FIELDS & vals.keys())
            | {
                name
                for name in FIXED_FIELDS & vals.keys()
                if any(self._is_changed(client[name], vals[name]) for client in self)
            }
        )
        return super().write(vals)

    @api.model
    def _is_changed(self, present, value):
        """Return whether `value` differs; a record is given by its id."""
        return (present.id if isinstance(present, models.BaseModel) else present) != (
            value
        )

    def _check_writable(self, names):
        """Raise if there are such names; the system itself, as superuser, may."""
        if names and not self.env.su:
            labels = self.fields_get(names, attributes=["string"])
            raise UserError(
                self.env._(
                    "The system keeps this itself, it cannot be entered: %(fields)s.",
                    fields=", ".join(sorted(v["string"] for v in labels.values())),
                )
            )
