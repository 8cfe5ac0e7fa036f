# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Typing a name into a field: the first eight that match."""

from bench.client.list import MINE
from bench.firm import QUICK, ROWS  # noqa: F401  (the size of this bench)

FIRM = True
TERMS = {
    "English word": "orchid granite",
    "English, one client": "{english}",
    "Chinese, four characters": "{chinese}",
    "Chinese, two characters": "{two}",
    "Chinese, one character": "鹤",
    "nothing found": "zzqqx",
}
MATCHES = """
    SELECT c.id, p.name FROM law_client c JOIN res_partner p ON p.id = c.partner_id
     WHERE c.active AND c.company_id = %(company)s {mine}
       AND (p.name ILIKE %(term)s OR c.code ILIKE %(term)s
            OR p.company_registry ILIKE %(term)s
            OR c.id IN (SELECT client_id FROM law_client_alias
                         WHERE name ILIKE %(term)s))
     ORDER BY p.name, c.id LIMIT 8
"""
SAMPLES = """
    SELECT name FROM res_partner
     WHERE {kind} AND company_registry LIKE 'HRB %%' ORDER BY id DESC LIMIT 1
"""


def ours(run):
    for who in ("manager", "lawyer"):
        env = run.as_user(who)
        query = MATCHES.format(mine=MINE if who == "lawyer" else "")
        facts = {"company": env.company.id, "user": env.uid}
        for what, term in _terms(run):
            Client = env["law.client"]
            label = f"{what}, {who}"
            run.ours(label, lambda c=Client, t=term: c.name_search(t, limit=8))
            run.sql(label, query, term=f"%{term}%", **facts)


def stock(run):
    for who in ("manager", "lawyer"):
        Partner = run.as_user(who)["res.partner"]
        for what, term in _terms(run):
            run.stock(
                f"{what}, {who}", lambda p=Partner, t=term: p.name_search(t, limit=8)
            )


def _terms(run):
    """Yield what is typed, out of names that both databases have."""
    names = {}
    for kind, condition in (("english", "name ~ '^[A-Z]'"), ("chinese", "name > '一'")):
        run.env.cr.execute(SAMPLES.format(kind=condition))
        names[kind] = run.env.cr.fetchone()[0]
    chinese = names["chinese"][2:6]
    names |= {"chinese": chinese, "two": chinese[:2]}
    for what, term in TERMS.items():
        yield what, term.format(**names)
