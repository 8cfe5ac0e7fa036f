import logging

from odoo import models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

from .law_client_import_writing import BATCH

_logger = logging.getLogger(__name__)


class LawClientImport(models.Model):
    _inherit = "law.client.import"

    def _publish(self):
        """Show all new clients and their people at once.

        SQL: a hundred thousand clients in one short transaction. Being archived is no
        condition of any value computed of them; the rights were checked on creating.
        """
        self.env.flush_all()
        mine = SQL(
            "SELECT client_id FROM law_client_import_row"
            " WHERE import_id = %s AND outcome = 'created'",
            self.id,
        )
        partners = SQL(
            "SELECT partner_id FROM law_client WHERE id IN (%(mine)s) UNION ALL"
            " SELECT partner_id FROM law_client_person WHERE client_id IN (%(mine)s)",
            mine=mine,
        )
        self.env.cr.execute(
            SQL("UPDATE res_partner SET active = TRUE WHERE id IN (%s)", partners)
        )
        self.env.cr.execute(
            SQL("UPDATE law_client SET active = TRUE WHERE id IN (%s)", mine)
        )
        self.env.cr.execute(
            SQL(
                "UPDATE law_client_person SET active = TRUE WHERE client_id IN (%s)",
                mine,
            )
        )
        self.env.invalidate_all()
        # From here on nothing is taken back.
        self._stamp({"phase": "updating"})

    def _finish_rows(self):
        """Mark what was left alone, and put the bad rows into a file."""
        rows = [("import_id", "=", self.id), ("outcome", "=", False)]
        Row = self.env["law.client.import.row"]
        Row.search([*rows, ("has_error", "=", True)])._note({"outcome": "left_out"})
        Row.search(rows)._note({"outcome": "skipped"})
        self._try_bad_file()

    def _leave_out_waiting(self):
        """Leave out the rows from which nothing was written, after a failure."""
        waiting = self.env["law.client.import.row"].search(self._domain_to_write())
        waiting._note({"outcome": "left_out"})
        self._finish_rows()

    def _try_bad_file(self):
        """Put the bad rows into a file; without one, the import is done all the same.

        The rows are listed one by one as well.
        """
        try:
            with self.env.cr.savepoint():
                self._write_bad_file()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception:
            _logger.exception("No file of the rows left out of import %s", self.id)
            message = self.env._(
                "The rows left out could not be put into a file. Open them here, and "
                "tell your administrator the number of this import: %(number)s.",
                number=self.id,
            )
            self._stamp({"message": message})

    def _steps_undoing(self):
        """Remove the clients that this run created and never published."""
        Row = self.env["law.client.import.row"]
        created = [("import_id", "=", self.id), ("outcome", "=", "created")]
        self._stamp({"progress_total": Row.search_count(created)})
        while rows := Row.search(created, limit=BATCH):
            self._unlink_unpublished(rows)
            yield len(rows)
        Row.search([("import_id", "=", self.id), ("outcome", "!=", False)])._note(
            {"outcome": False, "client_id": False}
        )

    def _unlink_unpublished(self, rows):
        """Remove the clients of these rows, unless somebody has come to know them."""
        self.check_access("write")
        # sudo: made by this import, never shown to anybody; its user is checked above
        clients = rows.sudo().client_id.filtered(
            lambda client: client.import_id == self and not client.active
        )
        people = clients.with_context(active_test=False).person_ids
        partners = clients.partner_id | people.partner_id
        rows._note({"outcome": False, "client_id": False})
        clients.unlink()
        partners.unlink()
