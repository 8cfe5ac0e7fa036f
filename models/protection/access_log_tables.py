"""The tables of the access log: what the ORM cannot say.

A row must be writable whatever the reader's own transaction holds, so the table has no
foreign key: it would wait for users and companies that this transaction has locked or
has not committed. Its key is the row's number in the chain, without gaps.
"""

from odoo.tools import SQL

START = "0" * 64

_LOG = """
CREATE TABLE IF NOT EXISTS law_access_log (
    id integer PRIMARY KEY,
    moment timestamp NOT NULL,
    user_number integer NOT NULL,
    user_login varchar NOT NULL,
    user_name varchar NOT NULL,
    role varchar,
    company_id integer,
    action varchar NOT NULL,
    model varchar,
    record_ids jsonb,
    record_count integer NOT NULL,
    client_ids jsonb,
    client_names text,
    query text,
    detail text,
    ip_address varchar,
    session_mark varchar,
    path varchar,
    previous_hash varchar NOT NULL,
    hash varchar NOT NULL
);
CREATE INDEX IF NOT EXISTS law_access_log_moment_idx
    ON law_access_log (company_id, moment);
CREATE INDEX IF NOT EXISTS law_access_log_amount_idx
    ON law_access_log (user_number, moment) INCLUDE (action, record_count);
DROP INDEX IF EXISTS law_access_log_reader_idx;
"""
_HEAD = """
CREATE TABLE IF NOT EXISTS law_access_log_head (
    id integer PRIMARY KEY CHECK (id = 1),
    number integer NOT NULL,
    previous_hash varchar NOT NULL,
    hash varchar NOT NULL
);
INSERT INTO law_access_log_head VALUES (1, 0, %(start)s, %(start)s)
    ON CONFLICT DO NOTHING;
"""
_NAME = """
CREATE TABLE IF NOT EXISTS law_access_name (
    user_number integer NOT NULL,
    model varchar NOT NULL,
    record_id integer NOT NULL,
    PRIMARY KEY (user_number, model, record_id)
);
"""
_GUARD = """
CREATE OR REPLACE FUNCTION law_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused.', TG_TABLE_NAME, TG_OP;
END $$;
CREATE OR REPLACE FUNCTION law_access_log_leave() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM law_access_archive WHERE OLD.id <= last_number
    ) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% is append-only: % is refused.', TG_TABLE_NAME, TG_OP
        USING HINT = 'Old rows leave the log by: odoo law_log archive';
END $$;
CREATE OR REPLACE FUNCTION law_access_log_head_forward() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number = OLD.number + 1 AND NEW.previous_hash = OLD.hash THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The head of the access log only goes forward, row by row.';
END $$;
"""
_TRIGGERS = """
CREATE OR REPLACE TRIGGER law_append_only BEFORE UPDATE ON law_access_log
    FOR EACH ROW EXECUTE FUNCTION law_append_only();
CREATE OR REPLACE TRIGGER law_append_only_leave BEFORE DELETE ON law_access_log
    FOR EACH ROW EXECUTE FUNCTION law_access_log_leave();
CREATE OR REPLACE TRIGGER law_append_only_all BEFORE TRUNCATE ON law_access_log
    FOR EACH STATEMENT EXECUTE FUNCTION law_append_only();
CREATE OR REPLACE TRIGGER law_append_only BEFORE UPDATE ON law_access_log_head
    FOR EACH ROW EXECUTE FUNCTION law_access_log_head_forward();
CREATE OR REPLACE TRIGGER law_append_only_all
    BEFORE DELETE OR TRUNCATE ON law_access_log_head
    FOR EACH STATEMENT EXECUTE FUNCTION law_append_only();
"""


_SEALED = """
CREATE OR REPLACE TRIGGER law_append_only BEFORE UPDATE OR DELETE ON %(table)s
    FOR EACH ROW EXECUTE FUNCTION law_append_only();
CREATE OR REPLACE TRIGGER law_append_only_all BEFORE TRUNCATE ON %(table)s
    FOR EACH STATEMENT EXECUTE FUNCTION law_append_only();
"""


def create(cr):
    """Make the tables and what guards them, where they are not there yet."""
    cr.execute(SQL(_LOG))
    cr.execute(SQL(_HEAD, start=START))
    cr.execute(SQL(_NAME))
    cr.execute(SQL(_GUARD.replace("%", "%%")))
    cr.execute(SQL(_TRIGGERS))


def seal(cr, table):
    """Let PostgreSQL refuse every change of a table's rows, and their removal."""
    cr.execute(SQL(_SEALED, table=SQL.identifier(table)))


def drop(cr):
    """Remove what Odoo does not remove itself when the addon goes."""
    cr.execute(
        SQL(
            """
            DROP TABLE IF EXISTS law_access_log_head;
            DROP TABLE IF EXISTS law_access_name;
            DROP FUNCTION IF EXISTS law_append_only() CASCADE;
            DROP FUNCTION IF EXISTS law_access_log_leave() CASCADE;
            DROP FUNCTION IF EXISTS law_access_log_head_forward() CASCADE;
            """
        )
    )
