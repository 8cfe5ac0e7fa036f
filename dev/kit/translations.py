"""dev/i18n: the template of all terms, and the translations brought in line with it."""

import argparse

from . import databases, machine, odoo, paths, stage
from .console import run, say

DRAFT = paths.LOCAL / "terms.pot"
EXPORT = f"""
from odoo.addons.{paths.ADDON}.tests.terms import export
with open({str(DRAFT)!r}, "wb") as target: export(env.cr, target, %(module)r)

"""


def update(arguments):
    """Write i18n/*.pot from the code, and give each i18n/*.po its new terms.

    Of the addon and of the bridges.
    """
    parser = argparse.ArgumentParser(prog="dev/i18n", description=update.__doc__)
    parser.parse_args(arguments)
    odoo.prepare()
    _update(databases.full(), paths.ADDON, paths.ROOT)
    bridges = [folder.name for folder in stage.bridges()]
    if bridges:
        with databases.Clone(databases.full(), "terms") as name:
            databases.install(name, ",".join(bridges))
            for bridge in bridges:
                _update(name, bridge, paths.ROOT / "bridges" / bridge)
    return 0


def _update(database, module, folder):
    odoo.shell(database, EXPORT % {"module": module})
    script = paths.DEV / "kit" / "po_files.py"
    command = [machine.python(), script, DRAFT, folder / "i18n", module]
    say(run(command, "polib").rstrip())
