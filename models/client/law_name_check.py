from odoo import api, models
from odoo.exceptions import UserError

from ...tools.names import NAME_LENGTH, readable_name


class LawNameCheck(models.AbstractModel):
    """A name that can be read and found: with no hidden characters, and not endless."""

    _name = "law.name.check"
    _description = "Check of Names"

    # Searched by an index, which takes no endless text.
    _short_fields = frozenset(("name", "ref", "vat", "company_registry"))

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._with_readable_name(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._with_readable_name(vals))

    @api.model
    def _with_readable_name(self, vals):
        """Return `vals` with a name that people see as the computer does.

        :raises UserError: when nothing of it is seen, or when it is too long
        """
        vals = dict(vals)
        given = vals.get("name")
        if isinstance(given, str):
            vals["name"] = readable_name(given)
            if given.strip() and not vals["name"]:
                raise UserError(
                    self.env._(
                        "The name consists of characters that nobody sees. Enter it "
                        "anew."
                    )
                )
        for name in self._short_fields & vals.keys():
            self._check_length(name, vals[name])
        return vals

    @api.model
    def _check_length(self, name, value):
        if isinstance(value, str) and len(value) > NAME_LENGTH:
            label = self.fields_get([name], ["string"])[name]["string"]
            raise UserError(
                self.env._(
                    "%(field)s: %(count)s characters are too many, at most %(limit)s "
                    "are kept. Shorten it.",
                    field=label,
                    count=len(value),
                    limit=NAME_LENGTH,
                )
            )
