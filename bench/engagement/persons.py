# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Chinese names of people, written otherwise: traditional, homophone, pinyin.

The names are made of the commonest family names and characters for given names.
"""

import random

from bench import party_names

ROWS, QUICK = 100_000, 10_000
FIRST = 20
ASKED = 200
TRGM = """
    SELECT res_id FROM law_conflict_name WHERE name %% %s
     ORDER BY similarity(name, %s) DESC LIMIT 20
"""


def ours(run):
    from odoo.addons.law_firm_client.tools.conflict_score import worth_showing

    env, firm, chance = run.env, run.env.company, random.Random(3)
    env.cr.execute("TRUNCATE law_conflict_name, law_conflict_term")
    made = (party_names.person(chance) for _n in range(run.rows))
    names = list(dict.fromkeys(made))
    index = env["law.conflict.name"]
    rows = [(n, firm.id, firm.id, None, name, None) for n, name in enumerate(names)]
    index._load({"person": rows})
    index._count_terms()
    meant = random.Random(4).sample(range(len(names)), min(ASKED, len(names)))
    for kind in party_names.PERSON_KINDS:
        mine = theirs = asked = shown = right = 0
        for number in meant:
            name = party_names.person_variant(chance, names[number], kind)
            if not name:
                continue
            asked += 1
            found = index._find(firm, name)
            mine += number in [row[2] for _match, row in found[:FIRST]]
            close = [row[2] for _match, row in worth_showing(found)]
            shown, right = shown + len(close), right + (number in close)
            env.cr.execute(TRGM, [name, name])
            theirs += number in [row[0] for row in env.cr.fetchall()]
        asked = asked or 1
        run.count(f"{kind}: ours: recall@{FIRST}", round(mine / asked, 3))
        run.count(f"{kind}: pg_trgm 0.3: recall@{FIRST}", round(theirs / asked, 3))
        run.count(f"{kind}: of those shown, right", round(right / max(shown, 1), 3))
        run.count(f"{kind}: right ones shown", round(right / asked, 3))
    env.cr.rollback()
