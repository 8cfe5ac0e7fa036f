# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Measuring every card anew, as the nightly job does.

Odoo has no such measure. What it does when a stored value is computed anew stands
beside it: one value of as many contacts, where a card has five blocks of four values.
The bare query finds the gaps and adds them up, and stores nothing.
"""

from odoo.fields import Domain
from odoo.tools import SQL

from bench.firm import QUICK, ROWS  # noqa: F401  (the size of this bench)

FIRM = True
WHAT = "all cards"


def ours(run):
    Client = run.env["law.client"]
    run.ours(WHAT, Client._cron_measure_cards, repeat=False)
    items = run.env["law.profile.item"].search([])
    gaps = SQL(
        "SELECT g.client_id, i.block, sum(i.weight), count(*) FROM (%s) g"
        " JOIN law_profile_item i ON i.id = g.item_id GROUP BY 1, 2",
        items._missing_sql(Domain("id", ">", 0)),
    )
    run.limit(WHAT, lambda: run.env.execute_query(gaps), repeat=False)


def stock(run):
    Partner = run.env["res.partner"]

    def work():
        partners = Partner.search([("company_registry", "like", "HRB ")])
        run.env.add_to_compute(Partner._fields["complete_name"], partners)
        partners.flush_recordset()

    run.stock(WHAT, work, repeat=False)
