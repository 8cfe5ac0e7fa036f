# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""One row of a card file as the values of a client, or of a key person."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..names import fold, name_key
from ..registration import NUMBER_LENGTH, registration_key
from .cells import Cells, Options
from .industries import industry_section
from .people import FACT_KINDS, role_of
from .problems import ERROR, Problem

# Columns taken over as they are.
_TEXTS = ("ref", "vat", "street", "street2", "city", "state", "zip", "website")
_LONG_TEXTS = ("direction", "philosophy", "features", "cooperation_note")
_ALIASES = {"alias": "trade", "former_name": "former", "english_name": "english"}
_IN_PERSON = ("个人", "自然人", "individual", "natural person", "person", "private")
# 杭州市西湖路134号: the city, and where in it. 市场路 is no city.
_CITY_FIRST = re.compile(r"^([\u4e00-\u9fff]{2,4}?市)(?![场政民])\s*(\S.*)$")
_LEADERS = (
    ("legal_representative", "legal_representative"),
    ("owner", "owner"),
    ("operator", "executive"),
    ("contact", "contact"),
)


@dataclass
class ReadRow:
    """What a row says: values, the keys to find the same client by, the problems."""

    values: dict[str, object]
    keys: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Say whether the row may be imported."""
        return all(problem.severity != ERROR for problem in self.problems)


def read_card(cells: Mapping[str, str], options: Options) -> ReadRow:
    """Read the row of a client card."""
    row = Cells(cells, options)
    country = row.country()
    dialled = country or options.country
    values: dict[str, object] = {"name": row.short("name"), "country": country}
    if not values["name"]:
        row.report("no_name", "name")
    values |= {name: row.short(name) for name in _TEXTS}
    values |= {name: row.long_text(name) for name in _LONG_TEXTS}
    values |= _place(row, dialled, values)
    values |= _numbers(row, dialled)
    contacts = _contacts(row, dialled)
    values |= contacts | _industry(row)
    values["aliases"] = _aliases(row)
    values["is_company"] = _is_company(row, values)
    values["people"] = _leaders(row, dialled)
    values["note"] = _note(row, values)
    keys = {
        "name_key": name_key(str(values["name"])),
        "registration_key": str(values["registration_number"]),
        "phone_key": str(contacts["phone_key"]),
        "email_key": str(contacts["email"]).lower(),
    }
    return ReadRow(_filled(values), keys, row.problems)


def _filled(values: dict[str, object]) -> dict[str, object]:
    kept = ("name", "is_company")
    return {k: v for k, v in values.items() if k in kept or v not in ("", None, [])}


def _numbers(row: Cells, country: str) -> dict[str, object]:
    return {
        "registration_number": row.registration("registration_number", country),
        "registered_capital": row.amount("registered_capital"),
        "registered_on": row.date("registered_on"),
        "client_since": row.date("client_since"),
        "employee_count": row.number("employee_count"),
    }


def _contacts(row: Cells, country: str) -> dict[str, object]:
    """Return phone and e-mail of the client; further ones go into the note."""
    phones = [*row.phones("phone", country), *row.phones("mobile", country)]
    email, more = row.email("email")
    return {
        "phone": phones[0].text if phones else "",
        "phone_key": phones[0].key if phones else "",
        "email": email,
        "further": [phone.text for phone in phones[1:]] + more,
    }


def _industry(row: Cells) -> dict[str, object]:
    """Return the industry, of the firm's own list or as a section of ISIC."""
    text, code = row.short("industry"), row.short("industry_code")
    own = row.options.industries.get(fold(text))
    section = industry_section(text, code) if (text or code) and not own else ""
    if section is None:
        row.report("unknown_industry", "industry" if text else "industry_code")
    known = own or section
    return {
        "industry": section or "",
        "industry_id": own,
        "unknown_industry": "" if known else text or code,
    }


def _place(row: Cells, country: str, values: dict[str, object]) -> dict[str, object]:
    """Return city and street apart where a Chinese address names the city first."""
    found = _CITY_FIRST.match(str(values["street"]))
    if country != "CN" or values["city"] or values["state"] or not found:
        return {}
    return {"city": found[1], "street": found[2]}


def _aliases(row: Cells) -> list[dict[str, str]]:
    known = {fold(row.short("name"))}
    aliases = []
    for column, kind in _ALIASES.items():
        name = row.short(column)
        if name and fold(name) not in known:
            known.add(fold(name))
            aliases.append({"name": name, "kind": kind})
    return aliases


def _is_company(row: Cells, values: dict[str, object]) -> bool:
    kind = fold(row.short("client_type"))
    return not kind or not any(word in kind for word in _IN_PERSON)


def _leaders(row: Cells, country: str) -> list[dict[str, object]]:
    """Return the people of a card, each once, with all the roles it names."""
    people: dict[str, dict[str, object]] = {}
    for column, role in _LEADERS:
        for name, share in row.people(column):
            person = people.setdefault(fold(name), {"name": name, "roles": []})
            person["roles"].append({"role": role, "share": share})
    _add_contact_details(row, country, people)
    hobby = row.text("hobby")
    if hobby and people:
        first = next(iter(people.values()))
        first["facts"] = [{"kind": "hobby", "value": hobby}]
    return list(people.values())


def _add_contact_details(row: Cells, country: str, people: dict[str, dict]) -> None:
    """Give the contact person the details that the card tells of it."""
    phones = row.phones("contact_mobile", country)
    email, _more = row.email("contact_email")
    position = row.short("position")
    contact = people.get(fold(row.text("contact")))
    if contact is None:
        return
    if phones:
        contact["phone"] = phones[0].text
    if email:
        contact["email"] = email
    if position:
        contact["function"] = position
        named = role_of(position)
        if named != "other":
            contact["roles"] = [
                role
                for role in contact["roles"]
                if role["role"] not in ("contact", named)
            ] + [{"role": named, "share": 0.0}]


def _note(row: Cells, values: dict[str, object]) -> str:
    """Return the note of the card, with what has no field of its own."""
    lines = [row.long_text("note")]
    lines += [str(further) for further in values.pop("further")]
    if industry := values.pop("unknown_industry"):
        lines.append(f"{_heading(row, 'industry')}: {industry}")
    capital = row.raw("registered_capital")
    if capital and values["registered_capital"] is None:
        lines.append(f"{_heading(row, 'registered_capital')}: {capital}")
    if row.raw("hobby") and not values["people"]:
        lines.append(f"{_heading(row, 'hobby')}: {row.raw('hobby')}")
    return "\n".join(filter(None, lines))


def _heading(row: Cells, name: str) -> str:
    return row.options.headings.get(name, name)


def read_person(cells: Mapping[str, str], options: Options) -> ReadRow:
    """Read the row of a key person on a sheet of people."""
    row = Cells(cells, options)
    client, name = row.short("client_name"), row.short("person_name")
    number = row.plain("registration_number", NUMBER_LENGTH)
    if not client and not number:
        row.report("no_client", "client_name")
    if not name:
        row.report("no_person", "person_name")
    phones = [
        *row.phones("mobile", options.country),
        *row.phones("phone", options.country),
    ]
    email, _more = row.email("email")
    role = row.short("role")
    person = {
        "name": name,
        "roles": [{"role": role_of(role), "share": _share(row)}] if role else [],
        "function": role,
        "phone": phones[0].text if phones else "",
        "email": email,
        "facts": _facts(row),
    }
    keys = {
        "name_key": name_key(client),
        "registration_key": registration_key(number),
    }
    values = {"name": client, "is_company": True, "person": _filled(person)}
    return ReadRow(values, keys, row.problems)


def _share(row: Cells) -> float:
    text = row.plain("share").rstrip("%").strip()
    if not text:
        return 0.0
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if 0 < share <= 1 and "%" not in row.raw("share"):
        share *= 100
    if not 0 <= share <= 100:
        row.report("bad_number", "share")
        return 0.0
    return share


def _facts(row: Cells) -> list[dict[str, str]]:
    facts = []
    for column, kind in FACT_KINDS.items():
        value = row.date(column) if column == "birth_date" else row.long_text(column)
        if not value:
            continue
        labelled = column in ("gender", "birth_date")
        text = f"{_heading(row, column)}: {value}" if labelled else value
        facts.append({"kind": kind, "value": text})
    return facts
