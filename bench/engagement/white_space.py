# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""What clients alike use and one does not: the list, its groups, and one card.

Beside it bare SQL that returns the same rows for everybody's eyes: no rights are asked,
and industry and size alone are compared, not the mix of services.
"""

from bench.firm import QUICK, ROWS  # noqa: F401  (the size of this bench)
from bench.views import specification

FIRM = True
SERVICES = 24
SIZES = ("micro", "small", "medium", "large")
# A client uses the services of one of six mixes, and here and there another one.
MIXES = """
    INSERT INTO law_client_law_service_rel (law_client_id, law_service_id)
    SELECT c.id, s.id
      FROM law_client c
      CROSS JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n
                    FROM law_service WHERE id = ANY(%s)) s
     WHERE s.n %% 6 = c.id %% 6 OR (c.id * 31 + s.n * 17) %% 29 = 0
        ON CONFLICT DO NOTHING
"""
SIZED = """
    UPDATE law_client SET state = 'active', size = (%s::text[])[1 + id %% 4]
     WHERE company_id = %s
"""
GAPS = """
    WITH client AS MATERIALIZED (
        SELECT c.id, c.size, p.industry_id,
               COUNT(*) OVER (PARTITION BY c.size, p.industry_id) AS alike
          FROM law_client c JOIN res_partner p ON p.id = c.partner_id
         WHERE c.active AND c.company_id = %(company)s AND p.industry_id IS NOT NULL
    ), common AS (
        SELECT c.size, c.industry_id, u.law_service_id AS service_id, COUNT(*) AS users
          FROM law_client_law_service_rel u JOIN client c ON c.id = u.law_client_id
         GROUP BY 1, 2, 3 HAVING COUNT(*) >= 3
    )
    SELECT c.id, k.service_id, 100.0 * k.users / (c.alike - 1) AS share
      FROM common k JOIN client c ON c.size = k.size AND c.industry_id = k.industry_id
     WHERE NOT EXISTS (SELECT FROM law_client_law_service_rel u
                        WHERE u.law_client_id = c.id
                          AND u.law_service_id = k.service_id)
"""
FIRST = GAPS + " ORDER BY share DESC, c.id LIMIT 80"
ONE = GAPS + " AND c.id = %(client)s ORDER BY share DESC"


def ours(run):
    _prepare(run)
    Gap = run.as_user("manager")["law.white.space"]
    columns = specification(Gap.env, Gap._name, "list")
    company = run.people["manager"].company_id.id
    run.ours(
        "first 80 gaps",
        lambda: Gap.web_search_read([], columns, limit=80, count_limit=10001),
    )
    run.sql("first 80 gaps", FIRST, company=company)
    client = Gap.env["law.client"].search([("company_id", "=", company)], limit=1)
    run.ours(
        "gaps of one client",
        lambda: Gap.web_search_read([("client_id", "=", client.id)], columns),
    )
    run.sql("gaps of one client", ONE, company=company, client=client.id)
    run.ours(
        "gaps by service",
        lambda: Gap.web_read_group([], ["service_id"], ["__count"], limit=80),
    )
    run.sql(
        "gaps by service",
        f"SELECT service_id, COUNT(*) FROM ({GAPS}) g GROUP BY 1",
        company=company,
    )
    run.env.cr.rollback()


def _prepare(run):
    """Give the clients sizes and services."""
    services = run.env["law.service"].create(
        [{"name": f"Bench service {number}"} for number in range(SERVICES)]
    )
    run.env.flush_all()
    cr, company = run.env.cr, run.people["manager"].company_id.id
    cr.execute(SIZED, [list(SIZES), company])
    cr.execute(MIXES, [services.ids])
    cr.execute("ANALYZE law_client, law_client_law_service_rel")
    run.env.invalidate_all()
