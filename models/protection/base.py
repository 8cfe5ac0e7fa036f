from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

from ..client.law_entry_check import named_id
from .guarded import FILLED_FROM, is_kept, referred_id


class Base(models.AbstractModel):
    """Whoever points at a record by its number must see it.

    A form fills itself in from the record that is chosen, as superuser, and Odoo shows
    the name of whatever a record points at. So a contact, or a record of ours, may only
    be chosen by whoever sees it: else its number would give it away, in any model that
    can point at it.
    """

    _inherit = "base"

    # === FORMS ===

    def onchange(self, values, field_names, fields_spec):
        self._law_check_chosen(values)
        return super().onchange(values, field_names, fields_spec)

    @api.model
    def default_get(self, fields):
        """Show nothing of a record that the context names without leave."""
        if not self.env.su and self.env.user._is_internal():
            prefix = "default_"
            values = {
                name.removeprefix(prefix): value
                for name, value in self.env.context.items()
                if name.startswith(prefix)
            }
            self.browse()._law_check_chosen(values)
        return super().default_get(fields)

    def _law_check_chosen(self, values):
        for model, ids in self._law_chosen(values).items():
            records = self.env[model].browse(ids).exists()
            if model == "res.users":
                records = records._law_guests()
            if is_kept(model) or model in FILLED_FROM:
                records.check_access("read")
            if model == "res.partner" and (hidden := records._law_login_only()):
                raise self.env["ir.rule"]._make_access_error("read", hidden)

    def _law_chosen(self, values, listed=True):
        """Return {model: ids} of whom a form points at by these values, and newly.

        :param listed: whether by lists of records, too, and not one by one only
        """
        chosen = defaultdict(set)
        for field, model, numbers in self._law_pointing(values):
            if listed or field.type in ("many2one", "reference"):
                chosen[model].update(numbers)
        return chosen

    def _law_pointing(self, values):
        """Yield (field, model, ids) of whom a form's values, and its lines', name.

        What stands there already, stays.
        """
        for name, value in values.items():
            field = self._fields.get(name)
            if field and field.type == "reference":
                model, number = referred_id(value)
                if model in self.env and not self.env[model]._abstract:
                    known = self.sudo()[name]
                    if not known or known != self.env[model].browse(number):
                        yield field, model, {number}
                continue
            if not field or not field.relational:
                continue
            yield from self._law_pointing_of_lines(field, value)
            numbers = set(_numbers(field, value))
            new = numbers and numbers - set(self.sudo()[name].ids)
            if new:
                yield field, field.comodel_name, new

    def _law_pointing_of_lines(self, field, value):
        """Yield likewise what the commands of a list make or change."""
        for command in value if isinstance(value, list | tuple) else ():
            if field.type != "many2one" and _is_command(command, 0, 1):
                line = self.env[field.comodel_name]
                if command[0] == 1 and isinstance(command[1], int):
                    line = line.browse(command[1])
                if len(command) > 2 and isinstance(command[2], dict):
                    yield from line._law_pointing(command[2])

    # === MAIL ===

    def _message_get_suggested_recipients(self, *args, **kwargs):
        """Suggest nobody whom the user does not see, by whatever number was sent."""
        suggested = super()._message_get_suggested_recipients(*args, **kwargs)
        numbers = [one["partner_id"] for one in suggested if one.get("partner_id")]
        partners = self.env["res.partner"].browse(numbers)
        hidden = set((partners - partners._law_seen()).ids)
        return [one for one in suggested if one.get("partner_id") not in hidden]

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        self.browse()._law_check_pointed(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        self._law_check_pointed([vals])
        return super().write(vals)

    def _law_check_pointed(self, vals_list):
        """Raise if the values point at somebody whom the user does not see.

        :raises AccessError: what stands there already, stays
        """
        if self.env.su or not self.env.user._is_internal():
            return
        pointed = defaultdict(lambda: defaultdict(set))
        for vals in vals_list:
            for name, value in vals.items():
                field = self._fields.get(name)
                if field and field.type in ("many2one", "many2many"):
                    if value and is_kept(field.comodel_name):
                        pointed[field.comodel_name][field].update(
                            _numbers(field, value)
                        )
        for model, numbers in pointed.items():
            self._law_check_pointed_at(self.env[model], numbers)

    def _law_check_pointed_at(self, comodel, numbers):
        """Raise if the user does not see one of these, and it is new there.

        :param numbers: {field: ids}, asked of the database all at once
        """
        pointed = comodel.browse(set().union(*numbers.values()))
        if comodel._name == "res.users":
            pointed = pointed.exists()._law_guests()
        if comodel._name == "res.partner" and pointed:
            # Nearly all are nobody's: these cost one query, and no rule.
            locked = Domain("law_lock_client_id", "!=", False)
            everybody = pointed.sudo().with_context(active_test=False)
            found = everybody._search(Domain("id", "in", pointed.ids) & locked)
            pointed = comodel.browse(found)
        if not pointed:
            return
        hidden = pointed.exists()
        hidden -= hidden._filtered_access("read")
        for field in numbers if hidden else ():
            new = hidden & comodel.browse(numbers[field])
            if new and self:
                new -= self.sudo()[field.name].sudo(False)
            if new:
                raise self.env["ir.rule"]._make_access_error("read", new)


def _is_command(part, *kinds):
    """Whether part of a list's value is a command of one of these kinds."""
    return isinstance(part, list | tuple) and len(part) > 1 and part[0] in kinds


def _numbers(field, value):
    """Return the ids of the records that a value of a field names."""
    if field.type == "many2one":
        return [number] if (number := named_id(value)) else []
    numbers = set()
    for command in value if isinstance(value, list | tuple) else ():
        if isinstance(command, int):
            numbers.add(command)
        elif _is_command(command, 1, 4):
            numbers.add(command[1])
        elif _is_command(command, 6) and len(command) > 2:
            numbers.update(command[2] or ())
    return [number for number in numbers if isinstance(number, int)]
