from odoo import api, models

from ...tools.answers import ids_shown, values_shown
from .door import somebody_asks

READING = "law_firm_client.reading"
NAMES_ONLY = {"id", "display_name", "__last_update"}
FEW_FIELDS = 10
# Whoever types in a field is offered fewer names than these; more are a list.
FEW_NAMES = 20
# Where the transaction keeps what an export has of each model: (ids, fields).
TAKEN = "law_firm_client.taken"


class LawReadLogged(models.AbstractModel):
    """A record whose reading by a person leaves a row in the access log (S63).

    A person reads through a request: the screen, RPC by any door, a file, a report.
    What runs without one, or in sudo, is the system's own work. The outermost reading
    of a call is the one that counts: a form brings its lines in the same row. The
    answer is made first, so that the row tells what was in it, and goes out when the
    row is committed; a refused reading leaves none.

    `name_search` is left out when it offers a few names only, as while somebody types
    in a field: it would be ten rows for one choice, and shows no more than that choice.
    With a domain, or with more names, it is a list like any other.
    """

    _name = "law.read.logged"
    _description = "Reading in the Access Log"

    # === WHAT IS SAID OF A READING ===
    def _logged_clients(self):
        """Return the clients whom these records tell about, without further rights."""
        return self.sudo().client_id

    def _logged_part(self):
        """Return those of the records that tell about clients: here, all."""
        return self

    def _log_records(self, rows, names=None):
        """Record the reading of records by their ids; their names alone are none.

        Records of one client are an opening, of several clients a reading in bulk.
        """
        read = self.browse(row["id"] for row in rows if isinstance(row["id"], int))
        read = read._logged_part()
        few_names = names is not None and set(names) <= NAMES_ONLY
        if not read or few_names and len(read) <= FEW_NAMES:
            return
        action = "open" if len(read._logged_clients()) < 2 else "bulk"
        self.env["law.access.log"]._record(
            action, read, detail=self._fields_text(names or [])
        )

    def _log_filled_in(self, model):
        """Record that a form of `model` was filled in from these records."""
        told = self._logged_part()
        if told:
            self.env["law.access.log"]._record(
                "open", told, detail=self.env._("In a form of %(model)s", model=model)
            )

    def _log_list(self, domain, answer, **parts):
        """Record a list: the query, and what it showed."""
        shown = self.browse(ids_shown(answer))
        if not self._is_worth_a_row(shown):
            return
        total = answer.get("length") if isinstance(answer, dict) else len(shown)
        self.env["law.access.log"]._record(
            "list",
            shown._logged_part(),
            query=self._query_text({"domain": domain, **parts}),
            detail=self.env._("Found: %(total)s", total=total),
        )

    def _log_groups(self, domain, groupby, answer):
        """Record groups or figures: the query, and the records opened in them."""
        shown = self.browse(ids_shown(answer))
        if not self._is_worth_a_row(shown):
            return
        groups = answer.get("groups", answer) if isinstance(answer, dict) else answer
        told = shown._logged_part()
        self.env["law.access.log"]._record(
            "group",
            told,
            count=max(len(told), values_shown(answer)),
            query=self._query_text({"domain": domain, "groupby": groupby}),
            detail=self.env._("Groups: %(total)s", total=len(groups or ())),
        )

    def _note_taken(self, names):
        """Note that an export has these fields of the records."""
        taken = self.env.cr.cache.get(TAKEN)
        if taken is not None:
            ids, fields = taken.setdefault(self._name, (set(), set()))
            ids.update(self.ids)
            fields.update(names)

    @api.model
    def _is_worth_a_row(self, shown):
        """Whether a list, a group or a file is one of clients.

        Always on the firm's own records, where asking alone tells something; with
        Odoo's contacts and messages, when something of a client was among them.
        """
        return self._name.startswith("law.") or bool(shown._logged_part())

    @api.model
    def _fields_text(self, names):
        """Return which fields were read, when they are few; a form has too many."""
        return ", ".join(names) if len(names) <= FEW_FIELDS else ""

    @api.model
    def _query_text(self, parts):
        """Return what was asked for as one line a part; empty parts are left out."""
        return "\n".join(f"{name}: {value}" for name, value in parts.items() if value)

    # === WHO READS ===
    @api.model
    def _is_read_by_person(self):
        """Whether this call answers somebody, and is not part of another such call."""
        reading = self.env.cr.cache.get(READING)
        return somebody_asks() and not self.env.su and not reading

    def _answer(self, log, method, *args, **kwargs):
        """Return the answer of `method` after `log(answer)` has written its row.

        The readings inside it are part of it, and leave no row of their own.
        """
        if not self._is_read_by_person():
            return method(*args, **kwargs)
        cache = self.env.cr.cache
        cache[READING] = True
        try:
            answer = method(*args, **kwargs)
        finally:
            cache.pop(READING, None)
        log(answer)
        return answer
