# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Twenty people open one client at the same moment, and each leaves a row in the log.

Each is a process of its own with a session of its own. They wait for one another and
then read at once; in the end there must be a row for each, in one whole chain. Odoo has
no such log.
"""

import os
import time
from contextlib import closing

from odoo import api, sql_db

from bench.protection.reading import request_of
from bench.views import specification

FIRM = COMMITS = True
ROWS = QUICK = 100
READERS = 20


def ours(run):
    log = run.env["law.access.log"]
    first = log._head()[0]
    client = run.as_user("manager")["law.client"].search([], limit=1)
    wanted = specification(client.env, "law.client", "form")
    run.env.cr.commit()
    start = time.perf_counter()
    served = _read_at_once(client, wanted)
    spent = time.perf_counter() - start
    rows = log.search([("id", ">", first), ("action", "=", "open")])
    run.count("readers served", served, READERS)
    run.count("rows of them", len(rows), READERS)
    run.count("sessions in the rows", len(set(rows.mapped("session_mark"))), READERS)
    run.count("problems of the chain", len(log._verify()), 0)
    run.count(f"milliseconds for {READERS} readers at once", round(spent * 1000))


def _read_at_once(client, wanted):
    """Let all readers begin when the last is ready; return how many were served."""
    gate, opened = os.pipe()
    readers = [_start(client, wanted, gate, opened, n) for n in range(READERS)]
    os.close(gate)
    os.close(opened)  # the end of this pipe is what all of them wait for
    ended = [os.waitstatus_to_exitcode(os.waitpid(one, 0)[1]) for one in readers]
    return ended.count(0)


def _start(client, wanted, gate, opened, number):
    """Fork a process that opens the client once the gate is open; return its number."""
    child = os.fork()
    if not child:
        try:
            os.close(opened)
            _read(client, wanted, gate, number)
            os._exit(0)
        finally:
            os._exit(1)
    return child


def _read(client, wanted, gate, number):
    """Open the client as a request of its own does, and end."""
    registry, name = client.env.registry, client.env.cr.dbname
    sql_db._Pool = None  # the parent's connections are not this process's
    registry._db = sql_db.db_connect(name)
    with closing(registry.cursor()) as cr:
        env = api.Environment(cr, client.env.uid, client.env.context)
        os.read(gate, 1)
        with request_of(f"{number:0>42}"):
            env["law.client"].browse(client.id).web_read(wanted)
