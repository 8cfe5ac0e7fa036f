"""Databases made once and cloned: Odoo alone, and Odoo with the addon.

A template's name carries a hash of all that went into it, so a stale one is never
used; older ones of the same kind are dropped.
"""

import hashlib
import os
import re

from . import odoo, paths, postgres, source, stage
from .console import lock, step

LANGUAGES = "zh_CN,en_US"
# Attachments live in the database: a clone has no file store to be copied.
# The addresses of Odoo's paid services lead nowhere: no test or demo calls outside.
PREPARE = f"""
INSERT INTO ir_config_parameter (key, value) VALUES
    ('ir_attachment.location', 'db'),
    ('iap.endpoint', '{odoo.NOWHERE}'),
    ('iap.partner_autocomplete.endpoint', '{odoo.NOWHERE}'),
    ('enrich.endpoint', '{odoo.NOWHERE}'),
    ('reveal.endpoint', '{odoo.NOWHERE}'),
    ('mail.default.from_filter', 'example.com')
ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value;
"""


# All files into the database, before the draft takes its final name.
STORE_IN_DATABASE = """
env["ir.attachment"].force_storage()
env.cr.commit()
"""
# The bundles of style sheets and scripts that pages, tours and reports ask for.
BUNDLES = """
qweb = env["ir.qweb"]
for name in ("web.assets_web", "web.assets_frontend", "web.assets_web_print",
             "web.report_assets_common", "web.report_assets_pdf"):
    qweb._get_asset_bundle(name, css=True, js=False).css()
for name in ("web.assets_web", "web.assets_frontend_minimal", "web.assets_tests",
             "web.assets_frontend_lazy", "web.__assets_tests_call__"):
    qweb._get_asset_bundle(name, css=False, js=True).js()
env.cr.commit()
"""
BUNDLE_COLUMNS = (
    "name, type, url, public, mimetype, db_datas, file_size, checksum, "
    "res_model, res_id, create_uid, write_uid, create_date, write_date"
)


def _hash(*parts):
    text = "\n".join(str(part) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def depends():
    """The addons that ours depends on."""
    manifest = (paths.STAGED_ADDON / "__manifest__.py").read_text()
    found = re.search(r'"depends":\s*\[(.*?)\]', manifest, re.DOTALL)
    return sorted(re.findall(r'"(\w+)"', found.group(1)))


def base(*, demo=False):
    """A template of Odoo with all that the addon depends on, in both languages."""
    release = (source.find().package / "release.py").read_text()
    kind = "demo" if demo else "bare"
    key = _hash(release, depends(), PREPARE, STORE_IN_DATABASE, LANGUAGES)
    name = postgres.database(f"base_{kind}_{key}")
    with lock(paths.LOCAL / f".base-{kind}.lock"):
        if not postgres.exists(name):
            with step(f"Installing Odoo's own modules ({kind}, once)"):
                _build_base(name, demo)
            _drop_others(f"base_{kind}_", name)
    return name


def _build_base(name, demo):
    draft = f"{name}_new"
    postgres.create(draft)
    flags = ["--with-demo"] if demo else []
    install(draft, "base", *flags)
    postgres.psql(PREPARE, draft)
    odoo.shell(draft, STORE_IN_DATABASE)
    install(draft, ",".join(depends()), f"--load-language={LANGUAGES}", *flags)
    postgres.rename(draft, name)


def full(*, demo=False):
    """A template with the addon installed as it is now in the checkout."""
    origin = base(demo=demo)
    kind = "demo" if demo else "bare"
    name = postgres.database(
        f"full_{kind}_{_hash(origin, BUNDLES, stage.fingerprint())}"
    )
    with lock(paths.LOCAL / f".full-{kind}.lock"):
        if not postgres.exists(name):
            with step(f"Installing {paths.ADDON} ({kind})"):
                draft = f"{name}_new"
                postgres.clone(origin, draft)
                install(draft, paths.ADDON, *(["--with-demo"] if demo else []))
                _bundles(draft)
                postgres.rename(draft, name)
            _drop_others(f"full_{kind}_", name)
    return name


def _bundles(name):
    """Make the bundles, or take unchanged ones over from an older template."""
    for older in _names(postgres.database("full_")):
        if not older.endswith("_new"):
            rows = "FROM ir_attachment WHERE url LIKE '/web/assets/%'"
            query = f"SELECT {BUNDLE_COLUMNS} {rows}"
            target = f"ir_attachment ({BUNDLE_COLUMNS})"
            postgres.copy(older, query, name, target)
            break
    odoo.shell(name, BUNDLES)


class Clone:
    """A database of one command, dropped at its end."""

    def __init__(self, template, name):
        self.template = template
        self.name = postgres.database(f"{name}_{os.getpid()}")

    def __enter__(self):
        postgres.clone(self.template, self.name)
        return self.name

    def __exit__(self, *exception):
        postgres.drop(self.name)


def install(name, modules, *flags):
    """Install modules; Odoo's log goes to .local/logs."""
    log = paths.LOGS / f"install-{name}.log"
    arguments = ["-d", name, "-i", modules, *flags, "--stop-after-init", "--no-http"]
    odoo.call(*arguments, "--max-cron-threads=0", log=log)


def update(name):
    """Bring the addon in a database up to the checkout's state."""
    arguments = ["-d", name, "-u", paths.ADDON, "--stop-after-init", "--no-http"]
    log = paths.LOGS / f"update-{name}.log"
    odoo.call(*arguments, "--max-cron-threads=0", log=log)


def _drop_others(prefix, keep):
    for name in _names(postgres.database(prefix)):
        if name != keep:
            postgres.drop(name)


def _names(prefix):
    """The databases whose names start so."""
    sql = f"SELECT datname FROM pg_database WHERE starts_with(datname, '{prefix}')"
    return postgres.psql(sql).split()
