"""Where the names stand that a conflict check looks through."""

from dataclasses import dataclass

from odoo.tools import SQL

from ...tools.names import LINE_ENDS


@dataclass(frozen=True)
class Place:
    """One kind of record that carries names.

    Names of one kind do not hide those of another, however many there are. `names` is
    SQL for res_id, company, client, name and number, `{where}` in it for
    the choice of records; `partners` are its columns whose contact gives the name.
    """

    model: str
    table: str
    names: str
    key: str
    kind: str
    partners: tuple[str, ...] = ()


_PEER = "law_relation r JOIN res_partner p ON p.id = r."
SOURCES = {
    "client": Place(
        "law.client",
        "law_client",
        "SELECT c.id, c.company_id, c.id, p.name, p.company_registry FROM law_client c"
        " JOIN res_partner p ON p.id = c.partner_id WHERE {where}",
        "c.id",
        "client",
        ("partner_id",),
    ),
    "alias": Place(
        "law.client.alias",
        "law_client_alias",
        "SELECT a.id, c.company_id, c.id, a.name, NULL FROM law_client_alias a"
        " JOIN law_client c ON c.id = a.client_id WHERE {where}",
        "a.id",
        "client",
    ),
    "person": Place(
        "law.client.person",
        "law_client_person",
        "SELECT k.id, c.company_id, c.id, p.name, NULL FROM law_client_person k"
        " JOIN law_client c ON c.id = k.client_id"
        " JOIN res_partner p ON p.id = k.partner_id WHERE {where}",
        "k.id",
        "people",
        ("partner_id",),
    ),
    "contact": Place(
        "res.partner",
        "res_partner",
        "SELECT p.id, c.company_id, c.id, p.name, NULL FROM res_partner p"
        " JOIN law_client c ON c.partner_id = p.parent_id"
        " WHERE p.name IS NOT NULL AND NOT EXISTS (SELECT FROM law_client_person k"
        " WHERE k.partner_id = p.id AND k.client_id = c.id) AND {where}",
        "p.id",
        "people",
        ("id",),
    ),
    "relation": Place(
        "law.relation",
        "law_relation",
        "SELECT r.id, r.company_id, r.right_client_id, p.name, NULL"
        f" FROM {_PEER}left_id"
        " WHERE r.left_client_id IS NULL AND {where} UNION "
        "SELECT r.id, r.company_id, r.left_client_id, p.name, NULL"
        f" FROM {_PEER}right_id"
        " WHERE r.right_client_id IS NULL AND {where}",
        "r.id",
        "people",
        ("left_id", "right_id"),
    ),
    "party": Place(
        "law.engagement.party",
        "law_engagement_party",
        "SELECT t.id, e.company_id, e.client_id, n.name, t.registration_number"
        " FROM law_engagement_party t JOIN law_engagement e ON e.id = t.engagement_id,"
        " regexp_split_to_table(t.name || E'\\n' || COALESCE(t.other_names, ''),"
        f" '{LINE_ENDS}') AS n (name) WHERE {{where}}",
        "t.id",
        "party",
    ),
    "lead": Place(
        "crm.lead",
        "crm_lead",
        "SELECT l.id, COALESCE(l.company_id, u.company_id), NULL::int, n.name, NULL"
        " FROM crm_lead l JOIN res_users u ON u.id = COALESCE(l.user_id, l.create_uid)"
        " LEFT JOIN res_partner p ON p.id = l.partner_id,"
        " unnest(ARRAY[l.partner_name, l.contact_name, p.name]) AS n (name)"
        " WHERE n.name IS NOT NULL AND {where}",
        "l.id",
        "lead",
        ("partner_id",),
    ),
}

KINDS = {source: place.kind for source, place in SOURCES.items()}


def source_query(source, ids=None):
    """Return SQL for all names at one place, or for those of some records.

    The columns: res_id, firm_id, company_id, client_id, name, number.
    """
    place = SOURCES[source]
    parts = place.names.split("{where}")
    chosen = SQL("TRUE")
    if ids is not None:
        chosen = SQL("%s = ANY(%s)", SQL(place.key), list(ids))
    names = SQL("%s%s" * (len(parts) - 1) + "%s", *_between(parts, chosen))
    return SQL(
        "SELECT DISTINCT s.res_id, split_part(c.parent_path, '/', 1)::int AS firm_id,"
        " s.company_id, s.client_id, s.name, NULLIF(s.number, '') AS number FROM (%s)"
        " AS s (res_id, company_id, client_id, name, number)"
        " JOIN res_company c ON c.id = s.company_id WHERE trim(s.name) <> ''",
        names,
    )


def _between(parts, chosen):
    for part in parts[:-1]:
        yield SQL(part)
        yield chosen
    yield SQL(parts[-1])
