"""PostgreSQL: a cluster of this checkout's own, or the one that PGHOST names.

The own cluster listens on a Unix socket in a private folder, so that any number of
checkouts run side by side. PostgreSQL refuses to run as root; as root, it runs as
``postgres`` or ``nobody``, from a folder that this user can reach.
"""

import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

from . import machine, paths
from .console import Missing, lock, read_json, run, write_json

STATE = paths.LOCAL / "postgres.json"
USER = "odoo"
SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "jit": "off",
    "shared_buffers": "256MB",
    "max_connections": "200",
    "max_locks_per_transaction": "256",
    "logging_collector": "off",
}


def is_given():
    """Whether the user named a PostgreSQL of their own."""
    return bool(os.environ.get("PGHOST"))


def environment():
    """The PG* variables for psql and Odoo; starts the cluster if need be."""
    if is_given():
        names = ("PGHOST", "PGPORT", "PGUSER", "PGPASSWORD")
        given = {name: os.environ[name] for name in names if name in os.environ}
        return {"PGUSER": os.environ.get("USER", USER), "PGPORT": "5432", **given}
    state = start()
    return {"PGHOST": state["socket"], "PGUSER": USER, "PGPORT": "5432"}


def database(name):
    """The name of one of our databases; on a shared server it names the checkout."""
    if not is_given():
        return name
    mark = hashlib.sha256(str(paths.ROOT).encode()).hexdigest()[:6]
    return f"{paths.ADDON}_{mark}_{name}"


def start():
    """Start the own cluster, making it first if it is not there."""
    with lock(paths.LOCAL / ".postgres.lock"):
        state = read_json(STATE)
        if not state or not Path(state["data"], "PG_VERSION").exists():
            state = _create()
            write_json(STATE, state)
        if not _answers(state):
            _launch(state)
    return state


def stop(*, wipe=False):
    """Stop the own cluster; with wipe, remove it and all its databases."""
    state = read_json(STATE)
    if not state:
        return
    if Path(state["data"], "postmaster.pid").exists():
        _as_owner(state, [_program(state, "pg_ctl"), "stop", "-m", "fast", "-s"])
    if wipe:
        shutil.rmtree(state["home"], ignore_errors=True)
        STATE.unlink()


def _owner():
    """The user that runs PostgreSQL when we are root, else nobody in particular."""
    if os.geteuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Missing("PostgreSQL refuses to run as root and there is no user nobody.")


def _create():
    owner = _owner()
    if owner or len(str(paths.LOCAL)) > 70:
        home = Path(tempfile.mkdtemp(prefix=f"{paths.ADDON}-", dir="/var/tmp"))
    else:
        home = paths.LOCAL / "postgres"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(mode=0o700)
    if owner:
        os.chown(home, owner.pw_uid, owner.pw_gid)
    state = {
        "home": str(home),
        "data": str(home / "data"),
        "socket": str(home),
        "log": str(home / "log"),
        "root": str(machine.parts()["debian"]),
        "libraries": machine.library_path(),
        "user": owner.pw_name if owner else None,
    }
    if owner and not _can_reach(state):
        state |= _copy_programs(home)
    arguments = ["-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"]
    _as_owner(state, [_program(state, "initdb"), *arguments])
    return state


def _program(state, name):
    return f"{state['root']}/usr/lib/postgresql/15/bin/{name}"


def _can_reach(state):
    """Whether the cluster's owner can start the programs where they lie."""
    command = [_program(state, "postgres"), "--version"]
    options = _identity(state)
    try:
        subprocess.run(command, check=True, capture_output=True, **options)
    except (PermissionError, subprocess.CalledProcessError):
        return False
    return True


def _copy_programs(home):
    """The owner cannot enter the checkout: give it the programs in its own folder."""
    copy, root = home / "programs", machine.parts()["debian"]
    for part in ("usr/lib/postgresql", "usr/share/postgresql"):
        shutil.copytree(root / part, copy / part, symlinks=True)
    for folder in machine.library_path().split(":"):
        target = copy / Path(folder).relative_to(root)
        target.mkdir(parents=True)
        for file in Path(folder).glob("lib*.so*"):
            shutil.copy(file, target, follow_symlinks=False)
    libraries = machine.library_path().replace(str(root), str(copy))
    return {"root": str(copy), "libraries": libraries}


def _identity(state):
    """How to run a program as the cluster's owner."""
    options = {
        "cwd": "/",
        "env": {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "PGDATA": state["data"],
            "LD_LIBRARY_PATH": state["libraries"],
        },
    }
    if state["user"] and os.geteuid() == 0:
        user = pwd.getpwnam(state["user"])
        options |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return options


def _as_owner(state, command):
    what = f"PostgreSQL's {Path(command[0]).name}"
    return run(command, what, f"See {state['log']}.", **_identity(state))


def _answers(state):
    command = [_program(state, "pg_isready"), "-q", "-h", state["socket"]]
    options = _identity(state)
    return subprocess.run(command, check=False, **options).returncode == 0


def _launch(state):
    mark = Path(state["data"], "postmaster.pid")
    if _is_alive(mark, state["data"]):
        _wait_for(state)
        return
    mark.unlink(missing_ok=True)
    options = "".join(f" -c {key}={value}" for key, value in SETTINGS.items())
    options += f" -k {state['socket']}"
    arguments = [
        "start",
        "-D",
        state["data"],
        "-s",
        "-w",
        "-t",
        "60",
        "-l",
        state["log"],
        "-o",
        options,
    ]
    _as_owner(state, [_program(state, "pg_ctl"), *arguments])


def _is_alive(mark, data):
    """Whether the process that a postmaster.pid names is a server of this cluster."""
    try:
        pid = mark.read_text().split()[0]
        line = Path("/proc", pid, "cmdline").read_bytes()
    except (OSError, IndexError):
        return False
    return data.encode() in line


def _wait_for(state):
    """A loaded machine: the server is there, but slow to answer."""
    for _ in range(60):
        if _answers(state):
            return
        time.sleep(1)
    raise Missing("PostgreSQL runs, but does not answer.", f"See {state['log']}.")


# === DATABASES ===


def psql(sql, name="postgres"):
    """Run SQL and return its rows as text, columns parted by ``|``."""
    options = ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", name, "-c", sql]
    return run(
        [paths.BIN / "psql", *options],
        "A PostgreSQL query",
        "Is the server of PGHOST up, and may its user create databases?",
        env={**os.environ, **environment()},
    ).strip()


def exists(name):
    """Whether there is a database of this name."""
    return bool(psql(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))


def drop(name):
    """Drop a database, whoever is connected to it."""
    psql(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def clone(template, name):
    """Make a database from another one in a fraction of a second."""
    drop(name)
    for attempt in range(20):
        try:
            psql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
            return
        except Missing:
            if attempt == 19:
                raise
            time.sleep(0.5)


def create(name):
    """Make an empty database as Odoo wants it."""
    drop(name)
    psql(
        f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' "
        "LC_CTYPE 'C.UTF-8' TEMPLATE template0"
    )
    for extension in ("pg_trgm", "unaccent", "fuzzystrmatch"):
        psql(f"CREATE EXTENSION IF NOT EXISTS {extension}", name)
    psql("ALTER FUNCTION unaccent(text) IMMUTABLE", name)


def rename(name, new):
    """Rename a database, replacing one of the new name."""
    drop(new)
    psql(f'ALTER DATABASE "{name}" RENAME TO "{new}"')


def copy(origin, query, name, target):
    """Copy the rows of a query in one database into a table of another."""
    variables = {**os.environ, **environment()}
    options = [str(paths.BIN / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d"]
    reading = [*options, origin, "-c", f"COPY ({query}) TO STDOUT"]
    writing = [*options, name, "-c", f"COPY {target} FROM STDIN"]
    with subprocess.Popen(reading, env=variables, stdout=subprocess.PIPE) as source:
        done = subprocess.run(writing, env=variables, stdin=source.stdout, check=False)
    if source.returncode or done.returncode:
        raise Missing(f"Rows of {origin} could not be copied into {name}.")
