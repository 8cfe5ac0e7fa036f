from datetime import timedelta

from odoo import SUPERUSER_ID, api, models
from odoo.tools import SQL

from .door import somebody_asks

# So many different records, refused within an hour, are no longer a wrong link.
MANY_REFUSED = 10
REFUSED = """
    SELECT COUNT(DISTINCT (log.model, record.id)), MIN(log.id)
      FROM law_access_log log
     CROSS JOIN LATERAL jsonb_array_elements_text(log.record_ids) record (id)
     WHERE log.user_number = %(user)s AND log.moment > %(hour)s
       AND log.action = 'refused'
"""


class LawAccessLog(models.Model):
    """What of a client somebody asked for by number, and was refused (S63).

    One refusal is a link that a colleague sent; many, one after the other, are somebody
    who tries numbers out, and the auditors are told at once.
    """

    _inherit = "law.access.log"

    @api.model
    def _note_refused(self, records, clients):
        """Write that the user was refused these records, of these clients."""
        if not somebody_asks() or self.env.su or not clients:
            return
        rows = [
            {
                **self._prepare_row(records, clients, company),
                "action": "refused",
                "query": "",
                "detail": "",
            }
            for company, records, clients in self._by_company(records, clients)
        ]
        written = self._commit_rows(rows)
        with self.env.registry.cursor() as cr:
            self._begin(cr)
            self._alert_of_refused(cr, rows, written)

    @api.model
    def _alert_of_refused(self, cr, rows, written):
        """Tell the auditors when these are many."""
        hour = rows[0]["moment"] - timedelta(hours=1)
        cr.execute(SQL(REFUSED, user=self.env.uid, hour=hour))
        many, first = cr.fetchone()
        if many < MANY_REFUSED:
            return
        env = api.Environment(cr, SUPERUSER_ID, {})
        for row, (number, _hash) in zip(rows, written, strict=True):
            env["law.access.alert"]._note_at_once(
                row, number, "refused", figure=many, first_row=first
            )
