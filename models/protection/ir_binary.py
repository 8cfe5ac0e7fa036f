from odoo import models
from odoo.exceptions import AccessError

from .door import somebody_asks

# Pictures as a list or a form shows them are part of it.
SMALL = ("avatar_", "image_128", "image_256", "image_512")


class IrBinary(models.AbstractModel):
    """Files of a client, by address: recorded before they go out."""

    _inherit = "ir.binary"

    def _record_to_stream(self, record, field_name):
        """Of a person of whom the login alone is shown, nothing goes out.

        Neither the picture nor, in the file's name, another field of the contact.
        """
        mine = record.with_env(self.env)
        if hasattr(mine, "_law_login_only") and mine._law_login_only():
            raise AccessError(
                self.env._("Of this person you see the login and the name only.")
            )
        stream = super()._record_to_stream(record, field_name)
        if somebody_asks() and not self.env.su:
            self._law_log_file(record.with_env(self.env), field_name)
        return stream

    def _law_log_file(self, record, field_name):
        """Record that somebody has a file of a client, unless that person is frozen."""
        if field_name.startswith(SMALL):
            return
        if hasattr(record, "_logged_part"):
            record = record._logged_part()
        elif not record._name.startswith("law."):
            return
        if not record:
            return
        if record._name == "ir.attachment" or record._name.startswith("law."):
            self.env["law.export.policy"]._check_not_frozen()
        name = record.sudo().display_name  # the access was checked, or a token shown
        self.env["law.access.log"]._record(
            "file", record, detail=f"{name} ({field_name})"
        )
