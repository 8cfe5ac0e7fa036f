import csv
import io
import json
from collections import Counter, defaultdict
from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.conflict_keys import MANY, keys_of_all
from ...tools.conflict_terms import EACH, VERSION, hashed
from .conflict_sources import KINDS, SOURCES, source_query

PENDING = "law_firm_client.conflict_names"
STATE = "law_firm_client.conflict_index"
# So many names are written at once.
BATCH = 1000
# An index of so many names is compared with the records before each check.
FEW = 20_000
# Terms of fewer names are looked up as if nobody had counted them.
_FREQUENT = 20
# Of so many names that come at once, each term is counted; of more, those of several.
_EACH_TERM, _SEVERAL = 200, 5
# Of more names than these, terms are counted in a part, a tenth at the least.
_COUNTED = 100_000
# When a name at its place (s) and in the index (n) are the same.
SAME = (
    "n.res_id = s.res_id AND n.firm_id = s.firm_id AND n.company_id = s.company_id"
    " AND n.name = s.name AND n.client_id IS NOT DISTINCT FROM s.client_id"
    " AND n.number IS NOT DISTINCT FROM s.number"
)


def _chunks(found):
    return (found[i : i + BATCH] for i in range(0, len(found), BATCH))


class LawConflictName(models.Model):
    """All names that a conflict check looks through, each once for each place.

    A copy of what stands elsewhere, kept by the system for speed. Nobody reads it:
    the check does, and shows of what it finds what the person may see.
    """

    _name = "law.conflict.name"
    _description = "Name for the Conflict Check"
    _log_access = False
    _repeats_others = True

    firm_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", required=True, ondelete="cascade")
    source = fields.Selection(
        [(name, name) for name in SOURCES], "Kept In", required=True
    )
    res_id = fields.Integer("Record", required=True)
    client_id = fields.Many2one("law.client", index=True, ondelete="cascade")
    name = fields.Char(required=True)
    number = fields.Char("Registration Number")
    checked = fields.Boolean(
        help="Whether it was compared with the other parties of engagements."
    )

    _place_idx = models.Index("(source, res_id)")
    _unchecked_idx = models.Index("(id) WHERE checked IS NOT TRUE")

    def init(self):
        """Add the terms, which no field of Odoo holds, and their index."""
        self.env.cr.execute(
            "ALTER TABLE law_conflict_name ADD COLUMN IF NOT EXISTS terms int[];"
            "CREATE INDEX IF NOT EXISTS law_conflict_name_terms_idx"
            " ON law_conflict_name USING gin (terms) WITH (fastupdate = off)"
        )

    # === KEEPING IT COMPLETE ===

    @api.model
    def _mark(self, source, ids):
        """Note that names at this place may have changed; they are read at the end.

        Once for all that a transaction changes, so that an import of ten thousand
        clients asks as often as one of ten.
        """
        if not ids:
            return
        precommit = self.env.cr.precommit
        if PENDING not in precommit.data:
            precommit.data[PENDING] = {}
            precommit.add(self.sudo()._settle)  # a copy of what was checked already
        precommit.data[PENDING].setdefault(source, set()).update(ids)

    @api.model
    def _settle(self):
        """Bring in what this transaction changed."""
        pending = self.env.cr.precommit.data.pop(PENDING, {})
        if not any(pending.values()):
            return
        self.env.flush_all()
        partners = pending.pop("partner", ())
        for source, place in SOURCES.items():
            ids = pending.get(source, set()) | self._at_partners(place, partners)
            for chunk in _chunks(sorted(ids)):
                self._renew(source, chunk)

    @api.model
    def _at_partners(self, place, partners):
        """Return the ids of what at this place takes its names from the partners."""
        if not partners or not place.partners:
            return set()
        rows = self.env.execute_query(
            SQL(
                "SELECT id FROM %s WHERE %s",
                SQL.identifier(place.table),
                SQL(" OR ").join(
                    SQL("%s = ANY(%s)", SQL.identifier(column), list(partners))
                    for column in place.partners
                ),
            )
        )
        return {row[0] for row in rows}

    @api.model
    def _renew(self, source, ids=None):
        """Make the names of these records at one place, or of all, what they are there.

        SQL: one comparison for all, with columns that are no fields.
        """
        gone = self.env.execute_query(
            SQL(
                "DELETE FROM law_conflict_name n WHERE n.source = %s"
                " AND %s AND NOT EXISTS (SELECT FROM (%s) s WHERE %s)"
                " RETURNING n.firm_id, n.terms, n.res_id",
                source,
                SQL("TRUE") if ids is None else SQL("n.res_id = ANY(%s)", ids),
                source_query(source, ids),
                SQL(SAME),
            )
        )
        self._note_terms(source, gone, -1)
        rows = self.env.execute_query(self._sql_missing(source, ids))
        self._insert_names(source, rows)

    @api.model
    def _sql_missing(self, source, ids=None):
        """Return SQL for the names at a place that the index lacks."""
        return SQL(
            "SELECT s.* FROM (%s) s WHERE NOT EXISTS"
            " (SELECT FROM law_conflict_name n WHERE n.source = %s AND %s)",
            source_query(source, ids),
            source,
            SQL(SAME),
        )

    @api.model
    def _insert_names(self, source, rows, checked=False):
        """Write names of one place, with the terms under which they are found."""
        kind = KINDS[source]
        terms = keys_of_all([(row[4], row[5], row[1], kind) for row in rows])
        for chunk in _chunks(list(zip(rows, terms, strict=True))):
            self._copy(source, chunk, checked)
            if not checked:
                noted = [(row[1], each, row[0]) for row, each in chunk]
                self._note_terms(source, noted)
        if rows and not checked:
            cron = self.env.ref("law_firm_client.ir_cron_conflict_later", False)
            if cron:
                cron._trigger()

    @api.model
    def _copy(self, source, chunk, checked):
        """Write some names. COPY: three times as fast as INSERT."""
        file = io.StringIO()
        write = csv.writer(file).writerow
        for (key, firm, company, client, name, number), terms in chunk:
            numbers = f"{{{','.join(map(str, terms))}}}"
            write([firm, company, source, key, client, name, number, checked, numbers])
        file.seek(0)
        self.env.cr.copy_expert(
            "COPY law_conflict_name (firm_id, company_id, source, res_id, client_id,"
            " name, number, checked, terms) FROM STDIN (FORMAT csv)",
            file,
        )

    @api.model
    def _note_terms(self, source, named, sign=1):
        """Note how many more, or fewer, have each term: [(firm, terms, record)].

        Of the names of one record a term counts once: whoever gives a party many names
        makes none of their words common. Rows of their own, which nobody else waits
        for; added up every night.
        """
        counts, by_record = Counter(), defaultdict(set)
        for firm, terms, record in named:
            by_record[record].update(terms or ())
            counts.update(hashed([EACH], firm, KINDS[source]))
        for terms in by_record.values():
            counts.update(terms)
        least = 1 if len(named) <= _EACH_TERM else _SEVERAL
        noted = [f"{term},{sign * n}" for term, n in counts.items() if n >= least]
        if noted:
            self.env.cr.copy_expert(
                "COPY law_conflict_term (term, names) FROM STDIN (FORMAT csv)",
                io.StringIO("\n".join(noted)),
            )

    # === PROVING IT ===

    @api.model
    def _rebuild(self):
        """Make the whole index anew, and note that it is complete.

        Its names count as compared with the parties of engagements: they were, when
        they came.
        """
        self._settle()
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM law_conflict_name")
        places = {
            source: self.env.execute_query(self._sql_missing(source))
            for source in SOURCES
        }
        self._load(places)
        self._count_terms()

    @api.model
    def _load(self, places):
        """Write the names of all places into the empty index: {source: rows}."""
        many = sum(map(len, places.values())) > MANY
        if many:  # an index is made faster than it is kept
            self.env.cr.execute("DROP INDEX IF EXISTS law_conflict_name_terms_idx")
            self.env.cr.execute("SET LOCAL maintenance_work_mem = '256MB'")
        for source, rows in places.items():
            self._insert_names(source, rows, checked=True)
        self.init()

    @api.model
    def _mend(self):
        """Bring in what the index lacks, and take out what is there no more."""
        self._settle()
        self.env.flush_all()
        for source in SOURCES:
            self._renew(source)

    @api.model
    def _missing(self):
        """Return how many names the index lacks, and how many it has too many."""
        self._settle()
        self.env.flush_all()
        lacking = extra = 0
        for source in SOURCES:
            query = SQL("SELECT count(*) FROM (%s) m", self._sql_missing(source))
            lacking += self.env.execute_query(query)[0][0]
            query = SQL(
                "SELECT count(*) FROM law_conflict_name n WHERE n.source = %s"
                " AND NOT EXISTS (SELECT FROM (%s) s WHERE %s)",
                source,
                source_query(source),
                SQL(SAME),
            )
            extra += self.env.execute_query(query)[0][0]
        return lacking, extra

    @api.model
    def _count_terms(self):
        """Count of how many records each term is, and note the state of the index."""
        cr, total = self.env.cr, self._total()
        share = min(max(total // _COUNTED, 1), 10)
        cr.execute("DELETE FROM law_conflict_term")
        cr.execute(
            "INSERT INTO law_conflict_term (term, names)"
            " SELECT term, count(DISTINCT res_id) * %(share)s FROM law_conflict_name"
            " TABLESAMPLE SYSTEM (100.0 / %(share)s) REPEATABLE (1), unnest(terms) term"
            " GROUP BY term"
            " HAVING count(DISTINCT res_id) * %(share)s > %(frequent)s",
            {"share": share, "frequent": _FREQUENT},
        )
        kinds = self.env.execute_query(
            SQL("SELECT firm_id, source, count(*) FROM law_conflict_name GROUP BY 1, 2")
        )
        for firm, source, count in kinds:
            cr.execute(
                "INSERT INTO law_conflict_term (term, names) VALUES (%s, %s)",
                [hashed([EACH], firm, KINDS[source])[0], count],
            )
        cr.execute("ANALYZE law_conflict_name, law_conflict_term")
        state = {
            "version": VERSION,
            "names": total,
            "proved_on": fields.Datetime.to_string(fields.Datetime.now()),
        }
        self.env["ir.config_parameter"].set_param(STATE, json.dumps(state))

    @api.model
    def _total(self):
        return self.env.execute_query(SQL("SELECT count(*) FROM law_conflict_name"))[0][
            0
        ]

    @api.model
    def _cron_prove(self):
        """Mend what the index lacks, and count its terms anew."""
        if self._state().get("version") != VERSION:
            self._rebuild()
        else:
            self._mend()
            self._count_terms()

    @api.model
    def _state(self):
        return json.loads(self.env["ir.config_parameter"].get_param(STATE) or "{}")

    @api.model
    def _check_ready(self):
        """Raise unless 'nothing found' would mean that there is nothing.

        :raises UserError: when this database cannot compare Chinese, or when the
            index was made by another version of the program, or lacks names
        """
        if not self._knows_chinese():
            raise UserError(
                self.env._(
                    "This database cannot compare Chinese names, so nobody could trust "
                    "a check. Ask the administrator to move it to a database whose "
                    "LC_CTYPE is UTF-8, such as C.UTF-8."
                )
            )
        if not self._is_proved():
            raise UserError(
                self.env._(
                    "The list of names that the check looks through is not complete, "
                    "so nobody could trust a result. Ask the administrator to run the "
                    "scheduled action 'Conflict check: prove the list of names'."
                )
            )

    @api.model
    def _is_proved(self):
        """Return whether the index has all names that it must have.

        A small one is compared in full. A large one is compared every night, and kept
        by whatever writes a name; the night before last must not be the latest.
        """
        state = self._state()
        if state.get("version") != VERSION:
            return False
        if self._size() <= FEW:
            return not any(self._missing())
        proved = fields.Datetime.to_datetime(state.get("proved_on"))
        return bool(proved) and fields.Datetime.now() - proved < timedelta(days=2)

    @api.model
    def _size(self):
        """Return about how many names there are."""
        return self._state().get("names", 0)

    @api.model
    def _knows_chinese(self):
        """Return whether PostgreSQL sees letters in Chinese; with LC_CTYPE=C it does
        not, without an error."""
        rows = self.env.execute_query(SQL("SELECT cardinality(show_trgm('华为技术'))"))
        return bool(rows[0][0])
