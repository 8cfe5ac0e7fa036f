import logging
import time

import psycopg2

from odoo import api, fields, models
from odoo.exceptions import UserError

from .law_client_import import RUNNING

# How long one run of the job may read; Odoo stops a worker after 60 s of its time.
READING_SECONDS = 40

_logger = logging.getLogger(__name__)


class LawClientImport(models.Model):
    _inherit = "law.client.import"

    @api.model
    def _cron_work(self):
        """Go on with every import that has work to do, batch by batch.

        Each batch is committed with the mark of how far it went, so that a killed
        server goes on where it was, and no row is taken twice.
        """
        Cron = self.env["ir.cron"]
        running = self.search([("state", "in", RUNNING)], order="id")
        if running and not Cron._commit_progress(remaining=len(running)):
            return  # the time of the job is up: the next worker takes over, refreshed
        for record in running:
            if not record._work_in_batches():
                return
        Cron._commit_progress(remaining=0)

    def _work_in_batches(self):
        """Work until all is done or the time of this run is up.

        :return: whether there is time left for another import
        """
        start = time.monotonic()
        try:
            worker = self._as_its_worker()._quietly()
            for done in worker._steps():
                worker._stamp({"progress_done": worker.progress_done + done})
                left = max(worker.progress_total - worker.progress_done, 1)
                seconds = self.env["ir.cron"]._commit_progress(done, remaining=left)
                if worker.phase == "reading":
                    # A long file is opened anew by each run: few long runs, then.
                    seconds = max(seconds, start + READING_SECONDS - time.monotonic())
                if seconds <= 0:
                    return False
        except psycopg2.OperationalError:
            raise  # a conflict with another transaction: the job is tried again
        except Exception as error:
            self.env.cr.rollback()
            self.with_context(lang=self.user_id.lang)._fail(error)
        self.env["ir.cron"]._commit_progress(1, remaining=1)
        return True

    def _as_its_worker(self):
        """Return the import with the rights that its present work is done by.

        What is entered is entered by the user. What was never shown is taken back by
        the system, whatever became of the user meanwhile.
        """
        return self if self.state == "undoing" else self._as_its_user()

    def _as_its_user(self):
        """Return the import with the rights of whoever started it, and no others.

        :raises UserError: when nobody is left who answers for it
        """
        user = self.user_id
        if user._is_superuser() or not user.active:
            raise UserError(
                self.env._(
                    "%(user)s cannot import any more. Another client manager has to "
                    "choose the file again in a new import.",
                    user=user.name,
                )
            )
        return self.with_user(user).with_context(
            allowed_company_ids=self.company_id.ids,
            lang=self.user_id.lang,
            tz=self.user_id.tz,
        )

    def _quietly(self):
        """Return the import in a context without tracking, mails and followers."""
        return self.with_context(
            tracking_disable=True,
            mail_create_nolog=True,
            mail_create_nosubscribe=True,
            mail_auto_subscribe_no_notify=True,
            law_source="import",
            law_origin=f"law.client.import,{self.id}",
        )

    def _work_at_once(self):
        """Do the work of a short file within the request, all or nothing."""
        for done in self._quietly()._steps():
            self._stamp({"progress_done": self.progress_done + done})

    def _steps(self):
        """Do the work of the present state; yield the rows done after each batch."""
        if self.state == "checking":
            yield from self._phase("reading", self._steps_reading())
            yield from self._phase("comparing", self._steps_comparing())
            self._finish("report")
        elif self.state == "importing":
            yield from self._steps_importing()
            self._finish("done")
        elif self.state == "undoing":
            yield from self._phase("undoing", self._steps_undoing())
            self._finish("report" if self.row_ids else "columns")

    def _phase(self, name, steps):
        """Do one part of the work; after an interruption, go on with it."""
        if self.phase != name:
            self._stamp({"phase": name, "progress_done": 0, "progress_total": 0})
        yield from steps

    def _finish(self, state):
        self._stamp(
            {"state": state, "phase": False, "finished_on": fields.Datetime.now()}
        )

    def _fail(self, error):
        """Go back to where the user can act, and say what went wrong."""
        if isinstance(error, UserError):
            message = str(error)
        else:
            _logger.exception("The import of client cards %s failed", self.id)
            message = self.env._(
                "The import stopped by an error of the program; nothing of the file "
                "was imported. Tell your administrator its number: %(number)s.",
                number=self.id,
            )
        if self.state == "importing":
            self._stamp({"state": "undoing", "message": message, "phase": False})
        else:
            self._forget_rows()
            self._stamp({"state": "columns", "message": message, "phase": False})
