#!/usr/bin/env python3
# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Kill an import again and again, and count what is there in the end.

    dev/run --detach && bench/kill_import.py --database demo --rows 4000 --kills 8

Each time a process of its own works on the import and is killed with SIGKILL after
some seconds, in the middle of whatever it does. The last one may finish. Then every
card must be a client exactly once, and nothing half done may be left. Writes into the
database.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PREPARE = """
import base64, sys
sys.path.insert(0, {bench!r})
from cards import card_file
user = env["res.users"].search([("login", "=", {login!r})])
mine = env(user=user.id, context={{"allowed_company_ids": user.company_id.ids}})
record = mine["law.client.import"].create(
    {{"file": base64.b64encode(card_file({rows}, {seed})), "filename": "kill.csv"}}
)
record.action_read_columns()
record.with_context(law_import_background=True).action_check()
env.cr.commit()
print("IMPORT", record.id, flush=True)
"""
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
print("FINISHED", record.state, flush=True)
"""
COUNT = """
record = env["law.client.import"].browse({record})
clients = env["law.client"].with_context(active_test=False).search(
    [("import_id", "=", record.id)]
)
rows = record.row_ids.filtered(lambda row: row.outcome == "created")
names = clients.mapped("name")
print("RESULT", {{
    "state": record.state,
    "rows": len(record.row_ids),
    "rows twice": len(record.row_ids) - len(set(record.row_ids.mapped("number"))),
    "clients": len(clients),
    "clients twice": len(names) - len(set(names)),
    "rows without client": len(rows) - len(rows.client_id),
    "still hidden": len(clients.filtered(lambda c: not c.active)),
    "contacts still hidden": len((clients.partner_id | clients.person_ids.partner_id)
                                 .filtered(lambda p: not p.active)),
    "people": len(clients.person_ids),
}})
"""


def shell(database: str, code: str) -> subprocess.Popen:
    """Start an Odoo shell that runs the code."""
    process = subprocess.Popen(
        [ROOT / "dev/odoo", "shell", "-d", database, "--no-http", "--log-level=warn"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    process.stdin.write(code)
    process.stdin.close()
    return process


def wait_for(process: subprocess.Popen, word: str) -> str:
    """Return the first line that begins with the word."""
    for line in process.stdout:
        if line.startswith(word):
            return line.strip()
    return ""


def main() -> int:
    """Kill as often as asked, then finish and count."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", default="demo")
    parser.add_argument("--login", default="manager")
    parser.add_argument("--rows", type=int, default=4000)
    parser.add_argument("--kills", type=int, default=8)
    given = parser.parse_args()
    chance = random.Random()
    facts = {"bench": str(ROOT / "bench"), "rows": given.rows, "login": given.login}
    facts["seed"] = chance.randrange(10**6)
    prepared = shell(given.database, PREPARE.format(**facts))
    facts["record"] = int(wait_for(prepared, "IMPORT").split()[1])
    for number in range(given.kills):
        worker = shell(given.database, WORK.format(**facts))
        wait_for(worker, "WORKING")
        seconds = chance.uniform(0.5, 6)
        time.sleep(seconds)
        alive = worker.poll() is None
        if alive:
            os.killpg(worker.pid, signal.SIGKILL)
        print(f"kill {number + 1} after {seconds:.1f} s", "" if alive else "(too late)")
    print(wait_for(shell(given.database, WORK.format(**facts)), "FINISHED"))
    result = wait_for(shell(given.database, COUNT.format(**facts)), "RESULT")
    print(result)
    good = f"'clients': {given.rows}" in result and "'clients twice': 0" in result
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
