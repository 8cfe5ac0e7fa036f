# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""What the lock of clients' contacts costs on Odoo's own list of contacts.

    dev/odoo shell -d demo --no-http < bench/locked_partner.py

A hundred thousand contacts, all of them clients, of which a lawyer sees a thousand;
then the same with half of them nobody's clients. The lock is turned off and on in
turn, so that both meet the same caches and the same neighbours on the machine.
BENCH_ROWS and BENCH_ROUNDS change the sizes. All of it happens in one transaction that
is rolled back.
"""

import os
import statistics
import time

from lxml import etree

ROWS = int(os.environ.get("BENCH_ROWS", "100000"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "15"))
SERVED = ROWS // 100
LOGINS = os.environ.get("BENCH_LOGINS", "lawyer manager").split()


def fill(env, company, lawyer):
    """Enter the contacts, their client cards, and the lawyer's thousand clients."""
    cr = env.cr
    cr.execute(
        """
        INSERT INTO res_partner
               (name, complete_name, email, phone, active, is_company, type,
                partner_share, company_id, create_date, write_date)
        SELECT name, name, 'bench' || n || '@example.com', '+86 21 ' || n, TRUE, TRUE,
               'contact', TRUE, %s, now(), now()
          FROM (SELECT n, 'Bench ' || md5(n::text) AS name
                  FROM generate_series(1, %s) n) AS invented
     RETURNING id
        """,
        [company.id, ROWS],
    )
    ids = [row[0] for row in cr.fetchall()]
    cr.execute(
        "UPDATE res_partner SET commercial_partner_id = id WHERE id = ANY(%s)", [ids]
    )
    cr.execute(
        """
        INSERT INTO law_client (partner_id, company_id, state, active, create_date)
        SELECT id, %s, 'active', TRUE, now() FROM unnest(%s) id
        """,
        [company.id, ids],
    )
    cr.execute(
        """
        INSERT INTO law_client_member
               (client_id, company_id, user_id, role, date_from, revoked)
        SELECT id, company_id, %s, 'handling', current_date, FALSE
          FROM law_client WHERE partner_id = ANY(%s) AND partner_id %% 100 = 0
        """,
        [lawyer.id, ids],
    )
    env.invalidate_all()
    return env["res.partner"].browse(ids)


def lock(env, partners):
    """Let the addon find out which contacts are locked, as at its installation."""
    start = time.perf_counter()
    partners._law_lock_anew()
    env.flush_all()
    seconds = time.perf_counter() - start
    print(f"locks of {len(partners)} contacts computed in {seconds:.1f} s", flush=True)


def stock_columns(Partner):
    """Return what the web client asks for to show Odoo's own list of contacts."""
    view = Partner.env.ref("base.view_partner_tree")
    views = Partner.get_views([(view.id, "list")])["views"]
    arch = etree.fromstring(views["list"]["arch"])
    columns = {node.get("name"): {} for node in arch.iter("field")}
    for name in columns:
        if Partner._fields[name].relational:
            columns[name] = {"fields": {"display_name": {}}}
    return columns


def screens(Partner):
    """Return what the user does, by its name."""
    columns = stock_columns(Partner)
    return {
        "list of 80, with count": lambda: Partner.web_search_read(
            [], columns, limit=80, count_limit=10001
        ),
        "second page": lambda: Partner.web_search_read(
            [], columns, limit=80, offset=80, count_limit=10001
        ),
        "ilike on the name": lambda: Partner.web_search_read(
            [("complete_name", "ilike", "abc")], columns, limit=80, count_limit=10001
        ),
        "name_search": lambda: Partner.name_search("abc", limit=8),
    }


def clock(env, work):
    """Return how long the work took with nothing read before, in milliseconds."""
    env.invalidate_all()
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def compare(env, user):
    """Print the median of each screen, with the lock off and on."""
    Partner = env["res.partner"].with_user(user).with_context(lang=user.lang)
    setting = env["ir.config_parameter"]
    seen = {}
    for label, work in screens(Partner).items():
        taken = {"off": [], "on": []}
        for _round in range(ROUNDS):
            for lock in ("off", "on"):
                setting.set_param("law_firm_client.partner_lock", lock)
                work()  # the caches are empty after the change
                taken[lock].append(clock(env, work))
                seen[lock] = Partner.search_count([])
        off, on = (statistics.median(taken[lock]) for lock in ("off", "on"))
        print(
            f"{user.login:<9}{label:<24}{off:>9.1f} ms {on:>9.1f} ms{on / off:>7.2f} x"
            f"   best {min(taken['off']):.1f} and {min(taken['on']):.1f} ms"
            f"   sees {seen['on']} of {seen['off']}",
            flush=True,
        )


def main(env):
    users = env["res.users"].search([("login", "in", LOGINS)], order="id")
    partners = fill(env, users[0].company_id, users[0])
    lock(env, partners)
    for share in ("all of them clients", "half of them clients"):
        print(f"\n{share:<33}{'lock off':>12}{'lock on':>12}", flush=True)
        env.cr.execute("ANALYZE res_partner, law_client, law_client_member")
        for user in users:
            compare(env, user)
        env.cr.execute(
            "UPDATE res_partner SET law_lock_client_id = NULL,"
            " law_lock_company_id = NULL WHERE id = ANY(%s) AND id %% 2 = 1",
            [partners.ids],
        )


try:
    main(env)  # noqa: F821  (given by the shell)
finally:
    env.cr.rollback()  # noqa: F821
