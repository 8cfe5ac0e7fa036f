# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""One side of the benches, in a process of its own: ``python -m bench.side PLAN``."""

import importlib
import json
import sys
from pathlib import Path

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.tools import config

from bench import firm
from bench.figures import Run

HERE = Path(__file__).parent


def find(names):
    """Return {name: module} of the benches named, or of all that run unasked.

    Those that commit what they enter come last: the others leave nothing behind.
    """
    found = {path.stem: path for path in sorted(HERE.glob("*/[a-z]*.py"))}
    modules = {
        name: importlib.import_module(f"bench.{found[name].parent.name}.{name}")
        for name in names or found
    }
    wanted = [n for n, m in modules.items() if names or not hasattr(m, "ON_DEMAND")]
    wanted.sort(key=lambda name: hasattr(modules[name], "COMMITS"))
    return {name: modules[name] for name in wanted}


def measure(plan):
    """Run this side of the benches and yield their figures."""
    modules = find(plan["names"])
    plain = {n: m for n, m in modules.items() if not hasattr(m, "FIRM")}
    for database, part in (
        (plan["empty"], plain),
        (plan["filled"], {n: m for n, m in modules.items() if n not in plain}),
    ):
        if any(hasattr(module, plan["side"]) for module in part.values()):
            yield from _in_database(plan, database, part)


def _in_database(plan, database, modules):
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        people = firm.hire(env)
        if database == plan["filled"]:
            firm.fill(env, people, _size(plan, firm))
        cr.commit()
        for name, module in modules.items():
            work = getattr(module, plan["side"], None)
            if work:
                print(f"  {plan['side']}: {name}", flush=True)
                run = Run(env, people, _size(plan, module), once=plan["once"])
                work(run)
                cr.rollback()
                env.invalidate_all()
                yield from ({"bench": name, **figure} for figure in run.figures)


def _size(plan, module):
    return plan["rows"] or (module.QUICK if plan["quick"] else module.ROWS)


def main():
    """Carry out the plan that the command line holds, and write what was measured."""
    plan = json.loads(sys.argv[1])
    config.parse_config(["--no-http", "--log-level=error"], setup_logging=True)
    figures = list(measure(plan))
    Path(plan["result"]).write_text(json.dumps(figures))


if __name__ == "__main__":
    main()
