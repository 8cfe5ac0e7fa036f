# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""What can be wrong with a cell, and how bad that is."""

from dataclasses import dataclass, field

ERROR = "error"
WARNING = "warning"
NOTE = "note"

# An error keeps the row out; a warning leaves the cell out, or asks for a look;
# a note only says how the cell was read.
SEVERITY = {
    "no_name": ERROR,
    "no_client": ERROR,
    "no_person": ERROR,
    "client_unknown": ERROR,
    "bad_date": ERROR,
    "bad_code": ERROR,
    "bad_phone": ERROR,
    "bad_email": ERROR,
    "bad_amount": ERROR,
    "bad_number": ERROR,
    "too_long": ERROR,
    "formula_name": ERROR,
    "refused": ERROR,
    "unknown_industry": WARNING,
    "unknown_country": WARNING,
    "other_currency": WARNING,
    "partial_date": WARNING,
    "future_date": WARNING,
    "local_phone": WARNING,
    "formula": WARNING,
    "formula_text": WARNING,
    "cell_error": WARNING,
    "late_duplicate": WARNING,
    "invisible": WARNING,
    "several_values": NOTE,
    "formula_value": NOTE,
    "excel_serial": NOTE,
    "full_width": NOTE,
    "placeholder": NOTE,
}


@dataclass(frozen=True)
class Problem:
    """Something to say about one cell: what, in which column, and the cell itself."""

    code: str
    column: str = ""
    value: str = ""
    details: dict[str, str] = field(default_factory=dict)

    @property
    def severity(self) -> str:
        """Return error, warning or note."""
        return SEVERITY[self.code]
