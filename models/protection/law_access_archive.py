import gzip
import hashlib
import json
import os
from datetime import datetime
from pathlib import Path

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.hash_chain import canonical
from . import access_log_tables

SETTING = "law_firm_client.access_log_months"


class LawAccessArchive(models.Model):
    """Old rows of the access log, moved as they are into a file that is sealed here.

    The file holds one row a line, with its hashes. Its own SHA-256 stands here and in
    a row of the log, so it is in the chain. It lies in a folder of the firm's choice
    and not in the database: it has the rows of all companies, which no single firm's
    auditor may see, and the database is to become smaller.
    """

    _name = "law.access.archive"
    _inherit = ["law.append.only"]
    _description = "Archive of the Access Log"
    _order = "first_number"

    name = fields.Char("File", required=True)
    first_number = fields.Integer("First Row", required=True, aggregator=None)
    last_number = fields.Integer("Last Row", required=True, aggregator=None)
    until = fields.Datetime("Rows Before", required=True)
    previous_hash = fields.Char("Hash Before", required=True)
    last_hash = fields.Char("Hash of the Last Row", required=True)
    sha256 = fields.Char("SHA-256 of the File", required=True)
    log_number = fields.Integer("Recorded in Row", required=True, aggregator=None)

    _first_number_uniq = models.Constraint(
        "UNIQUE(first_number)", "A row of the log is archived once."
    )

    def init(self):
        access_log_tables.seal(self.env.cr, self._table)

    # === ARCHIVE ===
    @api.model
    def _archive(self, folder, until=None):
        """Move the rows older than the firm keeps into a file in `folder`.

        :param until: the moment before which rows leave; by default what the setting
            says
        :return: the archive, empty if no row is so old
        :raises UserError: when the log is not whole, or nothing says how old is old
        """
        until = until or self._until()
        Log = self.env["law.access.log"]
        problems = Log._verify()
        if problems:
            raise UserError(
                self.env._(
                    "Nothing was archived: the log is not whole, and an archive would "
                    "hide it. Have this looked into first:\n%(problems)s",
                    problems="\n".join(problems),
                )
            )
        rows = self._old_rows(until)
        if not rows:
            return self.browse()
        first, last = rows[0], rows[-1]
        name = f"access-log-{self.env.cr.dbname}-{first['id']}-{last['id']}.jsonl.gz"
        values = {
            "name": name,
            "first_number": first["id"],
            "last_number": last["id"],
            "until": until,
            "previous_hash": first["previous_hash"],
            "last_hash": last["hash"],
            "sha256": self._write_file(Path(folder) / name, rows),
        }
        values["log_number"] = Log._record(
            "archive", Log, count=len(rows), detail=self._statement(values)
        )
        self._insert(values)
        self.env.cr.execute(
            SQL("DELETE FROM law_access_log WHERE id <= %s", values["last_number"])
        )
        return self.search([("first_number", "=", first["id"])])

    @api.model
    def _until(self):
        """Return the moment before which the firm's setting lets rows leave."""
        # sudo: the setting of the whole database, not of a user
        months = int(self.env["ir.config_parameter"].sudo().get_param(SETTING) or 0)
        if months < 1:
            raise UserError(
                self.env._(
                    "The setting says that the access log is kept for ever. Enter in "
                    "the settings after how many months its rows are archived, or give "
                    "a day."
                )
            )
        return fields.Datetime.now() - relativedelta(months=months)

    @api.model
    def _old_rows(self, until):
        """Return the rows from the first one on that are all older than `until`."""
        rows = []
        for row in self.env["law.access.log"]._rows_after(0):
            if row["moment"] >= until:
                break
            rows.append(row)
        return rows

    @api.model
    def _write_file(self, path, rows):
        """Write rows to a file, safely on disk, and return its SHA-256."""
        lines = "".join(f"{canonical(row)}\n" for row in rows)
        content = gzip.compress(lines.encode(), mtime=0)
        with open(path, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return hashlib.sha256(content).hexdigest()

    @api.model
    def _statement(self, values):
        """Return what the log's own row says of an archive."""
        names = ("name", "first_number", "last_number", "last_hash", "sha256")
        return canonical({name: values[name] for name in names})

    # === VERIFY ===
    @api.model
    def _verify_archives(self, walk, folder):
        """Walk over the archived rows: by their files, or by their seals alone."""
        for archive in self.search(Domain.TRUE, order="first_number"):
            follows = archive.first_number == walk.number + 1
            if not follows or archive.previous_hash != walk.hash:
                walk.problems.append(
                    self.env._(
                        "Archive %(name)s does not follow from what is before it.",
                        name=archive.name,
                    )
                )
            archive._verify_statement(walk)
            if folder:
                archive._verify_file(walk, Path(folder) / archive.name)
            walk.step(archive.last_number, archive.last_hash)

    def _verify_statement(self, walk):
        """Check the archive's seal against the row of the log that recorded it."""
        self.ensure_one()
        row = self.env["law.access.log"].browse(self.log_number).exists()
        if row and row.detail != self._statement(self):
            walk.problems.append(
                self.env._(
                    "Archive %(name)s is not what row %(row)s of the log says.",
                    name=self.name,
                    row=row.id,
                )
            )

    def _verify_file(self, walk, path):
        """Check the archive's file against its seal, and the rows in it."""
        self.ensure_one()
        content = path.read_bytes() if path.is_file() else b""
        if not content:
            walk.problems.append(
                self.env._(
                    "Archive %(name)s is not in the folder: put it back there.",
                    name=self.name,
                )
            )
            return
        if hashlib.sha256(content).hexdigest() != self.sha256:
            walk.problems.append(
                self.env._(
                    "Archive %(name)s is not the file that was sealed.", name=self.name
                )
            )
        self._verify_content(walk, content)

    def _verify_content(self, walk, content):
        """Check every row in the bytes of an archive's file."""
        Log = self.env["law.access.log"]
        try:
            for line in gzip.decompress(content).decode().splitlines():
                row = json.loads(line)
                row["moment"] = datetime.fromisoformat(row["moment"])
                Log._verify_row(walk, row)
        except (ValueError, KeyError, OSError, EOFError):
            walk.problems.append(
                self.env._("Archive %(name)s cannot be read.", name=self.name)
            )
