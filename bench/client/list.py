# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Opening the list: its first 80 rows with their count, and the panel at its side."""

from bench.firm import QUICK, ROWS  # noqa: F401  (the size of this bench)
from bench.views import specification

FIRM = True
LIMITS = {"limit": 80, "count_limit": 10001}
ROWS_OF = """
    SELECT c.id, c.code, p.name, c.state, c.priority, c.at_risk, k.name, i.name,
           p.city, p.phone, p.email, m.id, mp.name, l.id, lp.name, c.lawyer_count,
           c.last_contact_on, c.completeness, c.fit_score, c.verified_on,
           c.client_since, c.company_id
      FROM law_client c JOIN res_partner p ON p.id = c.partner_id
      LEFT JOIN res_partner_industry i ON i.id = p.industry_id
      LEFT JOIN law_client_reason k ON k.id = c.risk_reason_id
      LEFT JOIN res_users m ON m.id = c.manager_id
      LEFT JOIN res_partner mp ON mp.id = m.partner_id
      LEFT JOIN res_users l ON l.id = c.liaison_id
      LEFT JOIN res_partner lp ON lp.id = l.partner_id
     WHERE c.active AND c.company_id = %(company)s {mine}
     ORDER BY p.name, c.id LIMIT 80
"""
MINE = """
    AND c.id IN (SELECT client_id FROM law_client_member WHERE user_id = %(user)s
                    AND NOT COALESCE(revoked, FALSE) AND date_from <= CURRENT_DATE + 1
                    AND (date_to IS NULL OR date_to >= CURRENT_DATE))
"""
PANEL = """
    SELECT state, manager_id, count(*) FROM law_client
     WHERE active AND company_id = %(company)s GROUP BY 1, 2
"""
COUNTERS = {"enable_counters": True, "expand": True, "search_domain": []}


def ours(run):
    for who in ("manager", "lawyer"):
        env = run.as_user(who)
        Client, wanted = env["law.client"], specification(env, "law.client", "list")
        run.ours(
            f"first 80, {who}",
            lambda c=Client, w=wanted: c.web_search_read([], w, **LIMITS),
        )
        query = ROWS_OF.format(mine=MINE if who == "lawyer" else "")
        facts = {"company": env.company.id, "user": env.uid}
        run.sql(f"first 80, {who}", query, **facts)
    Client = run.as_user("manager")["law.client"]
    run.ours("panel at the side, manager", lambda: _panel(Client))
    run.sql("panel at the side, manager", PANEL, company=Client.env.company.id)


def stock(run):
    for who in ("manager", "lawyer"):
        env = run.as_user(who)
        Partner, wanted = env["res.partner"], specification(env, "res.partner", "list")
        run.stock(
            f"first 80, {who}",
            lambda p=Partner, w=wanted: p.web_search_read([], w, **LIMITS),
        )


def _panel(Client):
    Client.search_panel_select_range("state", **COUNTERS)
    Client.search_panel_select_multi_range("manager_id", **COUNTERS)
