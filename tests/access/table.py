"""The table of expected answers, and how it is read.

``models.csv`` has a row for each model and a column for each person of ``firm.py``. A
cell says what that person may do with the records of ``harbour``:

====== ============================================================================
letter the person
====== ============================================================================
r      finds and reads them
n      finds them, and meets the client's name, but none of its other data
c      may create one
w      may change them
d      may delete them
–      nothing, by whatever way
====== ============================================================================

``quiet_models.csv`` names the models that carry nothing of a client, ``routes.csv``
each route with the probe that takes it or the reason why it tells nothing.
"""

import csv
from pathlib import Path

FOLDER = Path(__file__).parent
NOTHING = "–"


def _rows(name):
    with open(FOLDER / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expected_cells():
    """Return {model: {role: letters}}."""
    cells = {}
    for row in _rows("models.csv"):
        model = row.pop("model")
        row.pop("what")
        cells[model] = {role: cell.replace(NOTHING, "") for role, cell in row.items()}
    return cells


def quiet_models():
    """Return {model: why nothing of a client is in it}."""
    return {row["model"]: row["why"] for row in _rows("quiet_models.csv")}


def routes():
    """Return {route: (probe, why)}; one of the two is empty."""
    return {row["route"]: (row["probe"], row["why"]) for row in _rows("routes.csv")}


def mutations():
    """Return {rule or right: {kind, changes, why}}: who notices when it is off.

    `changes` names people who then may do more (+) or less (-); `why` says why nobody
    notices, where that is so.
    """
    return {row["name"]: row for row in _rows("mutations.csv")}
