import logging
from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from .account_move import BILLING_TYPES, SETTLED
from .shares import scale, split

_logger = logging.getLogger(__name__)

BATCH = 500
ACCOUNTING = "account.group_account_invoice,account.group_account_readonly"
COMPARED = ("date", "currency_id", "amount", "booked", "note")


class Settlement(NamedTuple):
    """What settles a part of an invoice: money that came in, or something else."""

    move: models.BaseModel
    date: object
    amount: float  # in the currency of the invoice; negative when money goes back
    value: float  # in the currency of the company, as booked on that day
    money: float  # which share of it is money


class LawEngagementFee(models.Model):
    """Fees that invoices brought: one row an engagement, invoice and payment.

    A row holds the net fee: tax goes with the share of the invoice that was paid. Its
    day is the payment's, its value in the company's currency is what Odoo booked for
    the payment on that day. Rows follow when a payment is matched or taken back; a
    nightly job works all of them out anew.
    """

    _inherit = "law.engagement.fee"

    invoice_id = fields.Many2one(
        "account.move",
        index="btree_not_null",
        readonly=True,
        ondelete="set null",
        groups=ACCOUNTING,
    )
    settled_by_id = fields.Many2one(
        "account.move",
        "Payment",
        index="btree_not_null",
        readonly=True,
        ondelete="set null",
        groups=ACCOUNTING,
    )
    booked = fields.Monetary(
        "Booked Value",
        currency_field="company_currency_id",
        readonly=True,
        groups=fields.NO_ACCESS,
    )

    _kept_fields = frozenset(("invoice_id", "settled_by_id", "booked"))

    @api.depends("source", "booked")
    def _compute_amount_company(self):
        invoiced = self.filtered(lambda fee: fee.source == "invoice")
        for fee in invoiced:
            fee.amount_company = fee.sudo().booked  # the system's own note of it
        return super(LawEngagementFee, self - invoiced)._compute_amount_company()

    @api.constrains(lambda self: self._past_days)
    def _check_past_days(self):
        """A payment has the day on which it was booked, even a day to come."""
        entered = self.filtered(lambda fee: fee.source != "invoice")
        return super(LawEngagementFee, entered)._check_past_days()

    def action_open_invoice(self):
        """Show the invoice that brought this fee."""
        self.ensure_one()
        invoice = self.invoice_id
        invoice.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "account.move",
            "res_id": invoice.id,
            "views": [(False, "form")],
        }

    # === IN STEP WITH INVOICES ===

    @api.model
    def _sync_invoices(self, moves):
        """Make the fees of these invoices what their payments say, in sets.

        :return: how many rows had to be added, changed or taken back
        """
        # sudo: whoever reconciles keeps the books, and need not see the client
        Fee, moves = self.sudo(), moves.sudo()
        old = Fee.search(
            Domain("invoice_id", "in", moves.ids) & Domain("source", "=", "invoice")
        )
        billed = moves.filtered("line_ids.law_engagement_kept_id")
        if not old and not billed:
            return 0
        wanted = Fee._wanted(billed)
        changed, gone = 0, Fee
        for fee in old:
            key = (fee.engagement_id.id, fee.invoice_id.id, fee.settled_by_id.id)
            values = wanted.pop(key, None)
            if values is None:
                gone |= fee
            elif now := fee._differing(values):
                fee.write(now)
                changed += 1
        Fee.create(list(wanted.values()))
        return changed + len(wanted) + gone._take_back()

    def _differing(self, values):
        """Return those of `values` that this row does not hold yet."""
        now = self._convert_to_write({name: self[name] for name in COMPARED})
        day = fields.Date.to_date(now["date"])
        same = {
            "date": day == values["date"],
            "currency_id": now["currency_id"] == values["currency_id"],
            "note": now["note"] == values["note"],
            "amount": not self.currency_id.compare_amounts(
                now["amount"], values["amount"]
            ),
            "booked": not self.company_currency_id.compare_amounts(
                now["booked"], values["booked"]
            ),
        }
        return {name: values[name] for name in COMPARED if not same[name]}

    def _take_back(self):
        """Drop rows whose payment is no more; under a legal hold, they become zero.

        :return: how many were dropped or emptied
        """
        held = self.browse(fee.id for fee in self.env["law.hold"]._over(self))
        emptied = held.filtered(lambda fee: fee.amount or fee.booked)
        emptied.write({"amount": 0.0, "booked": 0.0})
        dropped = self - held
        dropped.unlink()
        return len(emptied) + len(dropped)

    @api.model
    def _wanted(self, moves):
        """Return {(engagement, invoice, payment): values} of the fees received."""
        parts = self._billed_parts(moves)
        settlements = self._settlements(moves)
        wanted = {}
        for move, billed in parts.items():
            for row in self._fees_of(move, billed, settlements.get(move, [])):
                key = (row["engagement_id"], row["invoice_id"], row["settled_by_id"])
                if key in wanted:  # one payment of several instalments
                    wanted[key]["amount"] += row["amount"]
                    wanted[key]["booked"] += row["booked"]
                else:
                    wanted[key] = row
        return wanted

    @api.model
    def _billed_parts(self, moves):
        """Return {invoice: {engagement: net amount}}, credit notes being negative."""
        rows = self.env["account.move.line"]._read_group(
            Domain("move_id", "in", moves.ids)
            & Domain("move_id.move_type", "in", BILLING_TYPES)
            & Domain("parent_state", "=", "posted")
            & Domain("display_type", "=", "product")
            & Domain("law_engagement_kept_id", "!=", False),
            ["move_id", "law_engagement_kept_id"],
            ["price_subtotal:sum"],
        )
        parts = {}
        for move, engagement, amount in rows:
            sign = -1 if move.move_type == "out_refund" else 1
            parts.setdefault(move, {})[engagement] = sign * amount
        return parts

    @api.model
    def _settlements(self, moves):
        """Return {invoice: [Settlement]}, in the order in which they were booked."""
        owed = moves.line_ids.filtered(
            lambda line: line.account_id.account_type in SETTLED
        )
        partials = owed.matched_debit_ids | owed.matched_credit_ids
        pairs = []
        for partial in partials.sorted("id"):
            debit, credit = partial.debit_move_id, partial.credit_move_id
            if debit.move_id == credit.move_id:
                continue
            for own, other in ((debit, credit), (credit, debit)):
                if own in owed and other.parent_state == "posted":
                    pairs.append((partial, own, other))
        shares = self.env["account.move"].union(*(c.move_id for _p, _o, c in pairs))
        shares = shares._money_shares()
        settlements = {}
        for partial, own, other in pairs:
            settlement = self._settlement(partial, own, other, shares)
            settlements.setdefault(own.move_id, []).append(settlement)
        for rows in settlements.values():
            rows.sort(key=lambda row: row.date)
        return settlements

    @api.model
    def _settlement(self, partial, own, other, shares):
        """Return what a matching settles of the line `own` of an invoice."""
        paid_in = own == partial.debit_move_id
        sign = 1 if paid_in else -1
        amounts = (partial.debit_amount_currency, partial.credit_amount_currency)
        amount, theirs = amounts if paid_in else reversed(amounts)
        # In the currency of the payment, at which Odoo booked it on its day.
        rate = (
            abs(other.balance / other.amount_currency) if other.amount_currency else 0.0
        )
        return Settlement(
            other.move_id,
            other.date,
            sign * amount,
            sign * theirs * rate,
            shares[other.move_id, paid_in],
        )

    @api.model
    def _fees_of(self, move, billed, settlements):
        """Return the values of the fees that one invoice brought."""
        total = move.amount_total * (-1 if move.move_type == "out_refund" else 1)
        if not total or not settlements:
            return []
        coin, own_coin = move.currency_id, move.company_id.currency_id
        engagements = sorted(billed, key=lambda engagement: engagement.id)
        parts = [billed[engagement] for engagement in engagements]
        parts.append(total - sum(parts))  # tax, and what is billed for no engagement
        cash = [coin.round(row.amount * row.money) for row in settlements]
        steps = [
            step
            for row, money in zip(settlements, cash, strict=True)
            for step in (money, coin.round(row.amount - money))
        ]
        split_steps = split(total, parts, steps, coin.round)[::2]
        rows = []
        for row, money, given in zip(settlements, cash, split_steps, strict=True):
            if not money:
                continue
            value = own_coin.round(row.value * row.money)
            worth = scale(given, money, value, own_coin.round)
            rows += [
                {
                    "engagement_id": engagement.id,
                    "invoice_id": move.id,
                    "settled_by_id": row.move.id,
                    "date": row.date,
                    "currency_id": coin.id,
                    "amount": amount,
                    "booked": booked,
                    "source": "invoice",
                    "note": move.name,
                }
                for engagement, amount, booked in zip(
                    engagements, given, worth, strict=False
                )
                if amount or booked
            ]
        return rows

    # === REPAIR ===

    @api.model
    def _cron_repair_invoices(self):
        """Work out anew what all invoices brought, and mend what differs."""
        Move = self.env["account.move"]
        last, mended = 0, 0
        remaining = Move.search_count(self._domain_repair())
        while True:
            # sudo: the link to engagements is the system's own
            moves = Move.sudo().search(
                self._domain_repair() & Domain("id", ">", last), order="id", limit=BATCH
            )
            if not moves:
                break
            mended += self._sync_invoices(moves)
            last = moves[-1].id
            remaining = max(remaining - len(moves), 0)
            if not self.env["ir.cron"]._commit_progress(
                len(moves), remaining=remaining
            ):
                break
        if mended:
            _logger.info("Fees of invoices: %s rows were not in step.", mended)
        return mended

    @api.model
    def _domain_repair(self):
        """Return the domain of the invoices that have brought fees, or may have."""
        rows = self.sudo()._search(Domain("invoice_id", "!=", False))
        return Domain("move_type", "in", BILLING_TYPES) & (
            Domain("id", "in", rows.subselect("invoice_id"))
            | Domain("line_ids", "any", [("law_engagement_kept_id", "!=", False)])
        )

    @api.model
    def _hand_over(self):
        """Give fees of invoices to those who keep fees by hand, amounts untouched."""
        self.flush_model()
        # Past the ORM, which would value the rows anew at the rates of today.
        self.env.cr.execute(
            SQL(
                "UPDATE law_engagement_fee SET source = 'hand' WHERE source = 'invoice'"
            )
        )
        self.invalidate_model()
