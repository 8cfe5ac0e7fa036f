"""The addon as Odoo sees it: the checkout copied into a real folder of its name.

Odoo and pytest-odoo take an addon's name from its folder. Only what git tracks, or
would track, is copied, and only what changed.
"""

import hashlib
import os
import shutil
import subprocess

from . import paths
from .console import Missing

TOOLS = paths.LOCAL / "stage-tools" / "tools"
# Not part of the addon: commands, continuous integration, other addons.
LEFT_OUT = ("dev/", ".ci/", "bench/", "bridges/", ".local/", ".git")
# What does not change a database in which the addon is installed.
OUTSIDE_DATABASE = ("tests/", "static/", "README", "CHANGELOG", "LICENSE", ".")


def sync():
    """Bring the staged addon, and the bridges, up to date."""
    files = [f for f in tracked() if not f.startswith(LEFT_OUT)]
    _mirror(paths.ROOT, files, paths.STAGED_ADDON)
    prefix = "bridges/"
    bridges = [f.removeprefix(prefix) for f in tracked() if f.startswith(prefix)]
    _mirror(paths.ROOT / "bridges", bridges, paths.STAGED_BRIDGES)


def sync_tools():
    """Copy tools/ beside no other package, and return the folder it lies in.

    So its tests import ``tools`` without importing the addon, hence without Odoo.
    """
    files = [f.removeprefix("tools/") for f in tracked() if f.startswith("tools/")]
    _mirror(paths.ROOT / "tools", files, TOOLS)
    return TOOLS.parent


def tracked():
    """The files of the checkout that git knows or would take."""
    if not shutil.which("git"):
        raise Missing("git is not on this machine.", "Install git.")
    command = ["git", "ls-files", "-co", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=paths.ROOT, capture_output=True, check=False)
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip()
        raise Missing(
            f"git cannot list the files of {paths.ROOT}: {reason}",
            "Work in a git clone, owned by you, with git installed.",
        )
    names = done.stdout.decode().split("\0")
    return sorted({n for n in names if n and (paths.ROOT / n).is_file()})


def addons_paths():
    """Addons paths of our own: the addon, and the bridges if there are any."""
    found = [paths.STAGE]
    if bridges():
        found.append(paths.STAGED_BRIDGES)
    return found


def bridges():
    """The folders of the bridges: small addons that stand beside other addons."""
    return sorted(
        path.parent for path in paths.STAGED_BRIDGES.glob("*/__manifest__.py")
    )


def fingerprint(*, database_only=True):
    """A hash of the staged addon's files, by default of those a database depends on."""
    digest = hashlib.sha256()
    for path in sorted(paths.STAGED_ADDON.rglob("*")):
        name = str(path.relative_to(paths.STAGED_ADDON))
        skipped = database_only and name.startswith(OUTSIDE_DATABASE)
        if path.is_file() and not skipped and "__pycache__" not in name:
            digest.update(name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def _mirror(origin, files, target):
    target.mkdir(parents=True, exist_ok=True)
    wanted = set(files)
    for path in [p for p in target.rglob("*") if p.is_file() or p.is_symlink()]:
        if str(path.relative_to(target)) not in wanted:
            path.unlink()
    for name in files:
        _copy_if_changed(origin / name, target / name)
    for folder in sorted((p for p in target.rglob("*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _copy_if_changed(source, target):
    here = source.stat()
    if target.exists():
        there = target.stat()
        if (here.st_size, here.st_mtime_ns) == (there.st_size, there.st_mtime_ns):
            return
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    os.utime(target, ns=(here.st_atime_ns, here.st_mtime_ns))
