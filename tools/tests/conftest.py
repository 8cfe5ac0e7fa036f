import json
import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def cards_folder():
    """The shared card files, which lie beside the project."""
    folder = Path(os.environ.get("LAW_FIRM_CLIENT_DATA", "")) / "cards"
    if not (folder / "answer_key.json").is_file():
        pytest.skip("LAW_FIRM_CLIENT_DATA names no folder with cards/")
    return folder


@pytest.fixture(scope="session")
def answer_key(cards_folder):
    """The problems and duplicates planted in the shared card files."""
    return json.loads((cards_folder / "answer_key.json").read_text("utf-8"))
