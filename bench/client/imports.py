# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Importing client cards, beside Odoo's own import and COPY.

The three do not do the same: the import of cards also checks every cell, looks for
duplicates, and enters key people, positions, facts, team and completeness; Odoo's
`load()` enters contacts only; COPY is what disk and PostgreSQL allow at most.
"""

import base64
import csv
import io

from bench.cards import card_file

ROWS, QUICK = 2000, 300
WHAT = "cards at once"
NAMES = ["name", "company_registry", "phone", "email", "street", "is_company"]


def ours(run):
    record = prepare(run)
    run.ours(WHAT, lambda: _work(record), repeat=False)
    copy_cells(run, WHAT)


def prepare(run, seed=7):
    """Upload a file as a client manager does."""
    content = base64.b64encode(card_file(run.rows, seed))
    record = run.as_user("manager")["law.client.import"]
    record = record.create({"file": content, "filename": "bench.csv"})
    return record.with_context(law_import_background=True)


def _work(record):
    record.action_read_columns()
    record.action_check()
    record._work_at_once()
    record.action_import()
    record._work_at_once()


def cells(rows):
    """Return the cells of the same file, row by row."""
    return list(csv.reader(io.StringIO(card_file(rows).decode("gb18030"))))[1:]


def copy_cells(run, what):
    """Copy the same cells into a bare table."""
    rows = cells(run.rows)
    columns = ", ".join(f"c{number} text" for number in range(len(rows[0])))
    run.env.cr.execute(f"CREATE TEMP TABLE bench_cards ({columns})")
    text = io.StringIO()
    csv.writer(text).writerows(rows)

    def copy():
        text.seek(0)
        run.env.cr.execute("TRUNCATE bench_cards")
        run.env.cr._obj.copy_expert("COPY bench_cards FROM STDIN CSV", text)

    run.limit(what, copy)


def stock(run):
    Partner, rows = importer(run), contacts(run.rows)
    run.stock(WHAT, lambda: load(Partner, rows), repeat=False)


def importer(run):
    """Return the contacts in the context in which Odoo's import enters them."""
    return run.as_user("manager")["res.partner"].with_context(
        tracking_disable=True, import_file=True, mail_notrack=True
    )


def contacts(rows):
    """Return the names and numbers of the cards as Odoo's import takes them."""
    return [[r[0], r[1], r[6], r[7], r[8], "True"] for r in cells(rows)]


def load(Partner, rows):
    """Enter rows by Odoo's import, and make sure that they are in."""
    result = Partner.load(NAMES, rows)
    if len(result["ids"] or ()) != len(rows):
        raise RuntimeError(str(result["messages"][:3]))
