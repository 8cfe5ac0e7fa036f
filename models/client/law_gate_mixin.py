from odoo import api, models
from odoo.exceptions import UserError

from .listed import listed


class LawGateMixin(models.AbstractModel):
    """Fields that only the record's own methods change, from wherever one comes.

    A model names them in `_gated_fields` and writes them by `_stamp`. Whoever sends
    them himself - from a form, an import or over RPC - is refused. List the mixin
    first in `_inherit`, so that `_stamp` still passes through the other parents.
    """

    _name = "law.gate.mixin"
    _description = "Record with Fields that Only Methods Change"

    _gated_fields = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        """Start each record at the beginning, whatever the values or defaults say."""
        for vals in vals_list:
            self._refuse_gated(vals)
        plain = {f"default_{name}" for name in self._gated_fields}
        kept = {k: v for k, v in self.env.context.items() if k not in plain}
        # Replaced, not extended: these defaults must be gone.
        ungated = self.with_context(kept)  # pylint: disable=context-overridden
        return super(LawGateMixin, ungated).create(vals_list)

    def write(self, vals):
        """Refuse fields that only methods may change."""
        self._refuse_gated(vals)
        return super().write(vals)

    def _stamp(self, vals):
        """Write gated fields; the caller has checked that it may."""
        # Past this mixin's own `write`, which is the gate.
        return super().write(vals)  # pylint: disable=super-method-mismatch

    @api.model
    def _refuse_gated(self, vals):
        gated = self._gated_fields.intersection(vals)
        if gated:
            labels = self.fields_get(gated, attributes=["string"])
            raise UserError(
                self.env._(
                    "%(fields)s cannot be entered: it follows from what is done with "
                    "the record. Use the buttons of the form.",
                    fields=listed(
                        self.env, [label["string"] for label in labels.values()]
                    ),
                )
            )

    def _check_state_to(self, state, possible):
        """Raise, naming both states, unless it is `possible` to go to `state`."""
        if not possible:
            labels = dict(self._fields["state"]._description_selection(self.env))
            raise UserError(
                self.env._(
                    "%(request)s is '%(from_state)s' and cannot become '%(to_state)s'.",
                    request=self.name,
                    from_state=labels[self.state],
                    to_state=labels[state],
                )
            )
