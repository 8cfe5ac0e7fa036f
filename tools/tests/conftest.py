import json
from pathlib import Path

import pytest


def _shared_cards():
    for parent in Path(__file__).resolve().parents:
        folder = parent / "shared" / "data" / "cards"
        if folder.is_dir():
            return folder
    return None


@pytest.fixture(scope="session")
def cards_folder():
    """The shared card files, which lie beside the project."""
    folder = _shared_cards()
    if folder is None:
        pytest.skip("no shared/data/cards beside the project")
    return folder


@pytest.fixture(scope="session")
def answer_key(cards_folder):
    """The problems and duplicates planted in the shared card files."""
    return json.loads((cards_folder / "answer_key.json").read_text("utf-8"))
