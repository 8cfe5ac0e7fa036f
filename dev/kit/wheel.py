"""The addon as a Python package: ``pip wheel`` of the staged folder."""

import os
import shutil
import zipfile

from . import machine, paths, stage
from .console import Missing, run


def check():
    """Wheels of the right names that carry the addon, a bridge, and the LICENSE."""
    folder = paths.LOCAL / "wheel"
    shutil.rmtree(folder, ignore_errors=True)
    for addon in (paths.STAGED_ADDON, *stage.bridges()):
        _check(addon, folder)


def _check(addon, folder):
    copy = folder / "source" / addon.name
    shutil.copytree(addon, copy)
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
    found = list(folder.glob(f"odoo_addon_{addon.name}-19.0*.whl"))
    if not found:
        raise Missing(f"No wheel odoo-addon-{addon.name} in {folder}.")
    names = zipfile.ZipFile(found[0]).namelist()
    inside = f"odoo/addons/{addon.name}/__manifest__.py"
    if inside not in names or not any(n.endswith("LICENSE") for n in names):
        raise Missing(f"{found[0].name} does not carry the addon and its licence.")
