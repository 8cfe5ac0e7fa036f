"""Odoo's command line in this set-up: environment, settings file, databases."""

import os
import subprocess

from . import machine, paths, postgres, source, stage
from .console import Missing, ensure_local, run

CONF = paths.LOCAL / "odoo.conf"
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
    <dir>{fonts}</dir>
    <cachedir>{cache}</cachedir>
    <include ignore_missing="yes">{conf}</include>
    <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family>
        <family>Noto Sans CJK SC</family></prefer></alias>
    <alias><family>serif</family><prefer><family>DejaVu Serif</family>
        <family>Noto Serif CJK SC</family></prefer></alias>
    <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family>
        <family>Noto Sans Mono CJK SC</family></prefer></alias>
</fontconfig>
"""
# Nothing calls outside: Odoo's paid services and its "publisher warranty" ping get an
# address that answers nobody.
NOWHERE = "http://127.0.0.1:9"


def prepare():
    """Make all ready that Odoo needs, and return its Source."""
    ensure_local()
    machine.ensure(odoo_package=not source.is_given())
    found = source.find()
    stage.sync()
    _write_fonts()
    _write_conf(found)
    return found


def _write_fonts():
    root = machine.parts()["debian"]
    text = FONTS.format(
        fonts=root / "usr/share/fonts",
        cache=paths.LOCAL / "fontconfig",
        conf=root / "usr/share/fontconfig/conf.avail/45-latin.conf",
    )
    (paths.LOCAL / "fonts.conf").write_text(text)


def _write_conf(found):
    addons = [*stage.addons_paths(), *found.addons]
    settings = {
        "addons_path": ",".join(str(path) for path in addons),
        "data_dir": paths.LOCAL / "odoo-data",
        "http_interface": "127.0.0.1",
        "list_db": False,
        "max_cron_threads": 2,
        "limit_time_cpu": 3600,
        "limit_time_real": 3600,
        "limit_time_real_cron": 7200,
        "limit_memory_soft": 6 * 1024**3,
        "limit_memory_hard": 8 * 1024**3,
        "publisher_warranty_url": NOWHERE,
        "unaccent": True,
    }
    lines = "".join(f"{key} = {value}\n" for key, value in settings.items())
    CONF.write_text(f"[options]\n{lines}")


def environment():
    """The environment in which Odoo, its tests and its tools run."""
    environment = {
        **os.environ,
        **postgres.environment(),
        "PATH": f"{paths.BIN}:{machine.python().parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(source.find().pythonpath),
        "PYTHONUNBUFFERED": "1",
        "FONTCONFIG_FILE": str(paths.LOCAL / "fonts.conf"),
        "ODOO_RC": str(CONF),
        "LAW_FIRM_CLIENT_DATA": str(paths.data_dir()),
        "LANG": "C.UTF-8",
    }
    environment.pop("LC_ALL", None)
    return environment


def command(*arguments):
    """The command line of Odoo with these arguments."""
    return [str(machine.python()), "-m", "odoo", *map(str, arguments)]


def call(*arguments, log=None):
    """Run Odoo to its end; with a log file, quietly, and fail with its last lines."""
    if not log:
        return subprocess.call(command(*arguments), env=environment())
    with open(log, "w") as handle:
        code = subprocess.call(
            command(*arguments),
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=handle,
            stderr=subprocess.STDOUT,
        )
    if code:
        tail = "\n".join(log.read_text(errors="replace").splitlines()[-40:])
        raise Missing(
            f"odoo {' '.join(map(str, arguments))} failed:\n{tail}", f"See {log}."
        )
    return code


def shell(name, code):
    """Run Python code in Odoo's shell on a database."""
    run(
        command("shell", "-d", name, "--no-http", "--log-level=warn"),
        "Odoo's shell",
        input=f"{code}\n",
        env=environment(),
    )
