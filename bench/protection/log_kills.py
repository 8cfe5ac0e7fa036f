# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Kill those who write the access log again and again, and check it in the end.

Several processes write at once, as fast as they can; each tells the number of a row
when it has it, as an answer goes out. One after another is killed with SIGKILL after
some milliseconds, wherever it is, and another takes its place. In the end every number
that was told must be in the log (no row is lost), and the chain must be whole (none is
broken). Odoo has no such log.
"""

import os
import random
import signal
import time

from odoo import api, sql_db

ON_DEMAND = COMMITS = FIRM = True
ROWS = QUICK = 100
KILLS, WRITERS = 200, 3


def ours(run):
    log = run.env["law.access.log"]
    first = log._head()[0]
    client = run.as_user("manager")["law.client"].search([], limit=1)
    run.env.cr.commit()
    kills = 1 if run.once else KILLS
    told, ended = _kill(client, kills)
    there = set(log.search([("id", ">", first)]).ids)
    run.count("writers killed", ended, kills)
    run.count("rows told", len(told))
    run.count("rows in the log", len(there))
    run.count("told twice", len(told) - len(set(told)), 0)
    run.count("told and lost", len(set(told) - there), 0)
    run.count("problems of the chain", len(log._verify()), 0)


def _kill(client, kills):
    """Return the numbers that the writers told, and how many were killed."""
    told, ended = [], 0
    writers = [_start(client) for _number in range(WRITERS)]
    for _number in range(kills):
        time.sleep(random.uniform(0.02, 0.3))
        found, killed = _end(*writers.pop(0))
        told += found
        ended += killed
        writers.append(_start(client))
    for writer in writers:
        told += _end(*writer)[0]
    return told, ended


def _start(client):
    """Fork a process that writes rows, and return its number and its pipe."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            _write(client, writing)
        finally:
            os._exit(1)
    os.close(writing)
    return child, reading


def _write(client, pipe):
    """Write one row after another and tell its number, in a process of its own."""
    registry, name = client.env.registry, client.env.cr.dbname
    sql_db._Pool = None  # the parent's connections are not this process's
    registry._db = sql_db.db_connect(name)
    with registry.cursor() as cr:
        env = api.Environment(cr, client.env.uid, {})
        record, number = env["law.client"].browse(client.id), 0
        while True:
            number += 1
            row = env["law.access.log"]._record("open", record, detail=str(number))
            os.write(pipe, b"%d\n" % row)


def _end(child, pipe):
    """Kill a writer; return what it told, and whether the signal ended it."""
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    with os.fdopen(pipe, "rb") as lines:
        told = [int(line) for line in lines if line.endswith(b"\n")]
    return told, os.WIFSIGNALED(status)
