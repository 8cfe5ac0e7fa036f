"""The names that people were offered a few at a time, before they are a list."""

from dataclasses import dataclass, field
from time import monotonic

# Whoever types in a field is offered fewer names than these; more are a list.
FEW_NAMES = 20
# So many new names, or names so many seconds old, go into the database.
NAMES_AT_ONCE, SECONDS = 5, 60
# What each person was offered in this process, by database, person and model.
OFFERED = {}
NOTE = """
    INSERT INTO law_access_name (user_number, model, record_id)
    SELECT %(user)s, %(model)s, unnest(%(ids)s) ON CONFLICT DO NOTHING
"""
NOTED = """
    SELECT record_id FROM law_access_name
     WHERE user_number = %(user)s AND model = %(model)s
"""
FORGET = """
    DELETE FROM law_access_name
     WHERE user_number = %(user)s AND model = %(model)s AND record_id = ANY(%(ids)s)
"""


@dataclass
class Offered:
    """Names that one person was offered here since the last row of them."""

    fresh: dict[int, None] = field(default_factory=dict)
    noted: set[int] = field(default_factory=set)
    since: float = 0.0

    def add(self, numbers):
        """Take new names up, and return whether they are to be noted now."""
        if not self.fresh:
            self.since = monotonic()
        self.fresh.update(dict.fromkeys(n for n in numbers if n not in self.noted))
        return bool(self.fresh) and (
            len(self.fresh) >= NAMES_AT_ONCE
            or len(self.fresh) + len(self.noted) > FEW_NAMES
            or monotonic() - self.since > SECONDS
        )

    def count_with(self, numbers):
        """Return how many names these make, with those before."""
        return len(self.noted | self.fresh.keys() | set(numbers))
