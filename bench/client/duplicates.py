# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Finding the clients of a file that are in the database already.

Half of the cards are of clients in the database, their company form written another
way. Odoo's means is a search for each name, exact but for upper and lower case, as is
the bare query: neither finds one of them.
"""

import base64
import csv
import io
from hashlib import md5

from bench.cards import HEADINGS
from bench.client.imports import cells
from bench.firm import QUICK, ROWS  # noqa: F401  (the size of this bench)

FIRM = True
CARDS = 200
WHAT = f"{CARDS} cards against all clients"
KNOWN = """
    SELECT name FROM res_partner WHERE company_registry LIKE 'HRB %%'
     ORDER BY id LIMIT %s
"""
EXACT = """
    SELECT n.name, p.id FROM unnest(%(names)s) AS n (name)
      JOIN res_partner p ON lower(p.name) = lower(n.name)
"""


def ours(run):
    names = _names(run)
    cards = cells(len(names))
    for card, name in zip(cards, names, strict=True):
        card[0] = name
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *cards])
    record = run.as_user("manager")["law.client.import"].create(
        {
            "file": base64.b64encode(text.getvalue().encode()),
            "filename": "bench.csv",
        }
    )
    record._recognise_columns()
    record._stamp({"state": "checking"})
    for _done in record._quietly()._steps_reading():
        continue

    def compare():
        for _done in record._quietly()._steps_comparing():
            continue

    run.ours(WHAT, compare, repeat=False)
    found = record.row_ids.filtered("match_client_id")
    run.count(f"found of {len(names) // 2} that are there", len(found))
    run.sql(WHAT, EXACT, names=names)


def stock(run):
    Partner, names = run.as_user("manager")["res.partner"], _names(run)
    run.stock(
        WHAT,
        lambda: [Partner.search([("name", "=ilike", n)], limit=1) for n in names],
        repeat=False,
    )


def _names(run):
    """Return names of clients in another spelling, and as many of nobody."""
    run.env.cr.execute(KNOWN, [min(CARDS, run.rows) // 2])
    names = [name.removesuffix(" Ltd") for (name,) in run.env.cr.fetchall()]
    unknown = [md5(f"{n}".encode()).hexdigest() for n in range(len(names))]
    return [*(f"{name} 有限责任公司" for name in names), *unknown]
