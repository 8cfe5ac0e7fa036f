"""Talking to the person at the keyboard, running programs, taking locks."""

import contextlib
import fcntl
import json
import os
import socket
import subprocess
import sys
import time

from . import paths


class Missing(Exception):
    """Something is not there: what it is, and how to get it."""

    def __init__(self, what, how=""):
        super().__init__(what)
        self.what, self.how = what, how


def say(text=""):
    """Print at once, also into a pipe."""
    print(text, flush=True)


@contextlib.contextmanager
def step(title):
    """Announce a step and say how long it took."""
    say(f"… {title}")
    start = time.monotonic()
    yield
    say(f"  done in {time.monotonic() - start:.1f} s")


def run(command, what, how="", *, lines=15, **options):
    """Run a program quietly; when it fails, show its last lines and say what to do."""
    if "input" not in options:
        options["stdin"] = subprocess.DEVNULL
    done = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
        **options,
    )
    if done.returncode:
        tail = "\n".join(f"    {line}" for line in done.stdout.splitlines()[-lines:])
        raise Missing(f"{what} failed (exit {done.returncode}):\n{tail}", how)
    return done.stdout


@contextlib.contextmanager
def lock(path):
    """Hold a lock file, so that two commands do not build the same thing at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def read_json(path, default=None):
    """The content of a JSON file, or the default if it is not there."""
    try:
        return json.loads(path.read_text())
    except (FileNotFoundError, json.JSONDecodeError):
        return default


def write_json(path, value):
    """Write a JSON file in one piece."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".new")
    draft.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n")
    os.replace(draft, path)


def free_port(wanted=0):
    """The wanted port of 127.0.0.1, or another one if that is taken."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise Missing("There is no free port on 127.0.0.1.")


def main(command):
    """Run a command's function and turn what is missing into a plain message."""
    try:
        sys.exit(command(sys.argv[2:]))
    except Missing as missing:
        say(f"\n✗ {missing.what}")
        if missing.how:
            say(f"  What to do: {missing.how}")
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


def ensure_local():
    """Create the folder that holds everything this checkout makes."""
    for folder in (paths.LOCAL, paths.LOGS, paths.CACHE):
        folder.mkdir(parents=True, exist_ok=True)
