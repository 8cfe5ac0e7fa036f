from contextlib import contextmanager

from odoo import api, models
from odoo.fields import Domain

from ...tools.answers import texts_in
from ...tools.readings import named_in
from .names_offered import FEW_NAMES

# Where the transaction keeps that groups are being made.
GROUPING = "law_firm_client.grouping"


class Base(models.AbstractModel):
    """Groups of any model by what stands on a client's contact, or names one.

    A model whose own reading is in the log records its groups itself. Others say, when
    they are grouped by a path into such a model, as much as a list of it would.
    """

    _inherit = "base"

    @api.model
    @api.readonly
    def web_read_group(self, domain, groupby, aggregates=(), *args, **kwargs):
        asked = [groupby, aggregates]
        with self._law_grouping(domain, asked) as told:
            told.append(
                super().web_read_group(domain, groupby, aggregates, *args, **kwargs)
            )
        return told[0]

    @api.model
    @api.readonly
    def formatted_read_group(self, domain, groupby=(), aggregates=(), *args, **kwargs):
        asked = [groupby, aggregates]
        with self._law_grouping(domain, asked) as told:
            told.append(
                super().formatted_read_group(
                    domain, groupby, aggregates, *args, **kwargs
                )
            )
        return told[0]

    @api.model
    @api.readonly
    def formatted_read_grouping_sets(
        self, domain, grouping_sets, aggregates=(), *args, **kwargs
    ):
        asked = [grouping_sets, aggregates]
        with self._law_grouping(domain, asked) as told:
            told.append(
                super().formatted_read_grouping_sets(
                    domain, grouping_sets, aggregates, *args, **kwargs
                )
            )
        return told[0]

    @api.model
    @api.readonly
    @api.deprecated("Odoo's own is deprecated since 19.0, but still a door.")
    def read_group(self, domain, fields, groupby, *args, **kwargs):
        with self._law_grouping(domain, [groupby, fields]) as told:
            told.append(super().read_group(domain, fields, groupby, *args, **kwargs))
        return told[0]

    @api.model
    @api.readonly
    def read_progress_bar(self, domain, group_by, progress_bar):
        asked = [group_by, progress_bar["field"]]
        with self._law_grouping(domain, asked) as told:
            told.append(super().read_progress_bar(domain, group_by, progress_bar))
        return told[0]

    @contextmanager
    def _law_grouping(self, domain, asked):
        """Record what the answer tells that is put in the list; inner groups do not."""
        cache, told = self.env.cr.cache, []
        inside = cache.get(GROUPING)
        cache[GROUPING] = True
        try:
            yield told
        finally:
            if not inside:
                cache.pop(GROUPING, None)
        if not inside:
            self._law_log_paths(domain, asked, told[0])

    @api.model
    def _law_log_paths(self, domain, asked, answer):
        """Record groups whose values, or many of whose names, are those of clients."""
        if hasattr(self, "_logged_clients") or not answer:
            return
        if not self.env["law.read.logged"]._is_read_by_person():
            return
        values, names = {}, {}
        for spec in texts_in(asked):
            found = self._law_logged_at(spec)
            if found:
                path, model, by_value = found
                if by_value:
                    values[path] = model
                elif numbers := named_in(answer, spec):
                    names.setdefault(model, set()).update(numbers)
        for model, numbers in names.items():
            self.env[model].browse(numbers)._log_named(self._name)
        if values:
            self._law_record_paths(domain, values, texts_in(asked))

    @api.model
    def _law_logged_at(self, spec):
        """Return (path, model, whether a value of it is told) of a logged record.

        :return: None if the groups do not lead to one
        """
        names = spec.split(":")[0].split(".")
        model = self
        for depth, name in enumerate(names, 1):
            field = model._fields.get(name)
            if field is None or not field.comodel_name:
                return None
            model = self.env[field.comodel_name]
            if hasattr(model, "_logged_clients"):
                return ".".join(names[:depth]), model._name, depth < len(names)
        return None

    @api.model
    def _law_record_paths(self, domain, values, specs):
        """Record that the groups told values of the records at these paths."""
        found = Domain("id", "in", self._search(domain or []))
        for path, model in values.items():
            # sudo: only whom it is about; what is seen of it the groups have asked
            groups = self.sudo()._read_group(found, [path])
            read = self.env[model].browse(one.id for (one,) in groups if one)
            told = read._filtered_access("read")._logged_part()
            if told:
                self.env["law.access.log"]._record(
                    "group",
                    told,
                    query=told._query_text({"domain": domain, "groupby": specs}),
                    detail=self.env._("Groups of %(model)s", model=self._name),
                )


class LawReadLogged(models.AbstractModel):
    _inherit = "law.read.logged"

    def _log_named(self, model):
        """Record names that stand over the groups of another model."""
        told = self._logged_part()
        if len(told) <= FEW_NAMES:
            self._note_names(told)
            return
        self.env["law.access.log"]._record(
            "list", told, detail=self.env._("Groups of %(model)s", model=model)
        )
