# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""How many other names of real people and bodies lead to the right one.

The list of the US Treasury (SDN), where it lies beside the project: 7,378 names, and
aliases of which half are acronyms or other names that no comparison finds. Beside ours:
pg_trgm at 0.2 with rapidfuzz over its first hundred, rapidfuzz over everything, and the
exact search of stock Odoo. Half of the list was never looked at while ours was made:
figures are told for both halves.
"""

import csv
import os
import random
from pathlib import Path

from rapidfuzz import fuzz, process

ROWS, QUICK = 1_000, 150
LIST, ALIASES = "names/ofac_sdn.csv", "names/ofac_alt.csv"
FIRST, EVERY = 20, ("vessel", "aircraft")
TRGM = """
    SELECT res_id, name FROM law_conflict_name WHERE name %% %s
     ORDER BY similarity(name, %s) DESC LIMIT 100
"""


def ours(run):
    folder = Path(os.environ.get("LAW_FIRM_CLIENT_DATA", ""))
    if not (folder / LIST).is_file():
        run.count("left out: the list is not at hand", str(folder / LIST))
        return
    names = {
        int(row[0]): (row[1], row[2].strip(' "')) for row in _rows(folder / LIST, 2)
    }
    asked = [
        (int(row[0]), row[3])
        for row in _rows(folder / ALIASES, 3)
        if int(row[0]) in names
    ]
    _fill(run.env, names)
    for label, person in (("persons", True), ("bodies", False)):
        for half in (0, 1):
            of_kind = [
                (number, alias)
                for number, alias in asked
                if (names[number][1] == "individual") == person
                and names[number][1] not in EVERY
                and number % 2 == half
            ]
            random.Random(5).shuffle(of_kind)
            told = f"{label}, {'never looked at' if half else 'looked at'}"
            _compare(run, told, of_kind[: run.rows // 2], names)
    run.env.cr.rollback()


def _rows(path, last):
    """Return the rows of a file of the list; it ends with a stray character."""
    with path.open(encoding="utf-8", errors="replace") as file:
        return [row for row in csv.reader(file) if len(row) > last]


def _fill(env, names):
    env.cr.execute("TRUNCATE law_conflict_name, law_conflict_term")
    firm = env.company.id
    index = env["law.conflict.name"]
    rows = [
        (number, firm, firm, None, name, None) for number, (name, _k) in names.items()
    ]
    index._load({"client": rows})
    index._count_terms()


def _compare(run, label, asked, names):
    env, firm = run.env, run.env.company
    from odoo.addons.law_firm_client.tools.conflict_score import worth_showing

    keys = list(names)
    plain = [names[key][0].casefold() for key in keys]
    found = dict.fromkeys(("ours", "pg_trgm + rapidfuzz", "rapidfuzz", "exact"), 0)
    shown = right = 0
    env.cr.execute("SELECT set_limit(0.2)")
    for number, alias in asked:
        mine = env["law.conflict.name"]._find(firm, alias)
        found["ours"] += number in [row[2] for _match, row in mine[:FIRST]]
        close = [row[2] for _match, row in worth_showing(mine)]
        shown += len(close)
        right += number in close
        env.cr.execute(TRGM, [alias, alias])
        rows = {key: name.casefold() for key, name in env.cr.fetchall()}
        best = process.extract(
            alias.casefold(), rows, scorer=fuzz.token_set_ratio, limit=FIRST
        )
        found["pg_trgm + rapidfuzz"] += number in [key for _n, _s, key in best]
        best = process.extract(
            alias.casefold(), plain, scorer=fuzz.token_set_ratio, limit=FIRST
        )
        found["rapidfuzz"] += number in [keys[at] for _n, _s, at in best]
        found["exact"] += alias.casefold() == names[number][0].casefold()
    for way, count in found.items():
        run.count(f"{label}: {way}: recall@{FIRST}", round(count / len(asked), 3))
    run.count(f"{label}: right ones shown", round(right / len(asked), 3))
    run.count(f"{label}: of those shown, right", round(right / max(shown, 1), 3))
