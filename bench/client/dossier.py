# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Rendering one dossier to HTML; making a PDF of it is wkhtmltopdf's time.

Odoo without accounting or sales has no document for a client. Its one report with
letter-head and tables, the overview of a model, stands beside it for a model of as many
pages. The bare query reads the card and what hangs on it.
"""

from bench.client.form import CARD, populate
from bench.firm import QUICK, ROWS  # noqa: F401  (the size of this bench)

FIRM = True
DOSSIER = "law_firm_client.report_client_dossier"
WHAT = "one document as HTML"


def ours(run):
    client = populate(run)
    for who in ("manager", "lawyer"):
        Report = run.as_user(who)["ir.actions.report"]
        run.ours(
            f"{WHAT}, {who}", lambda r=Report: r._render_qweb_html(DOSSIER, client.ids)
        )
        run.sql(f"{WHAT}, {who}", CARD, card=client.id)


def stock(run):
    model = run.env["ir.model"]._get("res.country")
    Report = run.env["ir.actions.report"]
    run.stock(
        f"{WHAT}, manager",
        lambda: Report._render_qweb_html("base.report_irmodeloverview", model.ids),
    )
