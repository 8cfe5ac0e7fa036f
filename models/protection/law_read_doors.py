from odoo import api, models

from ...tools.readings import tells_more
from .door import is_asked_for
from .names_offered import FEW_NAMES


class LawReadDoors(models.AbstractModel):
    """The methods by which the screen, files and RPC read a record of the firm."""

    _inherit = "law.read.logged"

    # === RECORDS ===
    @api.readonly
    def read(self, fields=None, load="_classic_read"):
        return self._answer(
            lambda rows: self._log_records(rows, fields or list(self._fields)),
            super().read,
            fields,
            load,
        )

    @api.readonly
    def web_read(self, specification):
        return self._answer(
            lambda rows: self._log_records(
                rows, list(specification) or ["id"], specification
            ),
            super().web_read,
            specification,
        )

    def web_save(self, vals, specification, next_id=None):
        if not self._law_is_own_entry(vals, next_id):
            return super().web_save(vals, specification, next_id)
        return self._answer(
            lambda rows: self._log_written(rows, specification),
            super().web_save,
            vals,
            specification,
            next_id,
        )

    def onchange(self, values, field_names, fields_spec):
        """With no field changed, it answers with the whole record."""
        if not self or field_names:
            return super().onchange(values, field_names, fields_spec)
        chosen = self._law_chosen(values, listed=False)

        def log(answer):
            shown = answer.get("value") or {}
            self._log_records(
                [{**shown, "id": self.id}], list(fields_spec), fields_spec
            )
            self._law_log_filled_in(shown, chosen)

        return self._answer(log, super().onchange, values, field_names, fields_spec)

    def copy_data(self, default=None):
        """The values for a copy are those of the record.

        Odoo asks for no right here: what stands in the cache would be told.
        """
        self.check_access("read")
        return self._answer(
            lambda answer: self._log_records(
                [{"id": number} for number in self.ids], ["copy"]
            ),
            super().copy_data,
            default,
        )

    # === FILES ===
    def export_data(self, fields_to_export):
        """Ask the rules before anything is read, and again when the lines are known.

        People, facts and other parts of a record each make a line of their own.
        """
        Policy = self.env["law.export.policy"]
        names = Policy._with_groups(fields_to_export)
        Policy._let_pass("export", self, names, use=False)
        answer = self._answer(
            lambda answer: None, super().export_data, fields_to_export
        )
        taken = self._logged_part()
        if not self.env.su and self._is_worth_a_row(taken):
            rows = len(taken) + len(answer["datas"]) - len(self)
            request = Policy._let_pass("export", self, names, rows)
            Policy._record_file(taken, names, request, rows)
        return answer

    def _export_rows(self, fields, *, _is_toplevel_call=True):
        """Note what a file brings along, in whichever model it begins."""
        self._note_taken({path[0] for path in fields if path})
        return super()._export_rows(fields, _is_toplevel_call=_is_toplevel_call)

    # === LISTS ===
    @api.model
    @api.readonly
    def search_read(
        self, domain=None, fields=None, offset=0, limit=None, order=None, **read_kwargs
    ):
        return self._answer(
            lambda rows: self._log_list(
                domain, rows, fields=fields, offset=offset, limit=limit, order=order
            ),
            super().search_read,
            domain,
            fields,
            offset,
            limit,
            order,
            **read_kwargs,
        )

    @api.model
    @api.readonly
    def web_search_read(
        self,
        domain,
        specification,
        offset=0,
        limit=None,
        order=None,
        count_limit=None,
    ):
        return self._answer(
            lambda answer: self._log_list(
                domain, answer, specification, offset=offset, limit=limit, order=order
            ),
            super().web_search_read,
            domain,
            specification,
            offset,
            limit,
            order,
            count_limit,
        )

    @api.model
    @api.readonly
    def name_search(self, name="", domain=None, operator="ilike", limit=100):
        return self._answer(
            lambda pairs: self._log_names(domain, pairs, name),
            super().name_search,
            name,
            domain,
            operator,
            limit,
        )

    @api.model
    @api.readonly
    def search(self, domain, offset=0, limit=None, order=None):
        if not is_asked_for(self._name, "search"):  # code inside searches a lot
            return super().search(domain, offset, limit, order)
        return self._answer(
            lambda found: self._log_list(
                domain, [{"id": number} for number in found.ids], limit=limit
            ),
            super().search,
            domain,
            offset,
            limit,
            order,
        )

    @api.model
    @api.readonly
    def search_count(self, domain, limit=None):
        if not is_asked_for(self._name, "search_count"):
            return super().search_count(domain, limit)
        return self._answer(
            lambda total: self._log_count(domain, total),
            super().search_count,
            domain,
            limit,
        )

    def _log_names(self, domain, pairs, name):
        """Record names that were searched, a few of them together with others."""
        rows = [{"id": number} for number, _name in pairs]
        if domain or len(rows) > FEW_NAMES or tells_more((), self.env.context):
            self._log_list(domain, rows, name=name)
        else:
            self._note_names(self.browse(row["id"] for row in rows)._logged_part())

    # === GROUPS AND FIGURES ===
    @api.model
    @api.readonly
    def web_read_group(self, domain, groupby, aggregates=(), *args, **kwargs):
        return self._answer(
            lambda answer: self._log_groups(
                domain,
                groupby,
                answer,
                aggregates,
                specification=kwargs.get("unfold_read_specification"),
            ),
            super().web_read_group,
            domain,
            groupby,
            aggregates,
            *args,
            **kwargs,
        )

    @api.model
    @api.readonly
    def formatted_read_group(self, domain, groupby=(), aggregates=(), *args, **kwargs):
        return self._answer(
            lambda answer: self._log_groups(domain, groupby, answer, aggregates),
            super().formatted_read_group,
            domain,
            groupby,
            aggregates,
            *args,
            **kwargs,
        )

    @api.model
    @api.readonly
    def formatted_read_grouping_sets(
        self, domain, grouping_sets, aggregates=(), *args, **kwargs
    ):
        return self._answer(
            lambda answer: self._log_groups(domain, grouping_sets, answer, aggregates),
            super().formatted_read_grouping_sets,
            domain,
            grouping_sets,
            aggregates,
            *args,
            **kwargs,
        )

    @api.model
    @api.readonly
    @api.deprecated("Odoo's own is deprecated since 19.0, but still a door.")
    def read_group(self, domain, fields, groupby, *args, **kwargs):
        return self._answer(
            lambda answer: self._log_groups(domain, groupby, answer, fields),
            super().read_group,
            domain,
            fields,
            groupby,
            *args,
            **kwargs,
        )

    @api.model
    @api.readonly
    def read_progress_bar(self, domain, group_by, progress_bar):
        groupby = [group_by, progress_bar["field"]]
        return self._answer(
            lambda answer: self._log_groups(domain, groupby, list(answer.values())),
            super().read_progress_bar,
            domain,
            group_by,
            progress_bar,
        )

    @api.model
    def search_panel_select_range(self, field_name, **kwargs):
        return self._answer(
            lambda answer: self._log_panel(field_name, kwargs, answer),
            super().search_panel_select_range,
            field_name,
            **kwargs,
        )

    @api.model
    def search_panel_select_multi_range(self, field_name, **kwargs):
        return self._answer(
            lambda answer: self._log_panel(field_name, kwargs, answer),
            super().search_panel_select_multi_range,
            field_name,
            **kwargs,
        )
