# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Grouping the list: the groups with their counts and averages."""

from bench.firm import QUICK, ROWS  # noqa: F401  (the size of this bench)

FIRM = True
SUMS = ["completeness:avg", "__count"]
OURS = {
    "by manager": "manager_id",
    "by month": "last_contact_on:month",
    "by city": "city",
}
STOCK = {"by manager": "user_id", "by month": "create_date:month", "by city": "city"}
BARE = {
    "by manager": "c.manager_id",
    "by month": "date_trunc('month', c.last_contact_on)",
    "by city": "p.city",
}
QUERY = """
    SELECT {key}, avg(c.completeness), count(*)
      FROM law_client c JOIN res_partner p ON p.id = c.partner_id
     WHERE c.active AND c.company_id = %(company)s GROUP BY 1 ORDER BY 1
"""


def ours(run):
    Client = run.as_user("manager")["law.client"]
    for what, group in OURS.items():
        run.ours(what, lambda g=group: Client.web_read_group([], [g], SUMS, limit=80))
        query = QUERY.format(key=BARE[what])
        run.sql(what, query, company=Client.env.company.id)


def stock(run):
    Partner = run.as_user("manager")["res.partner"]
    for what, group in STOCK.items():
        run.stock(
            what,
            lambda g=group: Partner.web_read_group([], [g], ["__count"], limit=80),
        )
