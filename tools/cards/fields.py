# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""What a column of a card file can mean."""

import json
from pathlib import Path

CARD = "card"
PERSON = "person"
OTHER = "other"

# How firms head such columns, in Chinese and English: field -> headings.
HEADINGS: dict[str, dict[str, list[str]]] = json.loads(
    Path(__file__).with_name("headings.json").read_text("utf-8")
)
FIELDS = {kind: tuple(headings) for kind, headings in HEADINGS.items()}
# Without these columns a sheet has nothing to import.
REQUIRED = {CARD: ("name",), PERSON: ("client_name", "person_name")}
