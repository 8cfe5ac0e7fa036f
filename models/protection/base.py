from collections import defaultdict

from odoo import api, models
from odoo.fields import Domain

from ..client.law_entry_check import named_id
from .guarded import FILLED_FROM, is_kept


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
            records.check_access("read")
            if model == "res.partner" and (hidden := records._law_login_only()):
                raise self.env["ir.rule"]._make_access_error("read", hidden)

    def _law_chosen(self, values):
        """Return {model: ids} of whom a form points at by these values."""
        chosen = defaultdict(set)
        self._law_note_chosen(values, chosen)
        return chosen

    def _law_note_chosen(self, values, chosen):
        """Add to `chosen` whom the values of a form, and of its lines, point at."""
        for name, value in values.items():
            field = self._fields.get(name)
            if not field or not field.relational:
                continue
            if field.type == "many2one":
                number = named_id(value)
                guarded = is_kept(field.comodel_name) or (
                    field.comodel_name in FILLED_FROM
                )
                # What stands there already, stays.
                if number and guarded and number not in self.sudo()[name].ids:
                    chosen[field.comodel_name].add(number)
            elif field.type == "one2many" and isinstance(value, list):
                for command in value:
                    if len(command) > 2 and isinstance(command[2], dict):
                        line = self.env[field.comodel_name]
                        if command[0] == 1 and isinstance(command[1], int):
                            line = line.browse(command[1])
                        line._law_note_chosen(command[2], chosen)

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


def _numbers(field, value):
    """Return the ids of the records that a value of a field names."""
    if field.type == "many2one":
        return [number] if (number := named_id(value)) else []
    numbers = set()
    for command in value if isinstance(value, list | tuple) else ():
        if isinstance(command, int):
            numbers.add(command)
        elif command and command[0] == 4:
            numbers.add(command[1])
        elif len(command) > 2 and command[0] == 6:
            numbers.update(command[2])
    return [number for number in numbers if isinstance(number, int)]
