"""The addon as a Python package: ``pip wheel`` of the staged folder."""

import os
import shutil
import zipfile

from . import machine, paths
from .console import Missing, run

INSIDE = f"odoo/addons/{paths.ADDON}/__manifest__.py"


def check():
    """A wheel of the right name that carries the addon and its LICENSE."""
    folder = paths.LOCAL / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    copy = folder / "source" / paths.ADDON
    shutil.copytree(paths.STAGED_ADDON, copy)
    run(
        [
            *machine.pip(machine.python()),
            "wheel",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            folder,
            copy,
        ],
        "pip wheel",
        "See pyproject.toml.",
        # The copy is no part of the checkout: whool must not ask git about it.
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(folder)},
    )
    found = list(folder.glob("odoo_addon_law_firm_client-19.0*.whl"))
    if not found:
        raise Missing(f"No wheel odoo-addon-law-firm-client in {folder}.")
    names = zipfile.ZipFile(found[0]).namelist()
    if INSIDE not in names or not any(n.endswith("LICENSE") for n in names):
        raise Missing(f"{found[0].name} does not carry the addon and its licence.")
