from hashlib import sha256

from odoo import SUPERUSER_ID, api, models

from ...tools.answers import ids_shown
from ...tools.readings import LONG_NAMES, paths_of, tells_more
from .door import somebody_asks
from .names_offered import FEW_NAMES

READING = "law_firm_client.reading"
FEW_FIELDS = 10
# Where the transaction keeps what an export has of each model: (ids, fields).
TAKEN = "law_firm_client.taken"


class LawReadLogged(models.AbstractModel):
    """A record whose reading by a person leaves a row in the access log (S63).

    A person reads through a request: the screen, RPC by any door, a file, a report.
    What runs without one, or in sudo, is the system's own work. The outermost reading
    of a call is the one that counts: a form brings its lines in the same row. The
    answer is made first, so that the row tells what was in it, and goes out when the
    row is committed; a refused reading leaves none.

    `name_search` leaves no row of its own when it offers a few names only, as while
    somebody types in a field: it would be ten rows for one choice. Names that were
    offered a few at a time are one list as soon as they are many. With a domain, with
    addresses in the names, or with more names, it is a list like any other.

    A form that is saved is answered with the record. Where that is what the user alone
    has written, the row says that he or she wrote it, and it is no reading.
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

    def _log_records(self, rows, names=None, specification=None):
        """Record the reading of records by their ids; their names alone are none.

        Records of one client are an opening, of several clients a reading in bulk.

        :param names: the fields; without them, the record as a whole
        :param specification: what was read of other records along with these
        """
        read = self.browse(row["id"] for row in rows if isinstance(row["id"], int))
        read = read._logged_part()
        brought = self._law_clients_brought(specification, rows)
        if names is not None and not tells_more(names, self.env.context):
            if len(read) <= FEW_NAMES and not brought:
                return self._note_names(read)
        if not read and not brought:
            return None
        clients = read._logged_clients()
        others = brought - clients.sudo()
        paths = paths_of(specification or dict.fromkeys(names or ()))
        paths += [key for key in LONG_NAMES if self.env.context.get(key)]
        self.env["law.access.log"]._record(
            "bulk" if len(clients) + len(others) > 1 else "open",
            read,
            count=len(read) + len(others) if others else None,
            clients=clients.sudo() | others,
            detail=self._fields_text(paths),
        )
        return None

    def _log_filled_in(self, model, paths=()):
        """Record that a form of `model` was filled in from these records.

        :param paths: the fields of the form, those of other records by their path
        """
        told = self._logged_part()
        if told:
            words = [self.env._("In a form of %(model)s", model=model)]
            words += [self._fields_text(paths)] if paths else []
            clients = told._logged_clients()
            self.env["law.access.log"]._record(
                "bulk" if len(clients) > 1 else "open",
                told,
                clients=clients,
                detail=" · ".join(words),
            )

    def _log_list(self, domain, answer, specification=None, **parts):
        """Record a list: the query, and what it showed."""
        shown = self.browse(ids_shown(answer))
        told = shown._logged_part()
        brought = self._law_clients_brought(specification, answer)
        if not brought and not self._is_worth_a_row(shown):
            return
        clients = told._logged_clients().sudo()
        total = answer.get("length") if isinstance(answer, dict) else len(shown)
        self.env["law.access.log"]._record(
            "list",
            told,
            count=len(told) + len(brought - clients) if brought else None,
            clients=clients | brought,
            query=self._query_text({"domain": domain, **parts}),
            detail=self.env._("Found: %(total)s", total=total),
        )

    def _log_count(self, domain, total):
        """Record that somebody was told how many there are, and of what."""
        if self._is_worth_a_row(self.browse()):
            self.env["law.access.log"]._record(
                "count",
                self.browse(),
                count=total,
                query=self._query_text({"domain": domain}),
            )

    def _law_is_own_entry(self, vals, next_id=None):
        """Whether a form saves what the user alone has written, and shows just that.

        A record that is new, or that nobody but the system has changed since the user
        made it. A client's card is the work of many, so only a new one is.
        """
        if next_id or not self:
            return not next_id
        mine, known = self.env.uid, self.sudo()  # who wrote it, and no data
        return bool(vals and self._name != "law.client") and all(
            one.create_uid.id == mine and one.write_uid.id in (mine, SUPERUSER_ID)
            for one in known
        )

    def _log_written(self, rows, specification):
        """Record that somebody wrote these; what they bring along is read."""
        written = self.browse(row["id"] for row in rows)._logged_part()
        clients = written._logged_clients().sudo()
        if self._law_clients_brought(specification, rows):
            self._log_records(rows, list(specification) or ["id"], specification)
        elif written:
            names = paths_of(specification)
            self.env["law.access.log"]._record(
                "write", written, clients=clients, detail=self._fields_text(names)
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
        """Return which fields were read; of many, how many and the mark of which."""
        if len(names) <= FEW_FIELDS:
            return ", ".join(names)
        mark = sha256(repr(sorted(names)).encode()).hexdigest()[:8]
        return self.env._("%(count)s fields (%(mark)s)", count=len(names), mark=mark)

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
