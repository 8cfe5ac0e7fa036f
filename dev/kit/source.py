"""Which Odoo 19 is run: the one that ODOO_HOME names, or Debian's package."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from . import machine, paths
from .console import Missing

HOW = (
    "Set ODOO_HOME to a source checkout of Odoo 19.0 (the folder with odoo-bin), or to "
    "`odoo` for the command on the PATH; or unset it to have Debian's package fetched."
)


class Source:
    """An Odoo: the folder for PYTHONPATH, and its own addons paths."""

    def __init__(self, pythonpath, addons):
        self.pythonpath, self.addons = pythonpath, addons

    @property
    def package(self):
        return self.pythonpath / "odoo"


def is_given():
    """Whether the user named an Odoo of their own."""
    return bool(os.environ.get("ODOO_HOME"))


def find():
    """The Odoo to run, checked to be version 19.0."""
    given = os.environ.get("ODOO_HOME")
    if not given:
        home = machine.parts()["odoo-19"] / "usr/lib/python3/dist-packages"
        source = Source(home, [home / "odoo/addons"])
    elif (Path(given) / "odoo").is_dir():
        home = Path(given).resolve()
        folders = [home / "addons", home / "odoo/addons"]
        source = Source(home, [folder for folder in folders if folder.is_dir()])
    else:
        source = _installed(given)
    _check(source)
    return source


def _installed(command):
    """An installed Odoo: linked into a folder of its own.

    So Python finds Odoo there, but none of the system's packages beside it.
    """
    program = shutil.which(command)
    if not program:
        raise Missing(f"ODOO_HOME={command} is no Odoo source and no command.", HOW)
    first = Path(program).read_bytes().split(b"\n", 1)[0].decode(errors="replace")
    interpreter = first.removeprefix("#!").strip().split() or ["python3"]
    code = "import odoo.release; print(odoo.release.__file__)"
    done = subprocess.run(
        [*interpreter, "-c", code], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Missing(f"{program} does not lead to a Python that has Odoo.", HOW)
    package = Path(done.stdout.strip()).parent
    link = paths.LOCAL / "installed-odoo" / "odoo"
    link.parent.mkdir(parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    link.symlink_to(package)
    return Source(link.parent, [package / "addons"])


def _check(source):
    release = source.package / "release.py"
    if not release.is_file():
        raise Missing(f"There is no Odoo in {source.pythonpath}.", HOW)
    found = re.search(r"version_info\s*=\s*\((\d+),\s*(\d+)", release.read_text())
    version = ".".join(found.groups()) if found else "unknown"
    if version != "19.0":
        raise Missing(f"{source.pythonpath} is Odoo {version}; 19.0 is needed.", HOW)
