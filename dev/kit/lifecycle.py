"""The addon's life in a database: installed, upgraded, uninstalled without a trace."""

import re

from . import databases, odoo, paths, postgres, stage
from .console import Missing
from .pytest_gate import allowed_patterns

BAD = re.compile(r"^\S+ \S+ \d+ (WARNING|ERROR|CRITICAL) ")
# What of the addon could stay behind, each as a query that lists it by name.
TRACES = {
    "columns": """SELECT table_name || '.' || column_name
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "indexes": "SELECT indexname FROM pg_indexes WHERE schemaname = 'public'",
    "constraints": """SELECT conrelid::regclass || ' ' || conname FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace""",
    "sequences": "SELECT relname FROM pg_class WHERE relkind = 'S'",
    "functions": """SELECT p.oid::regprocedure::text FROM pg_proc p
        WHERE pronamespace = 'public'::regnamespace""",
    "triggers": """SELECT tgrelid::regclass || ' ' || tgname FROM pg_trigger
        WHERE NOT tgisinternal""",
    # Odoo's mixins name their part of each model in their own module's name, and
    # leave that name when the model goes, as with every addon.
    # Its list of addons keeps the bridges that it found on the path.
    "external ids": """SELECT module || '.' || name FROM ir_model_data
        WHERE module = 'law_firm_client'
        OR name !~ '^((model_inherit|selection)__law_|module_law_firm_client_)'""",
    "models": "SELECT model FROM ir_model",
    "fields": "SELECT model || '.' || name FROM ir_model_fields",
    "access rights": "SELECT id || ' ' || name FROM ir_model_access",
    "record rules": "SELECT id || ' ' || name FROM ir_rule",
    "groups": "SELECT id || ' ' || (name->>'en_US') FROM res_groups",
    "privileges": "SELECT id || ' ' || (name->>'en_US') FROM res_groups_privilege",
    "views": "SELECT id || ' ' || name FROM ir_ui_view",
    "menus": "SELECT id || ' ' || (name->>'en_US') FROM ir_ui_menu",
    "actions": "SELECT id || ' ' || (name->>'en_US') FROM ir_actions",
    "scheduled actions": "SELECT id || ' ' || cron_name FROM ir_cron",
    "number sequences": "SELECT id || ' ' || name FROM ir_sequence",
    "mail templates": "SELECT id || ' ' || (name->>'en_US') FROM mail_template",
    "mail subtypes": "SELECT id || ' ' || (name->>'en_US') FROM mail_message_subtype",
    "activity types": "SELECT id || ' ' || (name->>'en_US') FROM mail_activity_type",
    "settings": "SELECT key FROM ir_config_parameter",
    "asset rules": "SELECT id || ' ' || name FROM ir_asset",
    "paper formats": "SELECT id || ' ' || name FROM report_paperformat",
}
# What bridges bring, entered as they do, before they are taken out.
BROUGHT = """
client = env["law.client"].create({"name": "Harbour", "is_company": True})
engagement = env["law.engagement"].create({"name": "Sale", "client_id": client.id})
env["law.engagement.fee"].create({
    "engagement_id": engagement.id, "amount": 100, "booked": 250,
    "date": "2025-03-01", "source": "invoice", "note": "INV/1"})
env["law.client.standing"].create({
    "client_id": client.id, "kind": "credit", "rating": "4", "source": "invoices"})
env.cr.commit()
"""
LEFT = """SELECT f.date, f.amount, f.amount_company, f.note, e.fee_received, s.rating
    FROM law_engagement_fee f JOIN law_engagement e ON e.id = f.engagement_id
    JOIN law_client_standing s ON s.client_id = e.client_id"""
OWNED = """SELECT source FROM law_engagement_fee WHERE source = 'invoice'
    UNION ALL SELECT source FROM law_client_standing WHERE source = 'invoices'"""


def complaints(text):
    """Warnings and errors of an Odoo log that dev/log-allowed.txt does not name."""
    allowed = allowed_patterns()
    lines = [line for line in text.splitlines() if BAD.match(line)]
    return [line for line in lines if not any(p.search(line) for p in allowed)]


def _call(title, *arguments):
    """Run Odoo to its end; a warning in its log is a failure."""
    log = paths.LOGS / f"{title}.log"
    odoo.call(*arguments, log=log)
    found = complaints(log.read_text(errors="replace"))
    if found:
        text = "\n".join(found[:20])
        raise Missing(f"Odoo complains ({title}):\n{text}", f"See {log}.")


def _server(name, *arguments):
    common = ["-d", name, "--stop-after-init", "--no-http", "--max-cron-threads=0"]
    return [*arguments, *common]


def check_install():
    """A fresh database takes the addon with its demo data without a warning."""
    with databases.Clone(databases.base(demo=True), "check_install") as name:
        arguments = _server(name, "-i", paths.ADDON, "--with-demo")
        _call("check-install", *arguments)


def check_upgrade_and_uninstall():
    """An upgrade changes no external id; an uninstall leaves nothing behind."""
    base = databases.base()
    before = _traces(base)
    with databases.Clone(base, "check_life") as name:
        _call("check-install-bare", *_server(name, "-i", paths.ADDON))
        installed = _traces(name)
        _call("check-upgrade", *_server(name, "-u", paths.ADDON))
        _compare("Upgrade", installed, _traces(name), names_only=True)
        _call("check-uninstall", "module", "uninstall", "-d", name, paths.ADDON)
        _compare("Uninstall", before, _traces(name))


def check_bridges():
    """Without a bridge all that it brought stays, and nothing of itself."""
    names = [folder.name for folder in stage.bridges()]
    if not names:
        return
    with databases.Clone(databases.full(), "check_bridges") as name:
        databases.install(name, ",".join(names))
        odoo.shell(name, BROUGHT)
        brought = postgres.psql(LEFT, name)
        _call("check-bridges", "module", "uninstall", "-d", name, *names)
        if postgres.psql(LEFT, name) != brought:
            raise Missing("Amounts or dates that a bridge brought have changed.")
        kept = postgres.psql(OWNED, name)
        if kept:
            raise Missing(f"Left as a bridge's own after its end: {kept}")
        listed = ", ".join(f"'{bridge}'" for bridge in names)
        left = f"SELECT name FROM ir_model_data WHERE module IN ({listed})"
        if found := postgres.psql(left, name):
            raise Missing(f"The bridges left behind:\n{found}")
        _call("check-after-bridges", *_server(name, "-u", paths.ADDON))


def _traces(name):
    return {
        kind: set(postgres.psql(query, name).splitlines())
        for kind, query in TRACES.items()
    }


def _compare(title, before, after, *, names_only=False):
    """Raise Missing with what came or went between two looks at a database."""
    kinds = ["external ids", "columns", "indexes", "constraints"]
    found = []
    for kind in kinds if names_only else TRACES:
        found += [f"{kind}: + {item}" for item in sorted(after[kind] - before[kind])]
        found += [f"{kind}: - {item}" for item in sorted(before[kind] - after[kind])]
    if found:
        text = "\n".join(found[:40])
        raise Missing(f"{title} left a difference of {len(found)}:\n{text}")
