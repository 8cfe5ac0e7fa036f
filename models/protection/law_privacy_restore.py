import json

import psycopg2

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from ...tools.person_patterns import BLACK, any_of, blacken_all
from .law_privacy_search import TEXTS

PAPER = ("res_model", "res_id", "res_field", "name", "description", "public")


class LawPrivacyVault(models.Model):
    """Bringing back into use what was put away, when a restriction has ended."""

    _inherit = "law.privacy.vault"

    restored_on = fields.Datetime("Back in Use Since", readonly=True)
    restored_by_id = fields.Many2one(
        "res.users", "Brought Back by", readonly=True, ondelete="restrict"
    )

    def action_restore(self, reason=""):
        """Bring this piece back; only what is empty or blackened is filled.

        :raises AccessError: for whoever is no managing partner
        :raises UserError: without a reason, and for what the person wanted erased
        """
        self.ensure_one()
        if not self.env.user.has_group("law_firm_client.group_managing_partner"):
            raise AccessError(
                self.env._("Only a managing partner brings back what was put away.")
            )
        if self.request_id.kind != "restriction":
            raise UserError(
                self.env._(
                    "The person wanted this erased: it stays out of use until it goes."
                )
            )
        self._read_for(f"restore: {reason}" if (reason or "").strip() else "")
        piece = self.sudo()  # right, reason and walls were checked
        try:
            with self.env.cr.savepoint():
                piece._bring_back(piece.content)
        except psycopg2.IntegrityError as error:
            raise UserError(
                self.env._(
                    "%(piece)s hangs on something that is not there. Bring that back "
                    "first.",
                    piece=self.display_name,
                )
            ) from error
        now = fields.Datetime.now()
        piece.write(
            {
                "restored_on": now,
                "restored_by_id": self.env.uid,
                "content": False,
                "erased_on": now,
            }
        )

    def _bring_back(self, content):
        record = self.env[self.res_model].browse(self.res_id)
        if not record.exists():
            self._insert_rows(self.res_model, [content["row"]])
            for model, rows in content.items():
                if model in self.env:
                    self._insert_rows(model, rows)
        elif self.res_model == "ir.attachment":
            values = {name: content["row"][name] for name in PAPER}
            record.write(values)
        else:
            self._fill(record, content["row"])

    def _insert_rows(self, model, rows):
        """Insert rows under their own numbers, unless they are back already.

        SQL: the ORM would give them other numbers, and what names them would be lost.
        """
        records = self.env[model].browse(row["id"] for row in rows)
        new = [row for row in rows if row["id"] not in records.exists().ids]
        self.env.execute_query(
            SQL(
                "INSERT INTO %(table)s SELECT * FROM"
                " json_populate_recordset(NULL::%(table)s, %(rows)s::json)"
                " RETURNING id",
                table=SQL.identifier(records._table),
                rows=json.dumps(new),
            )
        )
        self.env.invalidate_all()
        names = [name for name, field in records._fields.items() if field.store]
        records.modified(names)
        self.env.flush_all()

    def _fill(self, record, row):
        """Put values back where nothing stands, or what the blackening left."""
        pattern = any_of(self.request_id._patterns().values())
        find = self.env["law.privacy.find"]
        [now] = find._rows_of(record)
        left = (None, "", f"{BLACK} {record.id}", f"erased-{record.id}")
        back = {
            name: value
            for name, value in row.items()
            if value
            and (field := record._fields.get(name))
            and (field.type in (*TEXTS, "date", "datetime") or name == "active")
            and (
                now[name] in left
                or (name == "active" and not now[name])
                or now[name] == blacken_all(pattern, value)
            )
            and now[name] != value
        }
        find._put(record, back)
