from odoo import api, models

from ...tools.answers import ids_shown, texts_in, values_shown
from ...tools.readings import named_in

# By these a group says how many there are, and of what kind.
KINDS = ("boolean", "selection", "many2one", "many2many")
COUNTS = ("count", "count_distinct")
FIGURES = (*COUNTS, "sum", "avg", "bool_and", "bool_or")


class LawReadGroups(models.AbstractModel):
    """What groups and figures tell of clients.

    The firm's own records always leave a row. Odoo's contacts and messages do when a
    group says something of a client: its name, or a value that only it has.
    """

    _inherit = "law.read.logged"

    def _log_groups(self, domain, groupby, answer, aggregates=(), specification=None):
        """Record groups or figures: the query, and whom they tell about."""
        shown = self.browse(ids_shown(answer))
        told, own = shown._logged_part(), self._name.startswith("law.")
        values = values_shown(answer)
        clients = told._logged_clients() | self._clients_of_groups(groupby, answer)
        clients |= self._law_clients_brought(specification, answer)
        if self._groups_tell_values(groupby, aggregates):
            read = self.search(domain or [])._logged_part()
            clients |= read._logged_clients()
            told = told if own else told | read
        if not own:
            values = min(values, max(len(told), len(clients)))
        if own or clients and answer:
            self._record_groups(
                told,
                answer,
                max(len(shown._logged_part()), values),
                clients,
                {
                    "domain": domain,
                    "groupby": groupby,
                    "aggregates": [a for a in texts_in(aggregates) if a != "__count"],
                },
            )

    def _record_groups(self, told, answer, count, clients, query):
        """Write the row of groups."""
        groups = answer.get("groups", answer) if isinstance(answer, dict) else answer
        self.env["law.access.log"]._record(
            "group",
            told,
            count=count,
            clients=clients,
            query=self._query_text(query),
            detail=self.env._("Groups: %(total)s", total=len(groups or ())),
        )

    def _log_panel(self, name, parts, answer):
        """Record what a search panel offers to choose from: names, of clients too."""
        field = self._fields.get(name)
        values = answer.get("values") or []
        offered = self.env["law.client"].browse()
        if field and hasattr(self.env.get(field.comodel_name), "_logged_clients"):
            offered = self.env[field.comodel_name].browse(ids_shown(values))
        clients = offered._logged_clients()
        if self._name.startswith("law.") or clients:
            query = {"domain": parts, "groupby": name}
            self._record_groups(self.browse(), values, len(values), clients, query)

    @api.model
    def _clients_of_groups(self, groupby, answer):
        """Return the clients whose names are the names of groups."""
        clients = self.env["law.client"].sudo()
        for spec in texts_in(groupby):
            field = self._field_at(spec)
            comodel = self.env.get(field and field.comodel_name or "")
            if hasattr(comodel, "_logged_clients"):
                named = comodel.browse(named_in(answer, spec))
                clients |= named._logged_clients().sudo()
        return clients

    @api.model
    def _groups_tell_values(self, groupby, aggregates):
        """Whether the groups tell values of records, and not how many there are.

        The firm's own are counted in any case: here it is whether clients are named.
        """
        own = self._name.startswith("law.")
        for spec in texts_in(groupby):
            field = self._field_at(spec)
            naming = field and (
                not own
                or "." in spec.split(":")[0]
                or field.name in ("name", self._rec_name)
            )
            if naming and field.type not in KINDS:
                return True
        harmless = FIGURES if own else COUNTS
        return any(
            spec != "__count" and spec.partition(":")[2].split("(")[0] not in harmless
            for spec in texts_in(aggregates)
        )

    @api.model
    def _field_at(self, spec):
        """Return the field at the end of a path such as partner_id.email:day."""
        model, field = self, None
        for name in spec.split(":")[0].split("."):
            field = model._fields.get(name) if model is not None else None
            model = self.env.get(field and field.comodel_name or "")
        return field
