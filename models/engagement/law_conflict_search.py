import math
from collections import Counter, defaultdict
from typing import NamedTuple

from rapidfuzz import fuzz, process

from odoo import api, models
from odoo.tools import SQL

from ...tools.conflict_parts import Parts, parts
from ...tools.conflict_score import THRESHOLD, Match, match, usual_weight
from ...tools.conflict_terms import (
    EACH,
    Slot,
    exact_terms,
    hashed,
    numbered,
    probes,
    slots,
)
from ...tools.registration import registration_key
from .conflict_sources import KINDS

# So many names are asked in one query.
TOGETHER = 40
# So many candidates of a kind are compared if the last likely ones are close, and so
# many if the last of those are close too.
CANDIDATES, MOST = 100, 1000
# Of so many, by what they share and by how they are written, each is taken apart; and
# of so many by the words that they share.
COMPARED, SHARING = 24, 16
# If one of the last so many is close, there may be more behind them.
_LAST = 8
# What the place among candidates adds to the order of names that are equally close.
_PLACE = 40
# A word of so few names tells as much as one can; a word of very many, so much of it.
_FEW, _LEAST = 20, 0.25
_SAME_NUMBER = Match(100.0, (("same_number", ""),))


class Asked(NamedTuple):
    """One name that is asked for, and the registration numbers that came with it."""

    parts: Parts
    numbers: frozenset[str]


class Found(NamedTuple):
    """What is found for a name: [(match, row)], the closest first; of which kinds more
    names are close than were compared."""

    found: list
    cut: frozenset[str]


def _sql_probe(values):
    """Return the values of one look-up: for whom, its worth, and three slots."""
    number, most, weight, found = values
    found = [list(terms) for terms in found]
    return SQL(
        "(%s, %s::int, %s::float8, %s::int[], %s::int[], %s::int[])",
        *(number, most, weight),
        *found,
        *(found[:1] * (3 - len(found))),
    )


def _most_likely(asked, rows):
    """Return the rows that are worth taking apart: a look at the letters costs little.

    Of each kind they come ordered by what they share; those that are written alike
    come with them.
    """
    kinds = defaultdict(list)
    for row in rows:
        kinds[KINDS[row[1]]].append(row)
    likely = []
    for some in kinds.values():
        if len(some) <= 2 * COMPARED:
            likely += some
            continue
        names = {n: row[4].casefold() for n, row in enumerate(some)}
        alike = process.extract(asked, names, scorer=fuzz.ratio, limit=COMPARED)
        alike += process.extract(
            asked, names, scorer=fuzz.token_set_ratio, limit=SHARING
        )
        exact = [n for n, row in enumerate(some) if row[7]]
        chosen = {*range(COMPARED), *exact, *(key for _w, _s, key in alike)}
        likely += [some[n] for n in sorted(chosen)]
    return likely


def _first_of_each_kind(rows, most):
    """Return the first rows of each kind."""
    counts, first = Counter(), []
    for row in rows:
        counts[KINDS[row[1]]] += 1
        if counts[KINDS[row[1]]] <= most:
            first.append(row)
    return first


def _compared(asked, row, weigh):
    """Return (match, row) of a name that was found."""
    other = parts(row[4])
    if asked.numbers & {registration_key(row[5] or ""), *other.numbers}:
        return (_SAME_NUMBER, row)
    return (match(asked.parts, other, weigh), row)


class LawConflictName(models.Model):
    """How names are found among millions: by what is rare in them, many at once."""

    _inherit = "law.conflict.name"

    @api.model
    def _find(self, firm, name, number=False, sources=None):
        """Return what is found for one name: [(match, row)], the closest first.

        :param firm: the company at the root of the firm
        :param sources: the places to look at; None for all
        """
        return self._find_all(firm, [(name, number)], sources)[0].found

    @api.model
    def _find_all(self, firm, names, sources=None, apart=()):
        """Return what is found for each (name, number), as a list of `Found`.

        :param apart: ids of parties that are not looked at, those who ask themselves
        """
        asked = [self._asked(name, number) for name, number in names]
        found = []
        for first in range(0, len(asked), TOGETHER):
            some = asked[first : first + TOGETHER]
            found += self._find_some(firm, some, sources, list(apart))
        return found

    @api.model
    def _asked(self, name, number):
        taken_apart = parts(name)
        numbers = {registration_key(number or "")}
        if name.isascii() and any(map(str.isdigit, name)):
            numbers.add(registration_key(name))  # typed where the name belongs
        return Asked(taken_apart, taken_apart.numbers | (numbers - {""}))

    @api.model
    def _find_some(self, firm, asked, sources, apart):
        kinds = sorted({KINDS[source] for source in sources or KINDS})
        planned, totals, cut = self._planned(firm, asked, kinds)
        rows = self._rows(firm, planned, sources, apart, MOST)
        likely = {
            number: _most_likely(one.parts.folded, rows[number])
            for number, one in enumerate(asked)
        }
        weights = self._weights(firm, totals, asked, likely)

        def weigh(word):
            return weights.get(word) or usual_weight(word)

        judged = [
            self._judge(one, rows[n], likely[n], weigh) for n, one in enumerate(asked)
        ]
        return [each._replace(cut=each.cut | cut[n]) for n, each in enumerate(judged)]

    # === LOOKING UP ===

    @api.model
    def _planned(self, firm, asked, kinds):
        """Return the look-ups for names, how many names there are of each kind, and
        of which kinds too many names have what is rarest in one."""
        wanted = [
            [
                *slots(one.parts),
                *(Slot(("r" + n,), frozenset({n})) for n in one.numbers),
            ]
            for one in asked
        ]
        each = {kind: hashed([EACH], firm.id, kind)[0] for kind in kinds}
        known = self._frequency(each.values())
        kinds = [kind for kind in kinds if known.get(each[kind])]
        totals = {kind: known[each[kind]] for kind in kinds}
        numbers = {
            kind: [numbered(found, firm.id, kind) for found in wanted] for kind in kinds
        }
        known = self._frequency(
            term
            for names in numbers.values()
            for found in names
            for terms, *_place in found
            for term in terms
        )
        planned, cut = [], defaultdict(set)
        for at, one in enumerate(asked):
            exact = exact_terms(one.parts, one.numbers)
            terms = [t for kind in kinds for t in hashed(exact, firm.id, kind)]
            if terms:
                planned.append((at, None, 0.0, (terms,)))
            for kind in kinds:
                plan = probes(numbers[kind][at], known.get, totals[kind])
                planned += [(at, MOST, each.weight, each.slots) for each in plan.probes]
                if plan.cut:
                    cut[at].add(kind)
        return planned, totals, cut

    @api.model
    def _frequency(self, terms):
        """Return {term: in how many names it is}, as far as that is known."""
        rows = self.env.execute_query(
            SQL(
                "SELECT term, sum(names)::int FROM law_conflict_term"
                " WHERE term = ANY(%s) GROUP BY term",
                list(set(terms)),
            )
        )
        return {term: names for term, names in rows if names > 0}

    @api.model
    def _rows(self, firm, planned, sources, apart, most):
        """Return {number of the name asked: its candidates, best first}.

        Names that are the same, or have the same number, are all there; of the others
        of each kind, the first `most`. SQL: the index of terms is known to PostgreSQL
        alone.
        """
        rows = defaultdict(list)
        if not planned:
            return rows
        kinds = SQL(" ").join(SQL("WHEN %s THEN %s", *pair) for pair in KINDS.items())
        wanted = [SQL("TRUE")]
        if sources:
            wanted.append(SQL("l.source = ANY(%s)", list(sources)))
        if apart:
            own = SQL("l.source = 'party' AND l.res_id = ANY(%s)", apart)
            wanted.append(SQL("NOT (%s)", own))
        # PostgreSQL guesses how many names have a term, and reads them all if many; or
        # compiles what takes some milliseconds.
        self.env.cr.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
        found = self.env.execute_query(
            SQL(
                "SELECT f.asked, n.id, n.source, n.res_id, n.client_id, n.name,"
                " n.number, f.weight, f.exact, f.of_kind"
                " FROM (SELECT p.asked, h.id, sum(p.weight) AS weight,"
                " bool_or(p.most IS NULL) AS exact, row_number() OVER (PARTITION BY"
                " p.asked, h.kind ORDER BY sum(p.weight) DESC, h.id) AS place,"
                " count(*) OVER (PARTITION BY p.asked, h.kind) AS of_kind"
                " FROM (VALUES %s) p (asked, most, weight, a, b, c), LATERAL"
                " (SELECT l.id, CASE l.source %s END AS kind FROM law_conflict_name l"
                " WHERE l.terms && p.a AND l.terms && p.b AND l.terms && p.c"
                " AND l.firm_id = %s AND %s LIMIT p.most) h"
                " GROUP BY p.asked, h.id, h.kind) f"
                " JOIN law_conflict_name n USING (id) WHERE f.place <= %s OR f.exact"
                " ORDER BY f.asked, f.weight DESC, n.id",
                SQL(", ").join(map(_sql_probe, planned)),
                kinds,
                firm.id,
                SQL(" AND ").join(wanted),
                most,
            )
        )
        self.env.cr.execute("SET LOCAL enable_seqscan = on")
        for number, *row in found:
            rows[number].append(tuple(row))
        return rows

    # === JUDGING ===

    @api.model
    def _weights(self, firm, totals, asked, rows):
        """Return {word: how much it tells}, of all words asked for and found."""
        names = {one.parts for one in asked}
        names.update(parts(row[4]) for found in rows.values() for row in found)
        faces = [face for name in names for face in name.faces]
        words = {word: "w" + word for face in faces for word in face.telling_words}
        words |= {f.key: "u" + f.key for f in faces if len(f.key) == 1 and f.chinese}
        terms = {
            word: [hashed([term], firm.id, kind)[0] for kind in totals]
            for word, term in words.items()
        }
        known = self._frequency(t for found in terms.values() for t in found)
        total = max(sum(totals.values()), 10 * _FEW)
        weights = {}
        for word, found in terms.items():
            count = max(sum(known.get(term, 0) for term in found), _FEW)
            rare = math.log(total / min(count, total)) / math.log(total / _FEW)
            usual = 1.0 if words[word][0] == "u" else usual_weight(word)
            weights[word] = usual * max(rare, _LEAST)
        return weights

    @api.model
    def _judge(self, asked, rows, likely, weigh):
        """Return how close the candidates are: all of them, where the last ones are."""
        found = [_compared(asked, row, weigh) for row in likely]
        for some in (_first_of_each_kind(rows, CANDIDATES), rows):
            if len(some) > len(found) and self._is_last_close(found):
                seen = {row[0] for _match, row in found}
                found += [
                    _compared(asked, row, weigh) for row in some if row[0] not in seen
                ]
        cut = self._kinds_with_more(found, rows, MOST)
        best = max((row[6] for row in rows), default=1) or 1
        found.sort(key=lambda f: (-f[0].score - _PLACE * f[1][6] / best, f[1][0]))
        return Found(found, cut)

    @api.model
    def _is_last_close(self, found):
        """Return whether of some kind the last ones compared are close."""
        kinds = defaultdict(list)
        for each, row in found:
            if not row[7]:
                kinds[KINDS[row[1]]].append(each.score)
        return any(max(scores[-_LAST:]) >= THRESHOLD for scores in kinds.values())

    @api.model
    def _kinds_with_more(self, found, rows, most):
        """Return the kinds with more candidates than `most`, the last of them close.

        Exact names are all there, and do not count.
        """
        judged = {row[0]: each for each, row in found}
        kinds = defaultdict(list)
        for row in rows:
            kinds[KINDS[row[1]]].append(row)
        more = set()
        for kind, some in kinds.items():
            plain = [row for row in some if not row[7]]
            if some[0][8] - (len(some) - len(plain)) >= most:
                last = [judged[row[0]] for row in plain if row[0] in judged][-_LAST:]
                if any(each.score >= THRESHOLD for each in last):
                    more.add(kind)
        return frozenset(more)
