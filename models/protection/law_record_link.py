from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL


class LawRecordLink(models.AbstractModel):
    """Something that hangs on a record by model and id: closed where the record is.

    Odoo lets recipients, authors and all staff read some of these whatever becomes of
    their sight of the record. A global rule on `law_closed` does not.
    """

    _name = "law.record.link"
    _description = "Link to a Record, Closed with It"

    # The fields that hold the model and the id.
    _law_link = ("res_model", "res_id")

    law_closed = fields.Boolean(
        compute="_compute_law_closed",
        search="_search_law_closed",
        compute_sudo=True,
        exportable=False,
        help="It belongs to a record of the firm that the user may not read.",
    )

    def onchange(self, values, field_names, fields_spec):
        """Name no record to which a form points without leave."""
        given = {**self._law_link_of_context(), **values}
        model, number = (
            given.get(name, self.sudo()[name] if self else False)
            for name in self._law_link
        )
        if model in self.env and isinstance(number, int) and number:
            self.env[model].browse(number).exists().check_access("read")
        return super().onchange(values, field_names, fields_spec)

    def _law_link_of_context(self):
        """Return the record that the defaults of the context name."""
        context = self.env.context
        return {
            name: context[f"default_{name}"]
            for name in self._law_link
            if f"default_{name}" in context
        }

    @api.depends(lambda self: self._law_link)
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_law_closed(self):
        model_name, res_id = self._law_link
        closed = self.browse()
        for model in self.env["law.discreet.thread"]._discreet_models():
            links = self.filtered(lambda r, m=model: r[model_name] == m)
            records = self.env[model].browse(links.mapped(res_id)).exists()
            seen = records.with_user(self.env.user)._filtered_access("read")
            closed |= links.filtered(lambda r, seen=seen: r[res_id] not in seen.ids)
        for record in self:
            record.law_closed = record in closed

    def _search_law_closed(self, operator, value):
        if operator != "in":
            return NotImplemented
        model_name, res_id = self._law_link
        return Domain.OR(
            Domain(model_name, "=", model)
            & ~self._domain_readable(self.env[model], res_id)
            for model in self._law_linked_models()
        )

    def _law_linked_models(self):
        """Return the discreet models to which something is linked at all.

        Each costs PostgreSQL a millisecond of planning, in every list of contacts too.
        """
        cache, key = self.env.cr.cache, ("law_linked_models", self._name)
        if key in cache:
            return cache[key]
        models = self.env["law.discreet.thread"]._discreet_models()
        name = self._law_link[0]
        self.flush_model([name])
        found = self.env.execute_query(
            SQL(
                """
                SELECT discreet.model FROM unnest(%s) discreet (model)
                 WHERE EXISTS (SELECT FROM %s linked WHERE linked.%s = discreet.model)
                """,
                list(models),
                SQL.identifier(self._table),
                SQL.identifier(name),
            )
        )
        cache[key] = [model for (model,) in found]
        return cache[key]

    @api.model_create_multi
    def create(self, vals_list):
        self._law_forget_linked()
        return super().create(vals_list)

    def write(self, vals):
        self._law_forget_linked()
        return super().write(vals)

    def _law_forget_linked(self):
        """Something may be linked to a model that nothing was linked to."""
        self.env.cr.cache.pop(("law_linked_models", self._name), None)

    def _domain_readable(self, model, res_id):
        own = model.with_user(self.env.user).with_context(active_test=False)
        if not own.has_access("read"):
            return Domain.FALSE
        return Domain(res_id, "in", self._sql_readable(own))

    def _sql_readable(self, own):
        """Return SQL for the ids of the records that the user may read.

        Built once a transaction, since every look at messages asks for it; within one,
        it is built anew when the minute or what the user's rights stand on changes.
        """
        key = (
            "law_readable",
            own._name,
            own.env.uid,
            tuple(own.env.companies.ids),
            own.env.user._get_group_ids(),
            fields.Datetime.now().replace(second=0),
        )
        cache = self.env.cr.cache
        if key not in cache:
            cache[key] = own._search([]).subselect()
        return cache[key]
