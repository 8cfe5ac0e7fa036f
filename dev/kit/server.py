"""dev/run and dev/stop: the demo firm, running."""

import argparse
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request

from . import databases, odoo, paths, postgres, stage
from .console import Missing, free_port, read_json, say, step, write_json

ROLES = (
    "lawyer",
    "lawyer2",
    "manager",
    "head",
    "partner",
    "committee",
    "marketing",
    "auditor",
    "outsider",
    "client1",
    "client2",
    "manager_b",
)
LOG = paths.LOGS / "server.log"
STATE = paths.LOCAL / "demo.json"


def run(arguments):
    """Start Odoo with the demo firm; Ctrl-C ends it."""
    parser = argparse.ArgumentParser(prog="dev/run", description=run.__doc__)
    parser.add_argument("--detach", action="store_true", help="return when it answers")
    parser.add_argument("--fresh", action="store_true", help="make the demo firm anew")
    parser.add_argument("--port", type=int, help="default: 8069, or a free one")
    options = parser.parse_args(arguments)
    odoo.prepare()
    _stop_server()
    name = _demo_database(options.fresh)
    port = options.port or free_port(8069)
    url = f"http://127.0.0.1:{port}"
    _set_url(name, url)
    process = _launch(name, port, detach=options.detach)
    _wait(process, url)
    facts = {"url": url, "db": name, "pid": process.pid, "logins": _logins(name)}
    write_json(paths.RUN_JSON, facts)
    _show(facts)
    return 0 if options.detach else _follow(process)


def stop(arguments):
    """Stop the server and this checkout's PostgreSQL."""
    parser = argparse.ArgumentParser(prog="dev/stop", description=stop.__doc__)
    parser.add_argument("--wipe", action="store_true", help="remove all databases too")
    options = parser.parse_args(arguments)
    _stop_server()
    postgres.stop(wipe=options.wipe)
    if options.wipe:
        STATE.unlink(missing_ok=True)
    say("Stopped.")
    return 0


def _demo_database(fresh):
    """The demo database, made or updated only if the addon's files changed."""
    name = postgres.database("demo")
    key = stage.fingerprint()
    state = read_json(STATE, {})
    if fresh or not postgres.exists(name) or state.get("db") != name:
        postgres.clone(databases.full(demo=True), name)
    elif state.get("fingerprint") != key:
        with step("Updating the addon in the demo database"):
            databases.update(name)
    write_json(STATE, {"db": name, "fingerprint": key})
    return name


def _set_url(name, url):
    """PDF reports fetch their style sheets from this address."""
    rows = "".join(f"('{key}', '{url}')," for key in ("web.base.url", "report.url"))
    postgres.psql(
        f"INSERT INTO ir_config_parameter (key, value) VALUES {rows}"
        "('web.base.url.freeze', 'True') "
        "ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value",
        name,
    )


def _launch(name, port, *, detach):
    arguments = ["-d", name, f"--db-filter=^{name}$", f"--http-port={port}"]
    with open(LOG, "w") as log:
        return subprocess.Popen(
            odoo.command(*arguments),
            env=odoo.environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=detach,
        )


def _wait(process, url):
    for _ in range(600):
        if process.poll() is not None:
            tail = "\n".join(LOG.read_text(errors="replace").splitlines()[-30:])
            raise Missing(f"Odoo stopped while starting:\n{tail}", f"See {LOG}.")
        try:
            with urllib.request.urlopen(f"{url}/web/login", timeout=60):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.2)
    raise Missing("Odoo did not answer within two minutes.", f"See {LOG}.")


def _logins(name):
    """Role, login and password of the demo users that exist."""
    quoted = ", ".join(f"'{role}'" for role in (*ROLES, "admin"))
    sql = f"SELECT login FROM res_users WHERE active AND login IN ({quoted})"
    found = set(postgres.psql(sql, name).split())
    return {
        role: {"login": role, "password": role}
        for role in (*ROLES, "admin")
        if role in found
    }


def _show(facts):
    say(f"\n{facts['url']}   database {facts['db']}, log .local/logs/server.log")
    say("Log in with (password = login): " + ", ".join(facts["logins"]))


def _follow(process):
    say("Ctrl-C ends it.")
    try:
        return process.wait()
    except KeyboardInterrupt:
        process.terminate()
        return process.wait()
    finally:
        paths.RUN_JSON.unlink(missing_ok=True)


def _stop_server():
    """End the server of this checkout, if it is ours and alive."""
    facts = read_json(paths.RUN_JSON)
    paths.RUN_JSON.unlink(missing_ok=True)
    if not facts or not _is_odoo(facts["pid"]):
        return
    os.kill(facts["pid"], signal.SIGTERM)
    for _ in range(100):
        if not _is_odoo(facts["pid"]):
            return
        time.sleep(0.1)
    os.kill(facts["pid"], signal.SIGKILL)


def _is_odoo(pid):
    try:
        with open(f"/proc/{pid}/cmdline", "rb") as handle:
            line = handle.read()
    except OSError:
        return False
    return b"odoo" in line and str(postgres.database("demo")).encode() in line
