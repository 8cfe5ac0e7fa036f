"""Where things live: the checkout, what was fetched once, the state of this checkout.

``.local/cache`` holds what is fetched or built once and may be shared (a link to
another checkout's cache works). The rest of ``.local`` is this checkout's own state.
"""

import os
from pathlib import Path

ADDON = "law_firm_client"
ROOT = Path(__file__).resolve().parents[2]
DEV = ROOT / "dev"
LOCAL = ROOT / ".local"
CACHE = LOCAL / "cache"
LOCK = DEV / "requirements.lock"
BIN = LOCAL / "bin"
STAGE = LOCAL / "stage"
STAGED_ADDON = STAGE / ADDON
STAGED_BRIDGES = LOCAL / "stage-bridges"
LOGS = LOCAL / "logs"
RUN_JSON = LOCAL / "run.json"


def data_dir():
    """The folder of shared sample files that some tests read."""
    default = ROOT.parent / "shared" / "data"
    return Path(os.environ.get("LAW_FIRM_CLIENT_DATA", default))
