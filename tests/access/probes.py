"""How a way in is tried, and what is found in its answer."""

import psycopg2

from odoo import models
from odoo.exceptions import UserError, ValidationError
from odoo.tools import mute_logger

from .firm import CONTACT, NAME, SECRETS, AccessCase
from .table import expected_cells
from .ways import FINDS, TELLS

QUIET = (
    "odoo.sql_db",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_model",
    "odoo.models",
    "odoo.domains",
    "odoo.orm.fields",
    "odoo.fields",
    "odoo.http",
    "odoo.addons.rpc.controllers",
)

# Marketing has the list of names, administrators keep the client's portal users, and a
# portal user sees the own company.
KNOWN = {"marketing": [NAME], "admin": [NAME], "guest": CONTACT}


def _values(record, model):
    """Return what a form of `model` would send to create a record like this one."""
    return {
        name: field.convert_to_write(record[name], record)
        for name, field in record._fields.items()
        if field.store
        and field.copy
        and model._has_field_access(field, "write")
        and not (field.readonly or field.related or field.type == "one2many")
        and (not field.compute or field.required)
        and name not in models.MAGIC_COLUMNS
    }


class Refused:
    """The answer of a way that is closed: what it says may tell something, too."""

    def __init__(self, error):
        self.error = error

    def __bool__(self):
        return False

    def __repr__(self):
        return f"{type(self.error).__name__}: {self.error}"


class ProbeCase(AccessCase):
    """Counts its probes, and gathers where an answer is not what the table says."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cells = expected_cells()
        cls.probes = 0

    def setUp(self):
        super().setUp()
        muted = mute_logger(*QUIET)
        muted.__enter__()
        self.addCleanup(muted.__exit__)

    def tried(self, function, *args, writes=False):
        """Return what a way in answers, and undo what it did."""
        savepoint = self.env.cr.savepoint(flush=writes)
        type(self).probes += 1
        try:
            answer = function(*args)
            if writes:
                self.env.flush_all()
            return answer
        except Exception as error:
            return Refused(error)
        finally:
            if writes:
                savepoint.rollback()
            savepoint.close(rollback=not savepoint.closed)

    def found_in(self, answer, role, cell=""):
        """Return the marked words in an answer that `role` may not meet there."""
        text = repr(answer).lower()
        forbidden = self.forbidden(role, cell)
        return [word for word in forbidden if word.lower() in text]

    def around(self, answer, word):
        text = repr(answer)
        place = text.lower().find(word.lower())
        return text[max(0, place - 90) : place + 30]

    def forbidden(self, role, cell=""):
        """Return the words that `role` may not meet in records with this `cell`.

        Not among them is what the same person reads elsewhere by right.
        """
        known = set(KNOWN.get(role, ()))
        if "r" in self.cells["law.client"][role] or "r" in cell:
            return []
        if "r" in self.cells["res.partner"][role]:
            known.update(CONTACT)
        if "n" in cell:
            known.add(NAME)
        return [word for word in (NAME, *SECRETS) if word not in known]

    def may(self, role, records):
        """Return the letters of what `role` can do, by trying."""
        mine = self.as_role(role, records)
        letters = ""
        if self.tried(FINDS["search_archived"], mine):
            told = repr(self.tried(TELLS["read"], mine)).lower()
            letters = "n" if NAME.lower() in told else "f"
            letters = "r" if any(word in told for word in SECRETS) else letters
        if self._created(role, records, bool(letters)):
            letters += "c"
        for operation, letter in (("write", "w"), ("unlink", "d")):
            if self.tried(mine.has_access, operation):
                letters += letter
        return letters

    def _created(self, role, records, seen):
        """Return whether `role` can create a record like these.

        To whoever sees none, an error of another kind is a refusal, too.
        """
        model = self.as_role(role, records.browse())
        if not self.tried(model.has_access, "create"):
            return False
        values = _values(records[:1].sudo(), model)
        answer = self.tried(model.create, values, writes=True)
        return bool(answer) or (seen and self._is_no_refusal(answer))

    def _is_no_refusal(self, answer):
        """Return whether it is only this copy that cannot be, not any."""
        error = getattr(answer, "error", None)
        return isinstance(error, ValidationError | psycopg2.Error) or (
            error is not None and not isinstance(error, UserError)
        )
