"""Start a command by its name: ``python dev/kit/cli.py run --detach``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from kit import benches, checks, console, lint, odoo, server, translations


def run_odoo(arguments):
    """Odoo's own command line, with this set-up's settings."""
    odoo.prepare()
    return odoo.call(*arguments)


COMMANDS = {
    "run": server.run,
    "stop": server.stop,
    "odoo": run_odoo,
    "test": checks.test,
    "bench": benches.bench,
    "lint": lint.lint,
    "i18n": translations.update,
}

if __name__ == "__main__":
    console.main(COMMANDS[sys.argv[1]])
