#!/usr/bin/env python3
# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Kill those who write the access log again and again, and check it in the end.

    dev/run --detach && bench/kill_log.py --database demo --kills 200

Several processes write at once, as fast as they can; each tells the number of a row
when it has it, as an answer goes out. One after another is killed with SIGKILL after
some milliseconds, wherever it is, and another takes its place. In the end every number
that was told must be in the log (no row is lost), and the chain must be whole (none is
broken). Writes into the database.
"""

import argparse
import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CODE = """
import os, random, signal, time
from odoo import api, sql_db

KILLS, WRITERS, LOGIN = {kills}, {writers}, {login!r}
name = env.cr.dbname
user = env["res.users"].search([("login", "=", LOGIN)])
client = env["law.client"].with_user(user).search([], limit=1)
first = env["law.access.log"]._head()[0]
uid, client_id = user.id, client.id
env.cr.rollback()


def write(pipe):
    sql_db._Pool = None  # the parent's connections are not this process's
    env.registry._db = sql_db.db_connect(name)
    with env.registry.cursor() as cr:
        mine = api.Environment(cr, uid, {{}})
        record = mine["law.client"].browse(client_id)
        number = 0
        while True:
            number += 1
            row = mine["law.access.log"]._record("open", record, detail=str(number))
            os.write(pipe, b"%d\\n" % row)


def start():
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            write(writing)
        finally:
            os._exit(1)
    os.close(writing)
    return child, reading


told, ended = [], 0
writers = [start() for _number in range(WRITERS)]
for kill in range(KILLS):
    time.sleep(random.uniform(0.02, 0.3))
    child, pipe = writers.pop(0)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    ended += os.WIFSIGNALED(status)
    with os.fdopen(pipe, "rb") as lines:
        told += [int(line) for line in lines if line.endswith(b"\\n")]
    writers.append(start())
for child, pipe in writers:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(pipe, "rb") as lines:
        told += [int(line) for line in lines if line.endswith(b"\\n")]
log = env["law.access.log"]
there = set(log.search([("id", ">", first)]).ids)
print("RESULT", {{
    "kills": ended,
    "rows told": len(told),
    "told twice": len(told) - len(set(told)),
    "rows in the log": len(there),
    "told and lost": len(set(told) - there),
    "problems": log._verify(),
}}, flush=True)
"""


def main() -> int:
    """Kill as often as asked, then check."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--database", default="demo")
    parser.add_argument("--login", default="manager")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writers", type=int, default=3)
    given = parser.parse_args()
    code = CODE.format(kills=given.kills, writers=given.writers, login=given.login)
    shell = [ROOT / "dev/odoo", "shell", "-d", given.database, "--no-http"]
    done = subprocess.run(
        [*shell, "--log-level=warn"],
        input=code,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    found = [line for line in done.stdout.splitlines() if line.startswith("RESULT")]
    if not found:
        print(done.stdout)
        return 1
    result = ast.literal_eval(found[0].removeprefix("RESULT "))
    for name, value in result.items():
        print(f"{name}: {value}")
    lost = result["told and lost"] or result["told twice"] or result["problems"]
    return 0 if result["kills"] == given.kills and not lost else 1


if __name__ == "__main__":
    sys.exit(main())
