from odoo import api, fields, models
from odoo.fields import Domain


class LawClient(models.Model):
    _inherit = "law.client"

    duplicate_ids = fields.Many2many(
        "law.client",
        string="Perhaps the Same",
        compute="_compute_duplicate_ids",
        help="Clients of the company with the same name but for its company form, the "
        "same registration number, phone or e-mail.",
    )

    @api.depends(
        "name_key",
        "registration_key",
        "phone_sanitized",
        "email_normalized",
        "company_id",
    )
    def _compute_duplicate_ids(self):
        for client in self:
            domain = client._domain_duplicates()
            client.duplicate_ids = (
                False if domain.is_false() else self.search(domain, limit=5)
            )

    def _domain_duplicates(self):
        """Return the domain of clients that are perhaps the same as this one.

        Contacts with the same phone or e-mail are looked up first: a choice between
        columns of two tables would have PostgreSQL read both from end to end.
        """
        self.ensure_one()
        same = self._domain_equal("name_key", "registration_key")
        reached = self._domain_equal("phone_sanitized", "email_normalized")
        if not reached.is_false():
            contacts = self.env["res.partner"].with_context(active_test=False)
            same |= Domain("partner_id", "in", contacts.search(reached).ids)
        if same.is_false():
            return same
        others = Domain("company_id", "=", self.company_id.id)
        if self._origin:
            others &= Domain("id", "!=", self._origin.id)
        return others & same

    def _domain_equal(self, *names):
        """Return the domain of records that agree in one of these fields."""
        return Domain.OR(Domain(name, "=", self[name]) for name in names if self[name])
