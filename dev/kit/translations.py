"""dev/i18n: the template of all terms, and the translations brought in line with it."""

import argparse

from . import databases, machine, odoo, paths
from .console import run, say

DRAFT = paths.LOCAL / "terms.pot"
EXPORT = f"""
from odoo.addons.{paths.ADDON}.tests.terms import export
with open({str(DRAFT)!r}, "wb") as target: export(env.cr, target)

"""


def update(arguments):
    """Write i18n/*.pot from the code, and give each i18n/*.po its new terms."""
    parser = argparse.ArgumentParser(prog="dev/i18n", description=update.__doc__)
    parser.parse_args(arguments)
    odoo.prepare()
    odoo.shell(databases.full(), EXPORT)
    script = paths.DEV / "kit" / "po_files.py"
    command = [machine.python(), script, DRAFT, paths.ROOT / "i18n", paths.ADDON]
    say(run(command, "polib").rstrip())
    return 0
