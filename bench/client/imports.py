# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""How fast client cards are imported, beside Odoo's own import and bare COPY.

    BENCH_ROWS=2000 dev/odoo shell -d demo --no-http < bench/import_cards.py

The three do not do the same: the import of cards also checks every cell, looks for
duplicates, and enters key people, positions, facts, team and completeness; Odoo's
`load()` enters contacts only; COPY is what disk and PostgreSQL allow at most. All of
it happens in one transaction that is rolled back.
"""

import base64
import csv
import io
import os
import resource
import sys
import time

sys.path.insert(0, os.environ.get("BENCH_FOLDER", "bench"))
from cards import card_file  # noqa: E402  (the folder is on the path only now)

ROWS = int(os.environ.get("BENCH_ROWS", "2000"))
LOGIN = os.environ.get("BENCH_LOGIN", "manager")


def measured(label, rows, work):
    """Do the work, print how long it took, and return what it returns."""
    start = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    line = f"{label:<42}{rows:>8} rows {seconds:>8.1f} s {rows / seconds:>9.0f} rows/s"
    print(f"{line}   peak {peak} MB", flush=True)
    return result


def import_cards(env, content):
    """Import the file as a client manager does, in one go."""
    record = env["law.client.import"].create(
        {"file": base64.b64encode(content), "filename": "bench.csv"}
    )
    record = record.with_context(law_import_background=True)
    record.action_read_columns()
    record.action_check()
    measured("cards: read, check, find duplicates", ROWS, record._work_at_once)
    record.action_import()
    measured("cards: clients, people, facts, team", ROWS, record._work_at_once)
    created = (record.created_count, len(record.client_ids.person_ids))
    print(f"       {created[0]} clients, {created[1]} key people", flush=True)


def load_partners(env, rows):
    """Enter the same names and numbers as contacts by Odoo's own import."""
    names = ["name", "company_registry", "phone", "email", "street", "is_company"]
    data = [[r[0], r[1], r[6], r[7], r[8], "True"] for r in rows]
    Partner = env["res.partner"].with_context(
        tracking_disable=True, import_file=True, mail_notrack=True
    )
    result = measured(
        "Odoo: res.partner.load(), contacts only",
        ROWS,
        lambda: Partner.load(names, data),
    )
    assert len(result["ids"]) == ROWS, result["messages"][:3]


def copy_rows(env, rows):
    """Copy the same cells into a bare table."""
    columns = ", ".join(f"c{number} text" for number in range(len(rows[0])))
    env.cr.execute(f"CREATE TEMP TABLE bench_cards ({columns})")
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    text.seek(0)
    measured(
        "PostgreSQL: COPY of the bare cells",
        ROWS,
        lambda: env.cr._obj.copy_expert("COPY bench_cards FROM STDIN CSV", text),
    )


def main(env):
    """Run the three one after the other, and take everything back."""
    user = env["res.users"].search([("login", "=", LOGIN)])
    mine = env(user=user.id, context={"allowed_company_ids": user.company_id.ids})
    content = card_file(ROWS)
    rows = list(csv.reader(io.StringIO(content.decode("gb18030"))))[1:]
    try:
        copy_rows(env, rows)
        load_partners(env, rows)
        import_cards(mine, content)
    finally:
        env.cr.rollback()


main(env)  # noqa: F821  (Odoo's shell provides it)
