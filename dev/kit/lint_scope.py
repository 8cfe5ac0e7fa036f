"""A pytest plugin: Odoo's test_lint looks at our addons only, not at Odoo's 632."""

import os
from pathlib import Path


def pytest_collection_finish():
    from odoo.modules import Manifest

    everything = Manifest.all_addon_manifests
    stages = [Path(path) for path in os.environ["LAW_FIRM_CLIENT_STAGES"].split(":")]

    def ours():
        return [m for m in everything() if Path(m.path).parent in stages]

    Manifest.all_addon_manifests = staticmethod(ours)
    assert ours(), f"There is no addon in {stages}."
