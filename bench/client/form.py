# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Opening one card: all that the form shows, ten people on it.

The form of a contact is Odoo's nearest: its fields, and ten contact persons.
"""

from odoo import Command

from bench.firm import QUICK, ROWS  # noqa: F401  (the size of this bench)
from bench.views import specification

FIRM = True
PEOPLE = 10
CARD = """
    SELECT c.*, p.*, (SELECT json_agg(m) FROM law_client_member m
                       WHERE m.client_id = c.id),
           (SELECT json_agg(b) FROM law_client_block b WHERE b.client_id = c.id),
           (SELECT json_agg(q) FROM (SELECT k.*, kp.name FROM law_client_person k
              JOIN res_partner kp ON kp.id = k.partner_id WHERE k.client_id = c.id) q),
           (SELECT json_agg(o) FROM law_client_position o WHERE o.client_id = c.id)
      FROM law_client c JOIN res_partner p ON p.id = c.partner_id WHERE c.id = %(card)s
"""


def populate(run):
    """Return a client of the lawyer's, with people added."""
    membership = [("user_id", "=", run.people["lawyer"].id)]
    client = run.env["law.client.member"].search(membership, limit=1).client_id
    run.env["law.client.person"].create(
        [
            {
                "client_id": client.id,
                "name": f"Person {number}",
                "position_ids": [Command.create({"role": "director"})],
            }
            for number in range(PEOPLE)
        ]
    )
    return client


def ours(run):
    client = populate(run)
    for who in ("manager", "lawyer"):
        mine = client.with_env(run.as_user(who))
        wanted = specification(mine.env, "law.client", "form")
        run.ours(f"one card, {who}", lambda c=mine, w=wanted: c.web_read(w))
        run.sql(f"one card, {who}", CARD, card=client.id)


def stock(run):
    partner = run.env["res.partner"].search([("is_company", "=", True)], limit=1)
    people = [{"name": f"Person {n}", "parent_id": partner.id} for n in range(PEOPLE)]
    run.env["res.partner"].create(people)
    for who in ("manager", "lawyer"):
        mine = partner.with_env(run.as_user(who))
        wanted = specification(mine.env, "res.partner", "form")
        run.stock(f"one card, {who}", lambda p=mine, w=wanted: p.web_read(w))
