"""The tests: those of tools/ under plain pytest, the suite under pytest-odoo."""

import os
import subprocess
import sys

from . import databases, machine, odoo, paths, postgres, source, stage
from .console import say
from .outcome import Outcome

NEIGHBOURS = "tests/neighbours/invoices.py"
BRIDGES = "bridges/"
MATRIX = "tests/access"
COVERAGE_OMIT = "*/tests/*,*/migrations/*,*/__manifest__.py,*/ir.actions.server(*"


def tools(arguments, *, coverage=False):
    """The tests of tools/: no Odoo, no database."""
    folder = stage.sync_tools()
    environment = odoo.environment()
    environment["PYTHONPATH"] = str(paths.DEV)
    environment.pop("ODOO_RC")
    arguments = ["-p", "no:odoo", *_root(folder), *arguments]
    return _run("Tests of tools/", arguments, folder, environment, coverage)


def _root(folder):
    """Make a folder pytest's root: else it finds an __init__.py further up."""
    return ["-c", os.devnull, f"--rootdir={folder}", f"--confcutdir={folder}"]


def suite(arguments, *, coverage=False):
    """The addon's tests, with HTTP and browser, in a database of their own."""
    return _in_odoo("Suite in Odoo", ["--odoo-http", *arguments], coverage)


def matrix(arguments):
    """The access matrix by itself: thirty thousand probes, too slow to be covered."""
    return _in_odoo(
        "Access matrix", ["--odoo-http", MATRIX, *arguments], False, quiet=True
    )


def neighbours(arguments=()):
    """The tests beside Odoo's invoicing, which the addon does not need, and of bridges.

    Odoo installs a bridge by itself with the addons that it joins.
    """
    arguments = arguments or [NEIGHBOURS, *map(str, bridge_tests())]
    with databases.Clone(databases.full(), "neighbours") as template:
        databases.install(template, ",".join(["account", *bridge_names()]))
        arguments = [*_root(paths.LOCAL), *arguments]
        return _in_odoo(
            "Beside invoicing", arguments, False, quiet=True, template=template
        )


def bridge_names():
    """The names of the bridges."""
    return [folder.name for folder in stage.bridges()]


def bridge_tests():
    """The folders of their tests."""
    return [folder / "tests" for folder in stage.bridges()]


def bridge_path(path):
    """Where a test of the checkout's bridges/ lies, staged."""
    return str(paths.STAGED_BRIDGES / path.removeprefix(BRIDGES))


def test_lint():
    """Odoo's own checks of how an addon is written, less those of its own tools."""
    folder = source.find().package / "addons/test_lint"
    if not folder.is_dir():
        folder = source.find().pythonpath / "addons/test_lint"
    left_out = ("test_checkers", "test_eslint", "test_pylint")
    ignore = [f"--ignore={folder}/tests/{name}.py" for name in left_out]
    arguments = ["-p", "kit.lint_scope", *_root(folder.parent), *ignore]
    arguments.append(str(folder))
    return _in_odoo("Odoo's test_lint", arguments, coverage=False, quiet=True)


def foreign(title, template, arguments, root):
    """Tests of Odoo's own addons, in a clone of the template."""
    arguments = ["--odoo-http", *_root(root), *arguments]
    return _in_odoo(title, arguments, False, template=template, gate=False)


def _in_odoo(title, arguments, coverage, quiet=False, *, template=None, gate=True):
    name = postgres.database(f"test_{os.getpid()}_{abs(hash(title))}")
    postgres.clone(template or databases.full(), name)
    arguments = [
        f"--odoo-database={name}",
        "--odoo-log-level=warn",
        f"--odoo-extra=logfile={paths.LOGS / 'suite.log'}",
        f"--odoo-extra=db-filter=^{name}$",
        *arguments,
    ]
    environment = odoo.environment()
    environment["PYTHONPATH"] += os.pathsep + str(paths.DEV)
    environment["LAW_FIRM_CLIENT_STAGES"] = ":".join(map(str, stage.addons_paths()))
    try:
        folder = paths.STAGED_ADDON
        return _run(title, arguments, folder, environment, coverage, quiet, gate)
    finally:
        postgres.drop(name)


def _run(title, arguments, folder, environment, coverage, quiet=False, gate=True):
    """Run pytest, before the user's eyes unless another part runs beside it."""
    quiet = quiet or coverage
    command = [str(machine.python()), "-m"]
    if coverage:
        environment["COVERAGE_FILE"] = str(_coverage_file(title))
        command += ["coverage", "run", f"--source={folder}", f"--omit={COVERAGE_OMIT}"]
        command += ["-m"]
    command += ["pytest", "-p", "no:cacheprovider", "--tb=short"]
    command += ["-p", "kit.pytest_gate"] if gate else []
    lines = []
    with subprocess.Popen(
        [*command, *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout:
            lines.append(line)
            if not quiet:
                sys.stdout.write(line)
                sys.stdout.flush()
    text = "".join(lines)
    if quiet:
        say(f"\n{title}\n{text}")
    return Outcome.from_pytest(title, process.returncode, text)


def _coverage_file(title):
    return paths.LOCAL / f".coverage.{title.split()[0].lower()}"


def coverage_report():
    """What share of the addon's lines the tests of both kinds ran, as text."""
    environment = {**os.environ, "COVERAGE_FILE": str(paths.LOCAL / ".coverage")}
    tool = [str(machine.python()), "-m", "coverage"]
    settings = paths.LOCAL / "coveragerc"
    settings.write_text(
        f"[paths]\naddon =\n    {paths.STAGED_ADDON}\n    {stage.TOOLS.parent}\n"
        f"[report]\nomit = {COVERAGE_OMIT}\nskip_covered = True\nskip_empty = True\n"
    )
    files = [str(f) for f in paths.LOCAL.glob(".coverage.*")]
    text = ""
    for arguments in (["combine", "-q", *files], ["report", "--ignore-errors"]):
        done = subprocess.run(
            [*tool, arguments[0], f"--rcfile={settings}", *arguments[1:]],
            cwd=paths.STAGED_ADDON,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        text += done.stdout + done.stderr
    return text
