from odoo import api, models
from odoo.tools import SQL

from ...tools.hash_chain import digest, link
from .access_log_tables import START
from .law_access_log_writing import COLUMNS

BATCH = 5000


class Walk:
    """How far a check has come along the chain, and what it found on its way."""

    def __init__(self):
        self.number = 0
        self.hash = START
        self.hashes = {0: START}
        self.problems = []

    def step(self, number, row_hash):
        """Go on to row `number`."""
        self.number = number
        self.hash = self.hashes[number] = row_hash


class LawAccessLog(models.Model):
    _inherit = "law.access.log"

    @api.model
    def _verify(self, archives=None, marks=()):
        """Check the whole log and return what is wrong with it, in words.

        A row whose contents do not give its hash was changed. A row whose hash before
        is not that of the row before it stands beside one that was rewritten. A number
        that is missing was taken out. The head, kept apart, knows how many rows there
        must be; the daily marks know how the chain stood on their days.

        :param archives: the folder of the sealed archives; without it, the rows in them
            are taken as their seals in the database have them
        :param marks: (number, hash) of rows, noted outside the database
        """
        walk = Walk()
        self.env["law.access.archive"]._verify_archives(walk, archives)
        for row in self._rows_after(walk.number):
            self._verify_row(walk, row)
        self._verify_end(walk)
        self.env["law.access.mark"]._verify_marks(walk)
        for number, row_hash in marks:
            self._verify_noted(walk, number, row_hash)
        return walk.problems

    @api.model
    def _rows_after(self, number):
        """Yield the rows after a number as dicts, in their order, some at a time."""
        query = """
            SELECT id, previous_hash, hash, %(columns)s FROM law_access_log
            WHERE id > %(number)s ORDER BY id LIMIT %(limit)s
        """
        columns = SQL(", ").join(SQL.identifier(name) for name in COLUMNS)
        names = ("id", "previous_hash", "hash", *COLUMNS)
        while rows := self.env.execute_query(
            SQL(query, columns=columns, number=number, limit=BATCH)
        ):
            yield from (dict(zip(names, row, strict=True)) for row in rows)
            number = rows[-1][0]

    @api.model
    def _hash_of(self, row):
        """Return the hash that a row with these contents must have."""
        contents = digest({column: row[column] for column in COLUMNS})
        return link(row["previous_hash"], row["id"], contents)

    @api.model
    def _verify_row(self, walk, row):
        """Check a row by itself and against the one before, and step on it."""
        number = row["id"]
        if number > walk.number + 1:
            walk.problems.append(self._text_missing(walk.number + 1, number - 1))
        elif row["previous_hash"] != walk.hash:
            walk.problems.append(
                self.env._(
                    "Row %(number)s does not follow from row %(before)s: one of the "
                    "two was replaced.",
                    number=number,
                    before=walk.number,
                )
            )
        if self._hash_of(row) != row["hash"]:
            walk.problems.append(
                self.env._(
                    "Row %(number)s, of %(moment)s, was changed: what it says does not "
                    "give its hash.",
                    number=number,
                    moment=row["moment"],
                )
            )
        walk.step(number, row["hash"])

    @api.model
    def _verify_end(self, walk):
        """Check the last row against the head."""
        head, head_hash = self._head()
        if walk.number < head:
            walk.problems.append(self._text_missing(walk.number + 1, head))
        elif walk.number > head:
            walk.problems.append(
                self.env._(
                    "Rows %(first)s to %(last)s were added by hand: the log itself "
                    "wrote no more than %(head)s.",
                    first=head + 1,
                    last=walk.number,
                    head=head,
                )
            )
        elif walk.hash != head_hash:
            walk.problems.append(
                self.env._(
                    "The last row, %(number)s, is not the one that the log wrote last: "
                    "it was replaced.",
                    number=walk.number,
                )
            )

    @api.model
    def _verify_noted(self, walk, number, row_hash, day=None):
        """Check that the chain is still what somebody noted of it.

        Rows in an archive that is not at hand are not known here.
        """
        mark = self.env._("A mark kept outside")
        if day:
            mark = self.env._("The mark of %(day)s", day=day)
        if number > walk.number:
            walk.problems.append(
                self.env._(
                    "%(mark)s counts %(number)s rows, and the log ends with row "
                    "%(last)s: its end was cut off, and its head turned back.",
                    mark=mark,
                    number=number,
                    last=walk.number,
                )
            )
        elif walk.hashes.get(number, row_hash) != row_hash:
            walk.problems.append(
                self.env._(
                    "%(mark)s knows another row %(number)s: the log was rewritten "
                    "from there or before.",
                    mark=mark,
                    number=number,
                )
            )

    @api.model
    def _text_missing(self, first, last):
        if first == last:
            return self.env._("Row %(number)s is missing.", number=first)
        return self.env._(
            "Rows %(first)s to %(last)s are missing.", first=first, last=last
        )
