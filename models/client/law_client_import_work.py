import logging
import time

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from .law_client_import import RUNNING
from .law_client_provenance import Origin

# How long one run of the job may read; Odoo stops a worker after 60 s of its time.
READING_SECONDS = 40

_logger = logging.getLogger(__name__)


class LawClientImport(models.Model):
    _inherit = "law.client.import"

    @api.model
    def _cron_work(self):
        """Go on with every import that has work to do, batch by batch.

        Each batch is committed with the mark of how far it went, so that a killed
        server goes on where it was, and no row is taken twice. The import that nobody
        worked on for longest comes first: none keeps the others waiting for ever.
        """
        Cron = self.env["ir.cron"]
        work = [("state", "in", RUNNING)]
        running = self.search(work, order="write_date, id")
        if running and not Cron._commit_progress(remaining=len(running)):
            return  # the time of the job is up: the next worker takes over, refreshed
        for record in running:
            if not record._work_in_batches():
                return
        Cron._commit_progress(remaining=self.search_count(work))

    def _work_in_batches(self):
        """Work until all is done or the time of this run is up.

        :return: whether there is time left for another import
        """
        try:
            return self._work_or_fail()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            # Somebody else was at the same records: the next run tries it again.
            self.env.cr.rollback()
            return True

    def _work_or_fail(self):
        start, state = time.monotonic(), self.state
        try:
            worker = self._as_its_worker()._quietly()
            worker = worker.with_context(law_import_batches=True)
            for done in worker._steps():
                worker._stamp({"progress_done": worker.progress_done + done})
                left = max(worker.progress_total - worker.progress_done, 1)
                seconds = self.env["ir.cron"]._commit_progress(done, remaining=left)
                worker.invalidate_recordset(["state"])
                if worker.state != state:
                    return True  # somebody stopped it since the last batch
                if worker.phase == "reading":
                    # A long file is opened anew by each run: few long runs, then.
                    seconds = max(seconds, start + READING_SECONDS - time.monotonic())
                if seconds <= 0:
                    return False
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
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
            law_origin=Origin(self._name, self.id),
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
        if not isinstance(error, UserError):
            _logger.exception("The import of client cards %s failed", self.id)
        if self.state == "importing" and self.phase == "updating":
            self._leave_out_waiting()
            self._stamp({"message": self._text_of_failure_after_publishing(error)})
            self._finish("done")
        elif self.state == "importing":
            message = self._text_of_failure(error)
            self._stamp({"state": "undoing", "message": message, "phase": False})
        else:
            self._forget_rows()
            message = self._text_of_failure(error)
            self._stamp({"state": "columns", "message": message, "phase": False})

    def _text_of_failure(self, error):
        if isinstance(error, UserError):
            return str(error)
        return self.env._(
            "The import stopped by an error of the program; nothing of the file "
            "was imported. Tell your administrator its number: %(number)s.",
            number=self.id,
        )

    def _text_of_failure_after_publishing(self, error):
        if isinstance(error, UserError):
            return self.env._(
                "The new clients are in. The rows that were to complete other clients "
                "are left out: %(reason)s",
                reason=error,
            )
        return self.env._(
            "The new clients are in. Then the import stopped by an error of the "
            "program, and the rows that were to complete other clients are left out. "
            "Tell your administrator its number: %(number)s.",
            number=self.id,
        )
