from odoo import api, models
from odoo.exceptions import UserError

from .listed import listed


def named_id(value):
    """Return the id that a form names for a many2one, in whichever shape it comes."""
    if isinstance(value, dict):
        value = value.get("id")
    elif isinstance(value, list | tuple):
        value = value[0] if value else False
    elif isinstance(value, models.BaseModel):
        value = value.id
    return value if isinstance(value, int) and value is not True else False


class LawEntryCheck(models.AbstractModel):
    """What may be entered into a record of the firm, by form, import or RPC alike.

    What the system works out or stamps is not typed in, and nobody points at a record
    that he or she may not see. The system itself, as superuser, is free.
    """

    _name = "law.entry.check"
    _description = "Check of What Is Entered"

    _kept_fields = frozenset()

    def onchange(self, values, field_names, fields_spec):
        """Show nothing of a record to which a form points without leave."""
        context = self.env.context
        defaults = {
            name: context[f"default_{name}"]
            for name in self._fields
            if context.get(f"default_{name}")
        }
        self._check_references([values, defaults])
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def _entered(self, vals_list):
        """Check the values of new records, and what the context adds to them.

        :return: this model, without defaults for what only the system writes
        """
        context = self.env.context
        defaults = {
            name: context[f"default_{name}"]
            for name in self._fields
            if f"default_{name}" in context
        }
        forged = {name for name in defaults if self._is_kept(name)}
        for name in forged:
            del defaults[name]
        for vals in vals_list:
            self._check_entered({**defaults, **vals})
        if not forged or self.env.su:
            return self
        plain = {f"default_{name}" for name in forged}
        # Replaced, not extended: these defaults must be gone.
        return self.with_context(  # pylint: disable=context-overridden
            {key: value for key, value in context.items() if key not in plain}
        )

    @api.model
    def _check_entered(self, vals):
        """Raise if `vals` hold what only the system writes, or nobody can keep."""
        if any(isinstance(value, str) and "\0" in value for value in vals.values()):
            raise UserError(
                self.env._(
                    "The text holds a character that cannot be kept. Type it anew."
                )
            )
        kept = {name for name in vals if self._is_kept(name)}
        if kept and not self.env.su:
            labels = self.fields_get(kept, attributes=["string"])
            raise UserError(
                self.env._(
                    "The system keeps this itself, it cannot be entered: %(fields)s.",
                    fields=listed(
                        self.env, sorted(v["string"] for v in labels.values())
                    ),
                )
            )

    @api.model
    def _is_kept(self, name):
        """Return whether the system keeps the field: it is named, or worked out."""
        field = self._fields.get(name)
        return name in self._kept_fields or bool(
            field
            and field.store
            and field.compute
            and field.readonly
            and not field.inverse
        )

    @api.model
    def _check_references(self, vals_list):
        """Raise unless the user may read the firm's records that `vals_list` name."""
        if self.env.su:
            return
        named = {}
        for vals in vals_list:
            for name, value in vals.items():
                field = self._fields.get(name)
                if field and field.type == "many2one" and named_id(value):
                    if field.comodel_name.startswith("law."):
                        named.setdefault(field.comodel_name, set()).add(named_id(value))
        for model, ids in named.items():
            self.env[model].browse(ids).check_access("read")
