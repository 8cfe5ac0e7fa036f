"""dev/bench: the addon beside stock Odoo and beside bare SQL, in one run."""

import argparse
import contextlib
import json
import os
import subprocess
import time
from pathlib import Path

from . import databases, machine, odoo, paths, postgres
from .bench_table import show
from .console import Missing, read_json, run, say, write_json

SIDES = ("ours", "stock")


def bench(arguments):
    """Measure, print the figures side by side, and write them as JSON."""
    options = _parser().parse_args(arguments)
    _check_names(options.names)
    odoo.prepare()
    templates = {"ours": databases.full(demo=True), "stock": databases.base(demo=True)}
    start = time.monotonic()
    figures = measure(templates, options)
    facts = {
        "date": time.strftime("%Y-%m-%d"),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
        "postgresql": postgres.psql("SHOW server_version"),
        "odoo": _odoo_version(),
        "seconds": round(time.monotonic() - start),
    }
    write_json(options.json, {"machine": facts, "figures": figures})
    say(show(facts, figures))
    return int(any(map(_is_wrong, figures)))


def _parser():
    parser = argparse.ArgumentParser(prog="dev/bench", description=bench.__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(names()))
    parser.add_argument("--rows", type=int, help="how many clients, in all of them")
    parser.add_argument("--quick", action="store_true", help="fewer clients")
    default = paths.LOCAL / "bench.json"
    parser.add_argument("--json", type=Path, default=default, metavar="FILE")
    parser.set_defaults(once=False)
    return parser


def names():
    """The names of all benches."""
    return sorted(path.stem for path in (paths.ROOT / "bench").glob("*/[a-z]*.py"))


def _check_names(given):
    unknown = sorted(set(given) - set(names()))
    if unknown:
        raise Missing(f"No bench {unknown[0]}.", f"There are: {', '.join(names())}.")


def measure(templates, options):
    """Run both sides, each in databases cloned from its template."""
    figures = []
    for side in SIDES:
        with contextlib.ExitStack() as stack:
            clones = {
                kind: stack.enter_context(
                    databases.Clone(templates[side], f"bench_{side}_{kind}")
                )
                for kind in ("empty", "filled")
            }
            figures += _side({**vars(options), **clones, "side": side})
    return figures


def _side(plan):
    """Run one side in Odoo's Python, and return its figures."""
    result = paths.LOCAL / f"bench-{plan['side']}.json"
    result.unlink(missing_ok=True)
    keys = ("names", "rows", "quick", "once", "empty", "filled", "side")
    plan = {key: plan[key] for key in keys}
    plan["result"] = str(result)
    environment = odoo.environment()
    environment["PYTHONPATH"] += os.pathsep + str(paths.ROOT)
    command = [str(machine.python()), "-m", "bench.side", json.dumps(plan)]
    code = subprocess.call(command, env=environment, cwd=paths.LOCAL)
    if code:
        raise Missing(f"The benches failed ({plan['side']}, exit {code}).")
    return read_json(result, [])


def _odoo_version():
    return run(odoo.command("--version"), "Odoo", env=odoo.environment()).split()[-1]


def check():
    """Each bench runs, on a handful of clients; nothing is timed."""
    templates = {"ours": databases.full(), "stock": databases.base()}
    options = _parser().parse_args([*names(), "--rows", "40"])
    options.once = True
    wrong = [figure for figure in measure(templates, options) if _is_wrong(figure)]
    if wrong:
        raise Missing(f"A bench counted {wrong[0]}.")


def _is_wrong(figure):
    return figure.get("wanted") not in (None, figure.get("count"))
