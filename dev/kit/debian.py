"""Debian packages, unpacked into the cache: nothing is installed on the machine.

apt runs with lists, cache and status of its own. The mirror's address is read from
the machine's own apt configuration, the signatures are checked with Debian's keyring.
"""

import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import unquote

from .console import Missing, run
from .paths import CACHE

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
SOURCE_PARTS = Path("/etc/apt/sources.list.d")
# The machine has these, or a private program must not bring its own.
LEFT_OUT = re.compile(
    r"^(libc6|libc-bin|libc-l10n|locales|libcrypt1|libgcc-s1|gcc-12-base|dpkg|tar|"
    r"debconf|passwd|adduser|ucf|init-system-helpers|perl.*|libperl.*|lib.*-perl|"
    r"systemd.*|libsystemd-shared|dbus.*|usrmerge|mount|procps|login|sensible-utils|"
    r"libllvm.*|libgl1-mesa-dri|libz3-4|adwaita-icon-theme|openssl|postgresql-common|"
    r"postgresql-client-common|libpam-.*|dmsetup|x11-.*|xdg-utils|netbase|ssl-cert|"
    r"sysvinit-utils|libgtk-3-common|hicolor-icon-theme|gtk-update-icon-cache)$"
)
HOW = (
    "Odoo 19, PostgreSQL and Chromium are taken from Debian's archive. On a system "
    "without apt, set ODOO_HOME to an Odoo 19 source checkout, PGHOST to a PostgreSQL "
    "server, and put chromium and psql on the PATH."
)


class Archive:
    """An apt state of its own for one suite, with its security updates if known."""

    def __init__(self, suite, security=None):
        self.home = CACHE / "apt" / suite
        self.suite, self.security = suite, security

    def _environment(self):
        return {**os.environ, "APT_CONFIG": str(self.home / "apt.conf"), "LC_ALL": "C"}

    def _configure(self):
        for folder in ("lists/partial", "cache/archives/partial", "debs"):
            (self.home / folder).mkdir(parents=True, exist_ok=True)
        (self.home / "status").touch()
        mirror, security = mirrors()
        sites = [(mirror, self.suite)]
        if security and self.security:
            sites.append((security, self.security))
        lines = [
            f"deb [signed-by={KEYRING}] {url} {name} main\n" for url, name in sites
        ]
        (self.home / "sources.list").write_text("".join(lines))
        settings = {
            "Dir::Etc::sourcelist": self.home / "sources.list",
            "Dir::Etc::sourceparts": "/dev/null",
            "Dir::Etc::preferences": "/dev/null",
            "Dir::Etc::preferencesparts": "/dev/null",
            "Dir::State": self.home,
            "Dir::State::Lists": self.home / "lists",
            "Dir::State::status": self.home / "status",
            "Dir::Cache": self.home / "cache",
            "APT::Sandbox::User": "root",
            "Acquire::Languages": "none",
            "Acquire::Retries": "3",
        }
        text = "".join(f'{key} "{value}";\n' for key, value in settings.items())
        (self.home / "apt.conf").write_text(text)

    def update(self):
        """Fetch the lists of packages."""
        self._configure()
        run(
            ["apt-get", "update", "-q", "-o", "APT::Update::Error-Mode=any"],
            "Reading Debian's package lists",
            f"Is the network up, and the mirror of this machine's apt right? {HOW}",
            env=self._environment(),
        )

    def closure(self, packages):
        """The packages and all that they depend on, less what the machine has."""
        text = run(
            ["apt-get", "install", "-qq", "--print-uris", "--no-install-recommends"]
            + ["-o", "Debug::NoLocking=1", "-y", *packages],
            f"Working out what {', '.join(packages)} need",
            HOW,
            env=self._environment(),
        )
        names = re.findall(r"^'[^']+' (\S+?)_\S+ ", text, re.MULTILINE)
        return [name for name in map(unquote, names) if not LEFT_OUT.match(name)]

    def unpack(self, packages, target):
        """Download the packages (signatures checked by apt) and unpack them."""
        folder = self.home / "debs"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        run(
            ["apt-get", "download", "-q", *packages],
            f"Downloading {len(packages)} Debian packages",
            HOW,
            cwd=folder,
            env=self._environment(),
        )
        target.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda deb: _extract(deb, target), folder.glob("*.deb")))
        shutil.rmtree(folder)


def _extract(deb, target):
    run(["dpkg-deb", "-x", deb, target], f"Unpacking {deb.name}", "Is the disk full?")


def mirrors():
    """The addresses of Debian's archive and of its security updates, if known."""
    for tool in ("apt-get", "dpkg-deb"):
        if not shutil.which(tool):
            raise Missing(f"{tool} is not on this machine.", HOW)
    if not os.path.exists(KEYRING):
        raise Missing(
            f"Debian's keyring {KEYRING} is not on this machine.",
            f"Install the package debian-archive-keyring. {HOW}",
        )
    addresses = _indexed_addresses() | _written_addresses()
    plain = sorted(a for a in addresses if re.search(r"/debian/?$", a))
    if not plain:
        raise Missing("apt on this machine knows no mirror of Debian's archive.", HOW)
    security = sorted(a for a in addresses if re.search(r"/debian-security/?$", a))
    return plain[0], security[0] if security else None


def _indexed_addresses():
    command = ["apt-get", "indextargets", "--format", "$(REPO_URI)"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return set(done.stdout.split())


def _written_addresses():
    """Addresses in apt's source files, for a machine that never ran apt-get update."""
    found = set()
    for path in [*Path("/etc/apt").glob("*.list"), *SOURCE_PARTS.glob("*")]:
        text = path.read_text(errors="replace")
        found |= set(re.findall(r"^[^#\n]*?(https?://[^\s\]]+)", text, re.MULTILINE))
    return found
