"""dev/test --odoo: Odoo's own tests, without the addon and with it, compared."""

import os
from xml.etree import ElementTree

from . import databases, paths, pytests, source
from .console import Missing, say

BASE = (
    "test_acl test_avatar_mixin test_expression test_groups test_ir_attachment"
    " test_ir_http test_res_company test_res_partner test_res_partner_bank"
    " test_res_partner_merge test_res_users test_search test_user_has_group"
).split()
SUITES = ("mail", "portal", "calendar", "crm")
KNOWN = paths.DEV / "odoo-fails.txt"


def prove(only=()):
    """Run both sides; fail for each test that only fails with the addon installed.

    Those that fail without it too are in dev/odoo-fails.txt, so that one sees which
    failures come from Odoo's package or from the machine; and, marked with a plus, the
    few that count queries or compare SQL, to which a record rule adds.
    """
    folders = _folders(only)
    without = _run("Odoo's tests without the addon", databases.base(), folders)
    within = _run("Odoo's tests with the addon", databases.full(), folders)
    known, dearer = _known(folders)
    broken = sorted(within["failed"] - without["failed"] - dearer)
    unseen = sorted(without["ran"] - within["ran"])
    say(
        f"{len(without['ran'])} tests without the addon, {len(without['failed'])}"
        f" failed; {len(within['ran'])} with it, {len(within['failed'])} failed"
    )
    for test in sorted(without["failed"] ^ known):
        say(f"  {KNOWN.name} and this run without the addon disagree: {test}")
    for test in sorted(within["failed"] & dearer):
        say(f"  costs queries with the addon, as {KNOWN.name} says: {test}")
    if broken or unseen:
        raise Missing(
            f"{len(broken)} of Odoo's tests fail with the addon only, {len(unseen)}"
            " did not run with it:",
            "\n".join([*broken, *unseen]),
        )


def _folders(only):
    """Return the test files and folders of Odoo, all or those of some addons."""
    package, addons = source.find().package, source.find().pythonpath / "addons"
    found = [package / "addons/base/tests" / f"{name}.py" for name in BASE]
    for name in SUITES:
        places = (package / "addons" / name, addons / name)
        found += [p / "tests" for p in places if p.is_dir()][:1]
    return [f for f in found if not only or f.parent.name in only or f.stem in only]


def _known(folders):
    """Return the tests written down: failing without the addon, and dearer with it."""
    lines = KNOWN.read_text().splitlines() if KNOWN.exists() else []
    suites = {path.parent.name for path in folders} - {"tests"} | {"base"}
    tests = [line for line in lines if line.lstrip("+ ").split(".")[0] in suites]
    dearer = {line.lstrip("+ ") for line in tests if line.startswith("+")}
    return {line for line in tests if not line.startswith("+")}, dearer


def _run(title, template, folders):
    """Run the tests in a clone of the template; return which ran and which failed."""
    report = paths.LOCAL / f"odoo-proof-{os.getpid()}.xml"
    pytests.foreign(
        title,
        template,
        [f"--junitxml={report}", *map(str, folders)],
        root=folders[-1].parents[1],
    )
    if not report.exists():
        raise Missing(f"{title} did not run.")
    found = {"ran": set(), "failed": set()}
    for case in ElementTree.parse(report).iter("testcase"):
        name = f"{case.get('classname')}.{case.get('name')}"
        if case.find("skipped") is None:
            found["ran"].add(name)
        if case.find("failure") is not None or case.find("error") is not None:
            found["failed"].add(name)
    report.unlink()
    return found
