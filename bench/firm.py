# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""A large firm, made in seconds: one client by the ORM, its rows copied by SQL."""

import csv
import io
import random

from odoo import Command

from bench.cards import company_names

ROWS, QUICK = 100_000, 5_000
TEAMS = 30  # of the lawyer who measures
ENGLISH = "Harbour Silver Northern Summit Orchid Granite Falcon Meadow Cedar".split()
TRADES = "Trading Shipping Textiles Robotics Pharma Foods Energy Logistics".split()
CITIES = "北京 上海 深圳 London Hamburg Singapore".split()
COLUMNS = (
    "number int, code text, name text, registry text, email text, phone text, "
    "city text, state text, industry_id int, manager_id int, liaison_id int, "
    "handling_id int, name_key text, search_text text, search_pairs text"
).split(", ")
# What differs from client to client; all else is as on the client copied.
PARTNER = {
    "id": "r.partner_id",
    "commercial_partner_id": "r.partner_id",
    "name": "r.name",
    "complete_name": "r.name",
    "company_registry": "r.registry",
    "email": "r.email",
    "email_normalized": "r.email",
    "phone": "r.phone",
    "phone_sanitized": "r.phone",
    "city": "r.city",
    "industry_id": "r.industry_id",
}
CLIENT = {
    "id": "r.client_id",
    "partner_id": "r.partner_id",
    "code": "r.code",
    "name_key": "r.name_key",
    "search_text": "r.search_text",
    "search_pairs": "r.search_pairs",
    "registration_key": "r.registry",
    "state": "r.state",
    "manager_id": "r.manager_id",
    "liaison_id": "r.liaison_id",
    "last_contact_on": "CURRENT_DATE - r.number % 700",
}


def hire(env):
    """Create who measures, and colleagues, and return them by name."""
    ours = "law.client" in env
    roles = {"lawyer": ["base.group_user"]}
    roles["manager"] = ["base.group_user", "base.group_partner_manager"]
    if ours:
        roles = {"lawyer": ["law_firm_client.group_lawyer"]}
        roles["manager"] = ["law_firm_client.group_client_manager"]
    names = {"manager": "manager", "lawyer": "lawyer"}
    if ours:
        names |= {f"manager{n}": "manager" for n in range(4)}
        names |= {f"lawyer{n}": "lawyer" for n in range(20)}
    users = env["res.users"].with_context(no_reset_password=True)
    made = users.create(
        [
            {
                "name": name.capitalize(),
                "login": f"bench_{name}",
                "group_ids": [Command.link(env.ref(name).id) for name in roles[role]],
            }
            for name, role in names.items()
        ]
    )
    return dict(zip(names, made, strict=True))


def fill(env, people, rows):
    """Add as many clients as told; without the addon, as many contacts."""
    ours = "law.client" in env
    pattern = _pattern(env, people) if ours else _contact(env)
    env.flush_all()
    _names_table(env, people, rows)
    _trust(env)
    partner = pattern.partner_id if ours else pattern
    _copy(env, "res_partner", f"t.id = {partner.id}", PARTNER)
    if ours:
        _copy_clients(env, pattern)
    env.cr.commit()
    if ours:
        _join_teams(env, people["lawyer"])
    env.cr.commit()
    _tidy(env)
    env.invalidate_all()


def _tidy(env):
    """Let PostgreSQL clear away what filling left, and count, as it does by itself."""
    with env.registry.cursor() as cr:
        cr._cnx.autocommit = True
        cr.execute("VACUUM ANALYZE")


def _card(name):
    return {
        "name": name,
        "is_company": True,
        "street": "1 Harbour Road",
        "city": "London",
        "phone": "+86 138 0000 0000",
        "email": "pattern@example.com",
        "company_registry": "HRB 0",
    }


def _contact(env):
    """Create the contact from which all others are copied."""
    return env["res.partner"].create({**_card("Pattern"), "company_id": env.company.id})


def _pattern(env, people):
    """Create the client from which all others are copied."""
    client = env["law.client"].with_context(tracking_disable=True)
    client = client.create(
        {
            **_card("Pattern"),
            "client_since": "2015-03-01",
            "last_contact_on": "2020-03-01",
            "industry_id": env["res.partner.industry"].search([], limit=1).id,
        }
    )
    env["law.client.member"].create(
        [
            {"client_id": client.id, "user_id": people[name].id, "role": role}
            for name, role in (
                ("manager0", "manager"),
                ("lawyer0", "liaison"),
                ("lawyer1", "handling"),
            )
        ]
    )
    return client


def _names_table(env, people, rows):
    """Make a table of this session with what differs from client to client."""
    cr = env.cr
    cr.execute(f"CREATE TEMP TABLE bench_row ({', '.join(COLUMNS)})")
    text = io.StringIO()
    csv.writer(text).writerows(_rows(env, people, rows))
    text.seek(0)
    cr._obj.copy_expert("COPY bench_row FROM STDIN CSV", text)
    for name in ("partner", "client") if "law.client" in env else ("partner",):
        table = {"partner": "res_partner", "client": "law_client"}[name]
        cr.execute(
            f"ALTER TABLE bench_row ADD {name}_id int DEFAULT nextval('{table}_id_seq')"
        )


def _rows(env, people, rows):
    chance = random.Random(3)
    industries = env["res.partner.industry"].search([]).ids
    managers = [u.id for n, u in people.items() if n.startswith("manager")]
    lawyers = [u.id for n, u in people.items() if n.startswith("lawyer") and n[6:]]
    chinese, folded = company_names(chance), _folding(env)
    for number in range(rows):
        name = next(chinese)
        if number % 3 == 0:
            words = [*chance.sample(ENGLISH, 2), chance.choice(TRADES)]
            name = f"{' '.join(words)} {number} Ltd"
        staff = chance.choice(managers), *chance.sample(lawyers or [0, 0], 2)
        state = chance.choice(["active"] * 6 + ["prospect", "dormant", "former"])
        yield (
            *(number, f"B{number}", name, f"HRB {number}", f"b{number}@example.com"),
            *(f"+86138{number:08d}", chance.choice(CITIES), state),
            *(chance.choice(industries), *staff),
            *folded(name, f"B{number}", f"HRB {number}"),
        )


def _folding(env):
    """Return what makes the columns that are computed from names."""
    if "law.client" not in env:
        return lambda *names: (None, None, None)
    from odoo.addons.law_firm_client.tools.names import name_key
    from odoo.addons.law_firm_client.tools.searching import pairs, search_text

    def folded(name, *numbers):
        text = search_text([name, *numbers])
        return name_key(name), text, " ".join(pairs(text))

    return folded


# === COPYING ===


def _trust(env):
    """Where PostgreSQL lets us, do not check each reference of each copy."""
    env.cr.execute("SELECT current_setting('is_superuser')")
    if env.cr.fetchone()[0] == "on":
        env.cr.execute("SET LOCAL session_replication_role = replica")


def _copy(env, table, where, values):
    """Copy the rows of a table that meet the condition, once for each new client."""
    env.cr.execute(
        "SELECT column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = %s",
        [table],
    )
    columns = [name for (name,) in env.cr.fetchall()]
    values = {"id": f"nextval('{table}_id_seq')", **values}
    select = ", ".join(values.get(name, f"t.{name}") for name in columns)
    env.cr.execute(
        f"INSERT INTO {table} ({', '.join(columns)})"
        f" SELECT {select} FROM bench_row r, {table} t WHERE {where}"
    )


def _copy_clients(env, pattern):
    """Copy the card, its lock, its team, its blocks, and what is missing on each."""
    _copy(env, "law_client", f"t.id = {pattern.id}", CLIENT)
    env.cr.execute(
        "UPDATE res_partner SET law_lock_client_id = r.client_id,"
        " law_lock_company_id = %s FROM bench_row r"
        " WHERE res_partner.id = r.partner_id",
        [pattern.company_id.id],
    )
    of_client = f"t.client_id = {pattern.id}"
    user = "CASE t.role WHEN 'manager' THEN r.manager_id"
    user += " WHEN 'liaison' THEN r.liaison_id ELSE r.handling_id END"
    values = {"client_id": "r.client_id", "user_id": user}
    _copy(env, "law_client_member", of_client, values)
    values = {"client_id": "r.client_id", "manager_id": "r.manager_id"}
    _copy(env, "law_client_block", of_client, {**values, "state": "r.state"})
    missing = env["law.client.block"]._fields["missing_item_ids"]
    env.cr.execute(
        f"INSERT INTO {missing.relation} ({missing.column1}, {missing.column2})"
        f" SELECT b.id, m.{missing.column2} FROM bench_row r"
        "  JOIN law_client_block b ON b.client_id = r.client_id"
        f" JOIN law_client_block t ON t.block = b.block AND {of_client}"
        f" JOIN {missing.relation} m ON m.{missing.column1} = t.id"
    )


def _join_teams(env, user):
    """Put the lawyer on some teams, spread over the whole list."""
    env.cr.execute(
        "SELECT client_id FROM bench_row ORDER BY md5(number::text) LIMIT %s", [TEAMS]
    )
    env["law.client.member"].create(
        [{"client_id": key, "user_id": user.id} for (key,) in env.cr.fetchall()]
    )
