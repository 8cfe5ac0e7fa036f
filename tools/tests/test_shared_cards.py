"""The shared card files, against what is known to be planted in them."""

import pytest

from ..cards.fields import CARD, PERSON
from ..cards.headings import recognise
from ..cards.reading import open_cards
from ..cards.tables import options_for, read_frame


def _readings(folder, filename, kind=CARD, country="CN"):
    """Return {number of the data row: reading} of the sheets of one kind."""
    with open(folder / filename, "rb") as stream:
        opened = open_cards(stream, filename)
        (sheet,) = [sheet for sheet in opened.sheets if sheet.kind == kind]
        mapping = {
            position: found.field
            for position, found in enumerate(recognise(sheet.headings, kind))
            if found
        }
        options = options_for(sheet, mapping, country=country)
        readings = [
            reading
            for frame in opened.frames(sheet)
            for reading in read_frame(frame, kind, mapping, options)
        ]
    return dict(enumerate(readings, 1))


@pytest.mark.parametrize("filename", ["客户资料卡.csv", "client_cards_bilingual.xlsx"])
def test_exactly_the_planted_problems_are_errors(cards_folder, answer_key, filename):
    readings = _readings(cards_folder, filename)
    assert len(readings) == answer_key[filename]["rows"]
    found = {
        str(number): [p.code for p in reading.row.problems if p.severity == "error"]
        for number, reading in readings.items()
        if not reading.row.good
    }
    planted = answer_key[filename]["problems"]
    assert found == {number: [code] for number, code in planted.items()}


@pytest.mark.parametrize("filename", ["客户资料卡.csv", "client_cards_bilingual.xlsx"])
def test_planted_duplicates_share_a_key(cards_folder, answer_key, filename):
    readings = _readings(cards_folder, filename)
    key_of = {"same_code": "registration_key", "same_name_variant": "name_key"}
    for number, planted in answer_key[filename]["duplicates"].items():
        key = key_of[planted["kind"]]
        own, other = readings[int(number)].row, readings[planted["of"]].row
        assert own.keys[key] == other.keys[key] != ""


def test_the_sheet_of_key_people(cards_folder, answer_key):
    readings = _readings(cards_folder, "client_cards_bilingual.xlsx", PERSON)
    assert len(readings) == answer_key["client_cards_bilingual.xlsx"]["people"]
    person = readings[1].row.values["person"]
    assert person["roles"][0]["role"] == "legal_representative"
    assert {fact["kind"] for fact in person["facts"]} >= {"education", "personality"}


def test_address_cards(cards_folder, answer_key):
    readings = _readings(cards_folder, "contacts.vcf")
    assert len(readings) == answer_key["contacts.vcf"]["cards"]
    assert all(reading.row.good for reading in readings.values())
    assert all(reading.row.values["people"] for reading in readings.values())


def test_the_registry_of_los_angeles(cards_folder):
    readings = _readings(cards_folder, "la_active_businesses.csv", country="US")
    assert len(readings) == 498
    assert all(reading.row.good for reading in readings.values())
    first = readings[1].row.values
    assert first["registered_on"] == "1991-01-01"
    assert first["industry"] == "P"
