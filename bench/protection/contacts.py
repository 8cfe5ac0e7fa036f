# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""What the lock of clients' contacts costs on Odoo's own list of contacts.

All contacts are clients. The lawyer sees a hundredth of them, the manager all; "lock
off" is the same list in the same database with the setting turned off.
"""

from bench.firm import QUICK, ROWS  # noqa: F401  (the size of this bench)
from bench.views import specification

FIRM = True
LIMITS = {"limit": 80, "count_limit": 10001}
SETTING = "law_firm_client.partner_lock"
SERVED = """
    INSERT INTO law_client_member (client_id, company_id, user_id, role, date_from)
    SELECT id, company_id, %s, 'handling', CURRENT_DATE
      FROM law_client WHERE company_id = %s AND id %% 100 = 0
        ON CONFLICT DO NOTHING
"""
ROWS_OF = """
    SELECT p.id, p.complete_name, p.email, p.phone, p.user_id, p.street, p.city,
           p.state_id, p.country_id
      FROM res_partner p WHERE p.active {mine} ORDER BY p.complete_name, p.id LIMIT 80
"""
MINE = """
    AND (p.law_lock_client_id IS NULL OR p.partner_share IS NOT TRUE
         OR p.law_lock_client_id = ANY(ARRAY(
            SELECT client_id FROM law_client_member WHERE user_id = %(user)s
               AND NOT COALESCE(revoked, FALSE) AND date_from <= CURRENT_DATE + 1
               AND (date_to IS NULL OR date_to >= CURRENT_DATE))))
"""


def ours(run):
    lawyer = run.people["lawyer"]
    run.env.cr.execute(SERVED, [lawyer.id, lawyer.company_id.id])
    run.env.cr.execute("ANALYZE law_client_member")
    setting = run.env["ir.config_parameter"]
    for who in ("lawyer", "manager"):
        for what, work in _screens(run.as_user(who)).items():
            for label, value in (("", "on"), (", lock off", "off")):
                setting.set_param(SETTING, value)
                run.ours(f"{what}, {who}{label}", work)
        setting.set_param(SETTING, "on")
        query = ROWS_OF.format(mine=MINE if who == "lawyer" else "")
        run.sql(f"first 80 contacts, {who}", query, user=run.people[who].id)


def stock(run):
    for who in ("lawyer", "manager"):
        for what, work in _screens(run.as_user(who)).items():
            run.stock(f"{what}, {who}", work)


def _screens(env):
    """Return what the user does in Odoo's own list, by its name."""
    Partner = env["res.partner"]
    columns = specification(env, "res.partner", "list")

    def listed(domain, **options):
        return lambda: Partner.web_search_read(domain, columns, **LIMITS, **options)

    return {
        "first 80 contacts": listed([]),
        "second page": listed([], offset=80),
        "contacts by a word": listed([("complete_name", "ilike", "Harbour")]),
        "choosing a contact": lambda: Partner.name_search("Harb", limit=8),
    }
