import math

from odoo import api, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import formatLang

# No figure of a firm is larger, be it hours or money.
MOST = 1e15
# Kinds of values that Odoo itself turns into what it keeps.
PLAIN = frozenset(
    (
        *("char", "text", "html", "boolean", "integer", "float", "monetary"),
        *("date", "datetime", "selection", "many2one"),
    )
)
NUMBERS = frozenset(("integer", "float", "monetary"))
WORDS = frozenset(("char", "text", "html"))
LISTS = frozenset(("one2many", "many2many"))


def is_writable_text(value):
    """Return whether a text, or all texts in a list or mapping, can be kept at all.

    Half of a pair of UTF-16 signs comes over RPC, but is no character.
    """
    if isinstance(value, str):
        return "\0" not in value and not any("\ud800" <= c <= "\udfff" for c in value)
    if isinstance(value, dict):
        return all(map(is_writable_text, (*value, *value.values())))
    if isinstance(value, list | tuple | set | frozenset):
        return all(map(is_writable_text, value))
    return True


def _is_reference(value):
    """Return whether this may be a record: no text is, nor a number with decimals."""
    return not isinstance(value, str | bytes | float)


def _is_commands(value):
    """Return whether this is a list of commands, or of ids, for a list of records."""
    if not value or isinstance(value, models.BaseModel):
        return True
    if not isinstance(value, list | tuple):
        return False
    return all(
        isinstance(one, int)
        or (isinstance(one, list | tuple) and len(one) and isinstance(one[0], int))
        for one in value
    )


class LawClearInput(models.AbstractModel):
    """What comes over RPC and cannot be is refused in words, before anything is done.

    A form sends no such values; a script, a broken import or somebody who tries the
    doors does.
    """

    _name = "law.clear.input"
    _description = "Check of Values and Searches"

    # Figures that have bounds: {field: (least, most)}.
    _bounds_of = {}

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_clear(vals)
        return super().create(vals_list)

    def write(self, vals):
        """Refuse values that cannot be kept."""
        self._check_clear(vals)
        return super().write(vals)

    @api.model
    def _search(
        self,
        domain,
        offset=0,
        limit=None,
        order=None,
        *,
        active_test=True,
        bypass_access=False,
    ):
        """Refuse in words what is no search: Odoo names a line of its code."""
        try:
            return super()._search(
                self._clear_domain(domain),
                offset,
                limit,
                order,
                active_test=active_test,
                bypass_access=bypass_access,
            )
        except (ValueError, TypeError, KeyError, NotImplementedError) as error:
            raise UserError(
                self.env._(
                    "%(model)s: nobody can search so. Check the names of the fields, "
                    "the operators and the values.",
                    model=self._description,
                )
            ) from error

    @api.model
    def _clear_domain(self, domain):
        domain = Domain(domain)
        if not is_writable_text([leaf.value for leaf in domain.iter_conditions()]):
            raise ValueError(self._name)
        return domain

    @api.model
    def _check_clear(self, vals):
        """Raise if these are no values of a record.

        :raises UserError: naming the field
        """
        if not isinstance(vals, dict):
            raise UserError(
                self.env._("Send the fields of a record, each with its value.")
            )
        for name, value in vals.items():
            field = self._fields.get(name)
            if field is None:
                raise UserError(
                    self.env._(
                        "%(model)s has no field '%(field)s'.",
                        model=self._description,
                        field=name if is_writable_text(name) else "?",
                    )
                )
            if not self._is_clear(field, value):
                label = self.fields_get([name], ["string"]).get(name, {})
                raise UserError(
                    self.env._(
                        "%(field)s: this value cannot be kept. Enter it anew.",
                        field=label.get("string") or name,
                    )
                )
            if name in self._bounds_of and value:
                self._check_bounds(name, float(value))

    @api.model
    def _check_bounds(self, name, value):
        least, most = self._bounds_of[name]
        if not least <= value <= most:
            raise ValidationError(
                self.env._(
                    "%(field)s: %(value)s is not between %(least)s and %(most)s. "
                    "Correct it.",
                    field=self.fields_get([name], ["string"])[name]["string"],
                    value=formatLang(self.env, value),
                    least=formatLang(self.env, least, digits=0),
                    most=formatLang(self.env, most, digits=0),
                )
            )

    @api.model
    def _is_clear(self, field, value):
        if not is_writable_text(value):
            return False
        if field.type in LISTS:
            return _is_commands(value)
        if field.type not in PLAIN or value is None or value is False:
            return True
        if field.type == "many2one":
            return _is_reference(value)
        if field.type in WORDS and isinstance(value, list | tuple | dict | set):
            return False
        try:
            field.convert_to_cache(value, self.browse())
            return field.type not in NUMBERS or self._is_figure(value)
        except (ValueError, TypeError, OverflowError):
            return False

    @api.model
    def _is_figure(self, value):
        number = float(value)
        return math.isfinite(number) and abs(number) <= MOST
