import json
from datetime import datetime, timedelta, timezone

from psycopg2.extensions import TRANSACTION_STATUS_IDLE

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ...tools.hash_chain import digest
from ...tools.marks import mark_of
from .door import said_in_request, way_in
from .law_access_log import ROLES

NAMES_LIMIT = 100
TEXT_LIMIT = 20_000
ONE_OPENING = timedelta(minutes=1)
# Where the transaction keeps the mark of the last file, for whoever writes the file.
MARK = "law_firm_client.mark"
JSON = ("record_ids", "client_ids")
COLUMNS = (
    "moment",
    "user_number",
    "user_login",
    "user_name",
    "role",
    "company_id",
    "action",
    "model",
    "record_ids",
    "record_count",
    "client_ids",
    "client_names",
    "query",
    "detail",
    "ip_address",
    "session_mark",
    "path",
)

APPEND = """
    WITH earlier AS (
        SELECT id FROM law_access_log
        WHERE %(once)s AND user_number = %(user)s AND moment > %(since)s
          AND action = %(action)s AND model = %(model)s
          AND session_mark = %(session)s
          AND (%(detail)s = ''
               OR detail = %(detail)s AND client_ids = %(clients)s::jsonb)
          AND record_ids = %(records)s::jsonb
        ORDER BY id DESC LIMIT 1
    ), head AS (
        UPDATE law_access_log_head
        SET number = number + 1,
            previous_hash = hash,
            hash = encode(sha256(convert_to(
                hash || ':' || (number + 1) || ':' || %(digest)s, 'UTF8'
            )), 'hex')
        WHERE id = 1 AND NOT EXISTS (SELECT FROM earlier)
        RETURNING number, previous_hash, hash
    ), written AS (
        INSERT INTO law_access_log (id, previous_hash, hash, %(columns)s)
        SELECT number, previous_hash, hash, %(values)s FROM head
        RETURNING id
    )
    SELECT written.id, head.hash FROM written, head
    UNION ALL
    SELECT log.id, log.hash FROM earlier JOIN law_access_log log USING (id)
"""


class LawAccessLog(models.Model):
    _inherit = "law.access.log"

    @api.model
    def _record(
        self, action, records, *, count=None, clients=None, query="", detail=""
    ):
        """Write who does what with these records now, and return the row's number.

        The row is committed in a cursor of its own when this returns: it stays when the
        caller's transaction fails, and it is written on the primary database when the
        caller reads from a replica. If it cannot be written this raises, so that
        nothing is answered that is not in the log.

        Records of several companies make one row for each, so that no firm's auditor
        sees names of another's clients; the first row's number is returned.

        :param action: a key of ACTIONS
        :param records: what is read; an empty recordset says which model only
        :param count: the number of records, when `records` are not all of them
        :param clients: the clients concerned, when `records` do not tell
        :param query: what was asked for (`str` of a domain, groups ...)
        :param detail: fields, file, purpose: anything else worth knowing
        """
        self._check_action(action)
        if clients is None and hasattr(records, "_logged_clients"):
            clients = records._logged_clients()
        clients = (clients or self.env["law.client"]).sudo()
        rows = [
            {
                **self._prepare_row(records, clients, company),
                "action": action,
                "query": (query or "")[:TEXT_LIMIT],
                "detail": (detail or "")[:TEXT_LIMIT],
                **({} if count is None else {"record_count": count}),
            }
            for company, records, clients in self._by_company(records, clients)
        ]
        said = said_in_request()
        contents = [digest({**row, "moment": None}) for row in rows]
        if not said.keys() >= set(contents):
            said.update(zip(contents, self._commit_rows(rows), strict=True))
        number, row_hash = said[contents[0]]
        if action in ("export", "print"):
            self.env.cr.cache[MARK] = mark_of(number, row_hash)
        return number

    @api.model
    def _commit_rows(self, rows):
        """Write rows in a transaction of their own.

        :return: number and hash of each
        :raises AccessError: when the reader has read more than the limit by them
        """
        limits = self._limits_that_hold(rows)
        if self.env.cr.readonly:
            # Nothing to lose, and no snapshot to keep open while the row is written.
            self.env.cr.rollback()
        with self.env.registry.cursor() as cr:
            self._begin(cr)
            too_much = limits and self._too_much(cr, rows, *limits)
            if too_much:
                said = "limit: {} {}".format(*too_much)
                rows = [{**row, "action": "stopped", "query": said} for row in rows]
            written = [self._append(cr, row) for row in rows]
            if too_much:
                self._alert_auditors(cr, rows, written)
        if too_much:
            raise AccessError(self._stopped_text(rows, *too_much))
        return written

    @api.model
    def _check_action(self, action):
        actions = self._fields["action"].get_values(self.env)
        if action not in actions:
            raise ValueError(f"{action!r} is no action of the access log: {actions}")

    @api.model
    def _by_company(self, records, clients):
        """Return [(company, its records, its clients)], never empty."""
        records = records.sudo()
        companies = clients.company_id
        if not companies and "company_id" in records:
            companies = records.company_id
        if len(companies) <= 1:
            return [(companies or self.env.company, records, clients)]
        return [self._part_of(company, records, clients) for company in companies]

    @api.model
    def _part_of(self, company, records, clients):
        """Return (company, its records, its clients)."""

        def is_its(record):
            logged = hasattr(record, "_logged_clients")
            told = record._logged_clients().sudo() if logged else clients
            return company in told.company_id

        its_clients = clients.filtered(lambda client: client.company_id == company)
        return company, records.filtered(is_its), its_clients

    @api.model
    def _prepare_row(self, records, clients, company):
        """Return who reads which records, when and by which way in."""
        user = self.env.user
        return {
            "moment": self._now(),
            "user_number": user.id,
            "user_login": user.login or "",
            "user_name": user.name or "",
            "role": self._role(user),
            "company_id": company.id,
            "model": records._name,
            "record_ids": list(records.ids),
            "record_count": len(records),
            "client_ids": list(clients.ids),
            "client_names": self._names(clients),
            **way_in(),
        }

    @api.model
    def _now(self):
        """Return the moment in UTC with microseconds."""
        return datetime.now(timezone.utc).replace(tzinfo=None)

    @api.model
    def _role(self, user):
        """Return the user's highest role in the firm, or None."""
        for role, _label in ROLES:
            if user.has_group(f"law_firm_client.group_{role}"):
                return role
        return None

    @api.model
    def _names(self, clients):
        """Return the clients' names, of long lists the first ones."""
        names = [client.name or "" for client in clients[:NAMES_LIMIT]]
        if len(clients) > NAMES_LIMIT:
            names.append(f"… +{len(clients) - NAMES_LIMIT}")
        return " · ".join(names)

    @api.model
    def _begin(self, cr):
        """Let the log's own transaction see the last row of whoever wrote before it.

        In Odoo's usual isolation two writers at once would be an error for one. A
        cursor that shares the caller's transaction, as in tests, stays as it is.
        """
        if cr.connection.get_transaction_status() == TRANSACTION_STATUS_IDLE:
            cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
            cr.execute("SET LOCAL lock_timeout = '20s'")

    @api.model
    def _append(self, cr, row):
        """Write one row at the end of the chain and return its number and hash.

        One statement: the row of the head is locked while the new hash is made from
        it, so writers queue there and nowhere else. Opening the same fields of the same
        record again in the same session within a minute is the same opening (the screen
        reloads what it shows), and has one row.
        """
        once = row["action"] in ("open", "file", "refused") and bool(row["path"])
        cr.execute(
            SQL(
                APPEND,
                once=once,
                user=row["user_number"],
                since=row["moment"] - ONE_OPENING,
                action=row["action"],
                model=row["model"],
                session=row["session_mark"],
                detail=row["detail"],
                records=json.dumps(row["record_ids"]),
                clients=json.dumps(row["client_ids"]),
                digest=digest(row),
                columns=SQL(", ").join(SQL.identifier(name) for name in row),
                values=SQL(", ").join(
                    SQL("%s::jsonb", json.dumps(value)) if name in JSON else value
                    for name, value in row.items()
                ),
            )
        )
        return cr.fetchone()
