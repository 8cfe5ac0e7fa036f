from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .account_move import MONEY_JOURNALS
from .law_engagement_fee import ACCOUNTING

BATCH = 1000
MONTHS = 24
# Days late, weighted by amount: up to so many earn the rating.
LIMITS = ((1, "5"), (7, "4"), (30, "3"), (60, "2"))
WORST = "1"


class Payments(NamedTuple):
    """How a client paid what was due, in the company's currency."""

    paid: float = 0.0
    on_time: float = 0.0
    late_days: float = 0.0  # amount times days
    overdue: float = 0.0
    overdue_days: float = 0.0  # amount times days
    overdue_count: int = 0

    @property
    def known(self):
        return bool(self.paid or self.overdue_count)

    @property
    def average(self):
        """Days late on average of what was paid, weighted by amount."""
        return self.late_days / self.paid if self.paid else 0.0

    @property
    def judged(self):
        """Days late on average, with what is overdue as late as it is by now."""
        total = self.paid + self.overdue
        return (self.late_days + self.overdue_days) / total if total else 0.0

    @property
    def rating(self):
        found = (rating for days, rating in LIMITS if self.judged <= days)
        return next(found, WORST)


class LawClient(models.Model):
    """How the client pays: from the due days of its invoices and its payments (S24).

    All invoices to the client and its contacts count, whatever they bill. The standing
    and the line on the card say days and numbers and no amounts: they are read by
    whoever sees the client.
    """

    _inherit = "law.client"

    payment_behaviour = fields.Char(
        compute="_compute_payment_behaviour",
        help="Days late are weighted by amount, over the last 24 months.",
    )
    on_time_share = fields.Float(
        "Paid on Time (%)",
        compute="_compute_payment_behaviour",
        aggregator=None,
        groups=ACCOUNTING,
    )
    overdue_amount = fields.Monetary(
        compute="_compute_payment_behaviour",
        aggregator=None,
        groups=ACCOUNTING,
        help="What should have been paid by today, with tax.",
    )

    @api.depends("standing_ids")
    @api.depends_context("lang")
    def _compute_payment_behaviour(self):
        payments = self._origin._payments()
        for client in self:
            paid = payments.get(client._origin.id, Payments())
            client.payment_behaviour = paid.known and self._in_words(paid)
            client.overdue_amount = paid.overdue
            client.on_time_share = 100 * paid.on_time / paid.paid if paid.paid else 0.0

    @api.model
    def _in_words(self, paid):
        """Say how a client pays in a line."""
        days = round(paid.average)
        parts = []
        if not paid.paid:
            parts.append(self.env._("nothing paid so far"))
        elif days:
            parts.append(self.env._("pays %(days)s days late on average", days=days))
        else:
            parts.append(self.env._("pays on time"))
        if paid.overdue_count == 1:
            parts.append(self.env._("1 invoice overdue"))
        elif paid.overdue_count:
            count = paid.overdue_count
            parts.append(self.env._("%(count)s invoices overdue", count=count))
        if len(parts) == 1:
            return parts[0]
        how, open_ones = parts
        return self.env._("%(how)s; %(open)s", how=how, open=open_ones)

    # === FIGURES ===

    def _payments(self):
        """Return {id: Payments} of these clients that were invoiced, in two queries."""
        if not self:
            return {}
        for model in ("account.move", "account.move.line", "account.partial.reconcile"):
            self.env[model].flush_model()
        self.flush_model(["partner_id", "company_id"])
        today = fields.Date.context_today(self)
        start = fields.Date.subtract(today, months=MONTHS)
        found = {}
        for query in (self._sql_paid(start), self._sql_overdue(today)):
            for row in self.env.execute_query_dict(query):
                values = {key: row[key] for key in row if key != "id"}
                found.setdefault(row["id"], {}).update(values)
        return {number: Payments(**values) for number, values in found.items()}

    def _sql_due(self):
        """Return SQL for what these clients owe or owed: one row an instalment.

        By SQL: dates and amounts of all clients meet in the database, at once. What a
        company owes is not told of its people who are clients themselves.
        """
        return SQL(
            """
            SELECT client.id, line.id AS line_id, move.id AS move_id,
                   line.date_maturity, line.amount_residual
              FROM law_client client
              JOIN res_partner partner ON partner.id = client.partner_id
              JOIN account_move move
                ON move.commercial_partner_id = partner.commercial_partner_id
               AND move.company_id = client.company_id
               AND (partner.id = partner.commercial_partner_id
                    OR partner.id = move.partner_id)
              JOIN account_move_line line ON line.move_id = move.id
             WHERE client.id = ANY(%s) AND move.state = 'posted'
               AND move.move_type IN ('out_invoice', 'out_receipt')
               AND line.display_type = 'payment_term'
               AND line.date_maturity IS NOT NULL
            """,
            self.ids,
        )

    def _sql_paid(self, start):
        return SQL(
            """
            SELECT due.id, SUM(part.amount)::float AS paid,
                   SUM(CASE WHEN credit.date <= due.date_maturity
                            THEN part.amount ELSE 0 END)::float AS on_time,
                   SUM(part.amount * GREATEST(credit.date - due.date_maturity, 0)
                   )::float AS late_days
              FROM (%(due)s) due
              JOIN account_partial_reconcile part ON part.debit_move_id = due.line_id
              JOIN account_move_line credit ON credit.id = part.credit_move_id
              JOIN account_move move ON move.id = credit.move_id
              JOIN account_journal journal ON journal.id = move.journal_id
             WHERE credit.date >= %(start)s AND move.state = 'posted'
               AND (move.origin_payment_id IS NOT NULL
                    OR move.statement_line_id IS NOT NULL
                    OR journal.type = ANY(%(money)s))
             GROUP BY due.id
            """,
            due=self._sql_due(),
            start=start,
            money=list(MONEY_JOURNALS),
        )

    def _sql_overdue(self, today):
        return SQL(
            """
            SELECT due.id, SUM(due.amount_residual)::float AS overdue,
                   SUM(due.amount_residual * (%(today)s - due.date_maturity)
                   )::float AS overdue_days,
                   COUNT(DISTINCT due.move_id) AS overdue_count
              FROM (%(due)s) due
             WHERE due.amount_residual > 0 AND due.date_maturity < %(today)s
             GROUP BY due.id
            """,
            due=self._sql_due(),
            today=today,
        )

    # === STANDING ===

    def action_rate_credit(self):
        """Judge the credit of these clients by how they pay (button)."""
        self.check_access("write")
        self.env["law.client.standing"].check_access("create")
        if not self._rate_credit():
            message = self.env._("Nothing has changed in how this client pays.")
        else:
            message = self.env._("The credit standing was brought up to date.")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "message": message,
                "next": {"type": "ir.actions.client", "tag": "soft_reload"},
            },
        }

    @api.model
    def _cron_rate_credit(self):
        """Judge the credit of all clients, some at a time."""
        Client = self.sudo()  # the job judges the clients of all companies
        last, remaining = 0, Client.search_count([])
        while True:
            clients = Client.search([("id", ">", last)], order="id", limit=BATCH)
            if not clients:
                break
            clients._rate_credit()
            last = clients[-1].id
            remaining = max(remaining - len(clients), 0)
            done = len(clients)
            if not self.env["ir.cron"]._commit_progress(done, remaining=remaining):
                break

    def _rate_credit(self):
        """Add a credit standing where how a client pays earns another than the last.

        :return: the standings added
        """
        payments = {n: p for n, p in self._payments().items() if p.known}
        # sudo: the system judges, nobody else enters this source
        Standing = self.env["law.client.standing"].sudo()
        latest = {}
        for standing in Standing.search(
            Domain("client_id", "in", list(payments))
            & Domain("kind", "=", "credit")
            & Domain("source", "=", "invoices")
        ):  # in the order of days, the latest first
            latest.setdefault(standing.client_id.id, standing.rating)
        return Standing.create(
            [
                self.browse(number)._prepare_credit_values(paid)
                for number, paid in payments.items()
                if latest.get(number) != paid.rating
            ]
        )

    def _prepare_credit_values(self, paid):
        """Return the values of a standing, in the language of the firm."""
        lang = self.sudo().company_id.partner_id.lang  # no secret
        self = self.with_context(lang=lang or self.env.lang)
        share = round(100 * paid.on_time / paid.paid) if paid.paid else 0
        return {
            "client_id": self.id,
            "kind": "credit",
            "rating": paid.rating,
            "value": self.env._("%(days)s days late", days=round(paid.judged)),
            "date": fields.Date.context_today(self),
            "source": "invoices",
            "user_id": self.env.ref("base.user_root").id,
            "note": self.env._(
                "Worked out from the invoices: of what came in over %(months)s months, "
                "%(share)s %% came in time, and on average it came %(average)s days "
                "late; overdue invoices: %(count)s. The rule: days late weighted by "
                "amount, with what is overdue as late as it is today: up to 1 day "
                "'Very high', up to 7 'High', up to 30 'Fair', up to 60 'Low', more "
                "'Very low'. Here: %(judged)s.",
                months=MONTHS,
                share=share,
                average=round(paid.average),
                count=paid.overdue_count,
                judged=round(paid.judged),
            ),
        }
