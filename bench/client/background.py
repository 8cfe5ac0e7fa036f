# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""A long file of cards in the background: committed batch by batch, memory bounded.

Odoo's own import of a long file goes in batches of 2000 too, each a request of the
browser. ``dev/bench background --rows 100000`` is the large run.
"""

from bench.client.imports import contacts, copy_cells, importer, load, prepare

ROWS, QUICK = 10_000, 500
COMMITS = True
WHAT = "cards in the background"
BATCH = 2000


def ours(run):
    record = prepare(run)
    record.action_read_columns()
    record.action_check()
    run.env.cr.commit()
    run.ours(WHAT, lambda: _work(run, record), repeat=False)
    copy_cells(run, WHAT)


def _work(run, record):
    """Do what the job does: first the report, then the import."""
    Import = run.env["law.client.import"]
    for state in ("report", "done"):
        while record.state in ("checking", "importing"):
            Import._cron_work()
        if record.state != state:
            raise RuntimeError(record.message)
        if state == "report":
            record.action_import()
            run.env.cr.commit()


def stock(run):
    Partner, rows = importer(run), contacts(run.rows)

    def work():
        for start in range(0, len(rows), BATCH):
            load(Partner, rows[start : start + BATCH])
            run.env.cr.commit()
            run.env.invalidate_all()

    run.stock(WHAT, work, repeat=False)
