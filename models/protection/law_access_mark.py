import logging

from odoo import api, fields, models
from odoo.fields import Domain

from ...tools.hash_chain import digest, link
from . import access_log_tables

_logger = logging.getLogger(__name__)


class LawAccessMark(models.Model):
    """The access log as it stood on one day: its last number and that row's hash.

    The marks are chained themselves, and each is written into the server's own log
    file as well, out of reach of whoever can change the database. So somebody who
    rewrites the whole chain from some row on has the marks, and the files, against him.
    """

    _name = "law.access.mark"
    _inherit = ["law.append.only"]
    _description = "Daily Mark of the Access Log"
    _order = "day desc"
    _rec_name = "day"

    day = fields.Date(required=True)
    number = fields.Integer("Rows", required=True, aggregator=None)
    log_hash = fields.Char("Hash of the Last Row", required=True)
    previous_hash = fields.Char("Mark Before", required=True)
    hash = fields.Char(required=True)

    _day_uniq = models.Constraint("UNIQUE(day)", "There is one mark a day.")

    def init(self):
        access_log_tables.seal(self.env.cr, self._table)

    @api.model
    def _cron_mark(self):
        """Write today's mark, unless there is one."""
        day = fields.Date.today()
        last = self.search(Domain.TRUE, order="day desc", limit=1)
        if last.day == day:
            return
        number, log_hash = self.env["law.access.log"]._head()
        values = {"day": day, "number": number, "log_hash": log_hash}
        values["previous_hash"] = last.hash or access_log_tables.START
        values["hash"] = self._seal(values)
        self._insert(values)
        _logger.info("Access log on %s: %s:%s", day, number, log_hash)

    @api.model
    def _seal(self, values):
        """Return the hash of a mark with these values."""
        contents = digest({"day": values["day"], "log_hash": values["log_hash"]})
        return link(values["previous_hash"], values["number"], contents)

    @api.model
    def _verify_marks(self, walk):
        """Check the marks, and the log's rows by their account."""
        previous = access_log_tables.START
        for mark in self.search(Domain.TRUE, order="day"):
            if mark.previous_hash != previous or self._seal(mark) != mark.hash:
                walk.problems.append(
                    self.env._(
                        "The mark of %(day)s was changed, or one before it was taken "
                        "out.",
                        day=mark.day,
                    )
                )
            self.env["law.access.log"]._verify_noted(
                walk, mark.number, mark.log_hash, mark.day
            )
            previous = mark.hash
