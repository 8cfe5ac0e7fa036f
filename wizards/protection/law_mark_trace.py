import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.protection.kinds import kind_name
from ...models.protection.pdf_marks import find_pdf_mark
from ...tools.marks import HASH_LENGTH, find_mark, read_mark


class LawMarkTrace(models.TransientModel):
    """From a mark, or a file that has one, to who took it, when and what (S62).

    For the auditor, who sees the row itself too, and for managing partners, who learn
    about this one file.
    """

    _name = "law.mark.trace"
    _description = "Trace a Mark"

    mark = fields.Char(help="As it stands in the file: LAW-123-0a1b2c3d4e5f.")
    file = fields.Binary("Or the File", attachment=False)
    filename = fields.Char()
    found = fields.Boolean(readonly=True)
    row_number = fields.Integer("Row of the Log", readonly=True)
    moment = fields.Datetime("When", readonly=True)
    user_name = fields.Char("Taken By", readonly=True)
    user_login = fields.Char("Login", readonly=True)
    what = fields.Char(readonly=True)
    record_count = fields.Integer("Number of Records", readonly=True)
    client_names = fields.Char("Clients", readonly=True)
    purpose = fields.Text(readonly=True)
    detail = fields.Text("Fields or Paper", readonly=True)

    def action_trace(self):
        """Look up the row of the log that the mark names.

        :raises UserError: when there is no mark, or it names no row
        """
        self.ensure_one()
        number, start = self._mark()
        # sudo: a managing partner does not read the log, but may trace a file; rows of
        # the companies that the user works in only
        row = (
            self.env["law.access.log"]
            .sudo()
            .search(
                [("id", "=", number), ("company_id", "in", self.env.companies.ids)],
            )
        )
        if not row:
            raise UserError(self._text_of_missing(number))
        if row.hash[:HASH_LENGTH] != start:
            raise UserError(
                self.env._(
                    "The log has a row %(number)s, but it is not the one of this mark: "
                    "the mark was changed or made up.",
                    number=number,
                )
            )
        self.write(self._prepare_found_values(row))
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Trace a Mark"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [[False, "form"]],
            "target": "new",
        }

    def _mark(self):
        """Return number and start of the hash, from the text or the file."""
        if (self.mark or "").strip():
            found = read_mark(self.mark)
        elif self.file:
            content = base64.b64decode(self.file)
            is_pdf = content.startswith(b"%PDF")
            found = is_pdf and find_pdf_mark(content) or find_mark(content)
            found = found or read_mark(self.filename)
        else:
            raise UserError(self.env._("Paste a mark, or choose a file."))
        if not found:
            raise UserError(
                self.env._(
                    "There is no mark here. It looks like LAW-123-0a1b2c3d4e5f; in a "
                    "workbook it is on the last sheet, in a CSV in the last heading, "
                    "on paper at the foot of the page."
                )
            )
        return found

    def _text_of_missing(self, number):
        """Say where a row is that the log does not have."""
        archive = (
            self.env["law.access.archive"]
            .sudo()  # its name only
            .search([("first_number", "<=", number), ("last_number", ">=", number)])
        )
        if archive:
            return self.env._(
                "Row %(number)s is old and lies in the archive %(file)s.",
                number=number,
                file=archive[:1].name,
            )
        return self.env._(
            "The log has no row %(number)s of your firm: the mark was made up, or is "
            "of another database.",
            number=number,
        )

    @api.model
    def _prepare_found_values(self, row):
        actions = dict(row._fields["action"]._description_selection(self.env))
        kind = kind_name(self.env, row.model)
        clients, hidden = self._clients_shown(row)
        return {
            "found": True,
            "row_number": row.id,
            "moment": row.moment,
            "user_name": row.user_name,
            "user_login": row.user_login,
            "what": self.env._(
                "%(action)s: %(kind)s", action=actions[row.action], kind=kind
            ),
            "record_count": row.record_count,
            "client_names": clients,
            "purpose": not hidden and row.query,
            "detail": not hidden and self._labels(row),
        }

    @api.model
    def _labels(self, row):
        """Return what a row tells of fields in the words of the screen."""
        shown = self.env[row.model].fields_get(attributes=["string"])
        names = [name.split("/")[0].strip() for name in (row.detail or "").split(",")]
        return ", ".join(
            shown[name]["string"] if name in shown else name for name in names
        )

    @api.model
    def _clients_shown(self, row):
        """Return the clients' names for the reader, and whether a wall hides some.

        The auditor reads the log as it is; a managing partner may be behind a wall.
        """
        if self.env.user.has_group("law_firm_client.group_auditor"):
            return row.client_names, False
        clients = self.env["law.client"].browse(row.client_ids or ()).exists()
        seen = clients._filtered_access("read")
        names = seen.mapped("name")
        if seen != clients:
            names.append(self.env._("a restricted matter"))
        return " · ".join(names), seen != clients
