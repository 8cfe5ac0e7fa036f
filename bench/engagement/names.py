# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Finding the one name meant among a million, written wrong: ours and bare pg_trgm.

English and Chinese apart. Of names that people get wrong by rules, how many are
among the first twenty, and how long that takes; pg_trgm on the same table, with an
index of its own.
"""

import random
import time

from bench import party_names

ROWS, QUICK = 1_000_000, 50_000
QUERIES, FIRST = 300, 20
# Thresholds of pg_trgm, and how many are asked: at a low one it takes seconds each.
LIMITS = ((0.5, None), (0.4, 100), (0.3, 40))
KINDS = {
    "English": (party_names.english, party_names.english_variants),
    "Chinese": (party_names.chinese, party_names.chinese_variants),
}
TRGM = """
    SELECT id FROM law_conflict_name WHERE name %% %s
     ORDER BY similarity(name, %s) DESC LIMIT 20
"""
ILIKE = "SELECT id FROM law_conflict_name WHERE name ILIKE %s LIMIT 20"


def ours(run):
    for label, (make, vary) in KINDS.items():
        run.env.cr.execute("TRUNCATE law_conflict_name, law_conflict_term")
        chance = random.Random(11)
        names = list(dict.fromkeys(make(chance) for _n in range(run.rows)))
        _fill(run, label, names)
        asked = list(_asked(chance, names, vary, _count(run)))
        _compare(run, label, asked)
    run.env.cr.rollback()


def _count(run):
    """Return how many names are asked."""
    if run.once:
        return 6
    return QUERIES if run.rows > QUICK else QUERIES // 3


def _fill(run, label, names):
    """Put the names down, as a rebuild of the index does, and note time and size."""
    env, cr = run.env, run.env.cr
    index = env["law.conflict.name"]
    firm = env.company.id
    start = time.perf_counter()
    rows = [
        (number, firm, firm, None, name, None) for number, name in enumerate(names, 1)
    ]
    index._load({"client": rows})
    index._count_terms()
    run.count(f"{label}: names", len(names))
    run.count(f"{label}: seconds to build", round(time.perf_counter() - start, 1))
    run.count(
        f"{label}: MB of our index", _megabytes(cr, "law_conflict_name_terms_idx")
    )
    start = time.perf_counter()
    cr.execute("DROP INDEX IF EXISTS bench_trgm_idx")
    cr.execute("SET LOCAL maintenance_work_mem = '256MB'")
    cr.execute(
        "CREATE INDEX bench_trgm_idx ON law_conflict_name USING gin (name gin_trgm_ops)"
    )
    run.count(f"{label}: seconds, pg_trgm", round(time.perf_counter() - start, 1))
    run.count(f"{label}: MB, pg_trgm", _megabytes(cr, "bench_trgm_idx"))


def _megabytes(cr, name):
    cr.execute("SELECT pg_relation_size(%s::regclass) / 1048576", [name])
    return cr.fetchone()[0]


def _asked(chance, names, vary, count):
    """Yield (kind, name as asked, number meant), as many of each kind."""
    while True:
        number = chance.randrange(len(names))
        for kind, name in vary(chance, names[number]):
            if name != names[number]:
                yield kind, name, number + 1
                count -= 1
            if not count:
                return


def _compare(run, label, asked):
    env, cr = run.env, run.env.cr
    index, firm = env["law.conflict.name"], env.company
    cr.execute("SELECT id, res_id FROM law_conflict_name")
    meant = dict(cr.fetchall())

    def of_ours(name):
        found = index._find(firm, name)[:FIRST]
        return [row[0] for _match, row in found]

    def of_trgm(name):
        cr.execute(TRGM, [name, name])
        return [row[0] for row in cr.fetchall()]

    def of_ilike(name):
        cr.execute(ILIKE, [name])
        return [row[0] for row in cr.fetchall()]

    def note(side, way, few=None):
        return _note(run, f"{label}: {side}", way, asked[:few], meant)

    mine = note("ours", of_ours)
    theirs = []
    for limit, few in LIMITS:
        cr.execute("SELECT set_limit(%s)", [limit])
        theirs.append(note(f"pg_trgm {limit}", of_trgm, few))
    note("exact ilike", of_ilike, 20)
    if run.rows >= QUICK and not run.once:
        slower = int(mine["p95"] >= min(way["p95"] for way in theirs))
        run.count(f"{label}: p95 not below pg_trgm's", slower, 0)
        run.count(f"{label}: recall below 0.98", int(mine["recall"] < 0.98), 0)


def _note(run, what, way, asked, meant):
    """Ask for all of them in one way; note p50, p95 and how many were found."""
    seconds, missed = [], {}
    way(asked[0][1])  # warm
    for kind, name, number in asked:
        start = time.perf_counter()
        found = way(name)
        seconds.append(time.perf_counter() - start)
        if number not in map(meant.get, found):
            missed.setdefault(kind, []).append(name)
    seconds.sort()
    lost = sum(map(len, missed.values()))
    figures = {
        "p50": 1000 * seconds[len(seconds) // 2],
        "p95": 1000 * seconds[int(len(seconds) * 0.95)],
        "recall": 1 - lost / len(asked),
    }
    run.count(f"{what}: p50 ms", round(figures["p50"], 1))
    run.count(f"{what}: p95 ms", round(figures["p95"], 1))
    run.count(f"{what}: recall@{FIRST}", round(figures["recall"], 3))
    worst = ", ".join(f"{k} {len(v)}" for k, v in missed.items())
    if worst:
        run.count(f"{what}: missed of {len(asked)}", worst)
    return figures
