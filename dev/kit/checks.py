"""dev/test: all that must hold, or the part that -k and paths select."""

import argparse
import os
import time
from concurrent.futures import ThreadPoolExecutor

from . import (
    benches,
    databases,
    lifecycle,
    lint,
    odoo,
    odoo_proof,
    paths,
    pytests,
    wheel,
)
from .console import Missing, say
from .outcome import Outcome, check, conclude

CHECKS = {
    "Lint": lint.check,
    "Wheel": wheel.check,
    "Install with demo data": lifecycle.check_install,
    "Upgrade and uninstall": lifecycle.check_upgrade_and_uninstall,
    "Bridges uninstalled": lifecycle.check_bridges,
    "Benches run": benches.check,
}


def test(arguments):
    """Run the checks and tests; with -k or paths, only the tests they select."""
    options, more = _parser().parse_known_args(arguments)
    notes = []
    if options.without_data:
        os.environ["LAW_FIRM_CLIENT_WITHOUT_DATA"] = "1"
        notes.append("Left out as told: the tests of the shared sample files.")
    elif not paths.data_dir().is_dir():
        raise Missing(
            f"The shared sample files are not in {paths.data_dir()}.",
            "Set LAW_FIRM_CLIENT_DATA to their folder, or say --without-data.",
        )
    odoo.prepare()
    start = time.monotonic()
    if options.odoo:
        names = options.paths
        outcomes = [check("Odoo's own tests", lambda: odoo_proof.prove(names))]
    elif options.k or options.paths:
        outcomes = _selected(options, more)
    else:
        outcomes = _everything(more)
    return conclude(outcomes, time.monotonic() - start, notes)


def _parser():
    parser = argparse.ArgumentParser(
        prog="dev/test",
        description=test.__doc__,
        epilog="Other options go to pytest: -x, --durations=10 …",
    )
    parser.add_argument("-k", metavar="EXPR", help="names or tags, as pytest's -k")
    parser.add_argument("paths", nargs="*", help="tests/client/test_x.py …")
    parser.add_argument(
        "--odoo",
        action="store_true",
        help="Odoo's own tests instead, without the addon and with it, compared; "
        "with names (crm calendar test_res_partner …), only these",
    )
    parser.add_argument(
        "--without-data",
        action="store_true",
        help="leave out the tests of the shared sample files (LAW_FIRM_CLIENT_DATA)",
    )
    return parser


def _selected(options, more):
    """The selected tests, of tools/ and of the suite."""
    if options.k:
        more = [*more, "-k", options.k]
    in_tools = [path for path in options.paths if path.startswith("tools/")]
    in_suite = [path for path in options.paths if not path.startswith("tools/")]
    outcomes = []
    if in_tools or not options.paths:
        outcomes.append(pytests.tools([*(in_tools or ["tools"]), *more]))
    beside = [
        path
        for path in in_suite
        if path == pytests.NEIGHBOURS or path.startswith(pytests.BRIDGES)
    ]
    if beside:
        in_suite = [path for path in in_suite if path not in beside]
        bridged = [
            pytests.bridge_path(path) if path.startswith(pytests.BRIDGES) else path
            for path in beside
        ]
        outcomes.append(pytests.neighbours([*bridged, *more]))
    if in_suite or not options.paths:
        outcomes.append(pytests.suite([*(in_suite or ["tests"]), *more]))
    if not any(o.passed or o.failed for o in outcomes):
        outcomes.append(Outcome("Selection (no test matches)", failed=1))
    return outcomes


def _everything(more):
    """Two lanes side by side: the suite, and all the rest."""
    with ThreadPoolExecutor(2) as pool:
        demo = pool.submit(databases.base, demo=True)
        databases.full()
        demo.result()
        most = ["tests", f"--ignore={pytests.MATRIX}", *more]
        tested = pool.submit(pytests.suite, most, coverage=True)
        outcomes = [pytests.tools(["tools", *more], coverage=True)]
        outcomes += [check(title, function) for title, function in CHECKS.items()]
        outcomes += [pytests.test_lint(), pytests.neighbours(), pytests.matrix(more)]
        outcomes.append(tested.result())
    say(pytests.coverage_report())
    return outcomes
