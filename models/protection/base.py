from odoo import models


class Base(models.AbstractModel):
    """A form fills itself in from the contact that is chosen, as superuser.

    So a contact may only be chosen by whoever sees it: else its number would give its
    address away, in any model that repeats it.
    """

    _inherit = "base"

    def onchange(self, values, field_names, fields_spec):
        chosen = [
            values[name]
            for name, field in self._fields.items()
            if field.type == "many2one"
            and field.comodel_name == "res.partner"
            and isinstance(values.get(name), int)
            and values[name]
            and values[name] not in self.sudo()[name].ids  # what stands there, stays
        ]
        if chosen:
            self.env["res.partner"].browse(chosen).exists().check_access("read")
        return super().onchange(values, field_names, fields_spec)
