# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Kill an import again and again, and count what is there in the end.

Each time a process of its own works on the import and is killed with SIGKILL after
some seconds, in the middle of whatever it does. The last one may finish. Then every
card must be a client exactly once, and nothing half done may be left. Odoo's own import
has no such thing: what is killed must be begun anew.
"""

import os
import random
import signal
import subprocess
import sys
import time

from bench.client.imports import prepare

ON_DEMAND = COMMITS = True
ROWS, QUICK = 4000, 1000
KILLS = 8
WORK = """
print("WORKING", flush=True)
record = env["law.client.import"].browse({record})
record._cron_work()
if record.state == "report":
    record.with_user(record.user_id).with_context(
        law_import_background=True
    ).action_import()
    env.cr.commit()
    record._cron_work()
env.cr.commit()
"""


def ours(run):
    record = prepare(run, seed=random.randrange(10**6))
    record.action_read_columns()
    record.action_check()
    run.env.cr.commit()
    for _number in range(0 if run.once else KILLS):
        _kill(_worker(run, record), random.uniform(0.5, 6))
    _worker(run, record).wait()
    run.env.invalidate_all()
    _count(run, record.with_env(run.env))


def _worker(run, record):
    """Start an Odoo shell that works on the import."""
    shell = [sys.executable, "-m", "odoo", "shell", "-d", run.env.cr.dbname]
    process = subprocess.Popen(
        [*shell, "--no-http", "--log-level=error"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    process.stdin.write(WORK.format(record=record.id))
    process.stdin.close()
    return process


def _kill(worker, seconds):
    """Kill a worker some seconds after it has begun to work."""
    for line in worker.stdout:
        if line.startswith("WORKING"):
            break
    time.sleep(seconds)
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def _count(run, record):
    """Count what is lost, what is there twice, and what is half done."""
    Client = run.env["law.client"].with_context(active_test=False)
    clients = Client.search([("import_id", "=", record.id)])
    names = clients.mapped("name")
    contacts = clients.partner_id | clients.person_ids.partner_id
    numbers = record.row_ids.mapped("number")
    lost = record.row_ids.filtered(lambda row: not row.client_id)
    skipped = lost.filtered(lambda row: row.decision == "skip")
    run.count("finished", int(record.state == "done"), 1)
    run.count("cards read", len(numbers), run.rows)
    run.count("cards twice", len(numbers) - len(set(numbers)), 0)
    run.count("cards without client", len(lost - skipped), 0)
    run.count("clients twice", len(names) - len(set(names)), 0)
    run.count("clients hidden", len(clients.filtered(lambda c: not c.active)), 0)
    run.count("contacts hidden", len(contacts.filtered(lambda c: not c.active)), 0)
