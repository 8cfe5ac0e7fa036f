"""Write an addon's template and bring its translations in line with it.

Run by Odoo's Python, which has polib: ``po_files.py EXPORTED.pot I18N_FOLDER ADDON``.
"""

import sys
from pathlib import Path

import polib

METADATA = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def template(exported, target, addon):
    """Write Odoo's export without its header, which changes with each day."""
    pot = polib.pofile(str(exported))
    pot.header = ""
    pot.metadata = {"Project-Id-Version": f"{addon} 19.0", **METADATA}
    pot.save(str(target))
    return pot


def translation(path, pot):
    """Give one language the new terms, in the order of the template."""
    po = polib.pofile(str(path))
    po.merge(pot)
    gone = [entry for entry in po if entry.obsolete]
    for entry in gone:
        po.remove(entry)
    order = {entry.msgid: place for place, entry in enumerate(pot)}
    po.sort(key=lambda entry: order[entry.msgid])
    po.save(str(path))
    missing = [entry.msgid for entry in po if not entry.msgstr]
    print(
        f"{path.name}: {len(po)} terms, {len(gone)} gone, {len(missing)} to translate"
    )
    for msgid in missing:
        print(f"  {msgid!r}")


def main(exported, folder, addon):
    folder = Path(folder)
    pot = template(exported, folder / f"{addon}.pot", addon)
    for path in sorted(folder.glob("*.po")):
        translation(path, pot)


if __name__ == "__main__":
    main(*sys.argv[1:])
