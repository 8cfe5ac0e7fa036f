from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from .account_move import BILLING_TYPES
from .law_engagement_fee import ACCOUNTING


class LawEngagement(models.Model):
    """What was invoiced for an engagement."""

    _name = "law.engagement"
    _inherit = ["law.engagement", "law.invoiced"]
    _invoiced_depends = ("fee_ids.amount_company",)
    _invoiced_column, _paid_column = "id", "engagement_id"

    def _invoiced_engagements(self):
        return self._origin

    def _invoiced_by(self, column):
        """Return {id: (invoices, net amount, net amount open)} in one query.

        By SQL: the share of an invoice that is open is the same for all its lines.

        :param column: `id`, or `client_id`
        """
        if not self:
            return {}
        self.env["account.move.line"].flush_model()
        self.env["account.move"].flush_model()
        query = SQL(
            """
            SELECT engagement.%(column)s, COUNT(DISTINCT move.id), SUM(-line.balance),
                   SUM(-line.balance * move.amount_residual_signed
                       / NULLIF(move.amount_total_signed, 0))
              FROM account_move_line line
              JOIN account_move move ON move.id = line.move_id
              JOIN law_engagement engagement
                ON engagement.id = line.law_engagement_kept_id
             WHERE engagement.id = ANY(%(ids)s)
               AND move.state = 'posted' AND move.move_type = ANY(%(types)s)
               AND line.display_type = 'product'
             GROUP BY engagement.%(column)s
            """,
            column=SQL.identifier(column),
            ids=self.ids,
            types=list(BILLING_TYPES),
        )
        return {
            number: (count, float(invoiced), float(unpaid or 0.0))
            for number, count, invoiced, unpaid in self.env.execute_query(query)
        }

    def _paid_by(self, name):
        """Return {id: fees received by invoice} in one query."""
        # sudo: figures of records that the user reads, for those who keep the books
        rows = (
            self.env["law.engagement.fee"]
            .sudo()
            ._read_group(
                Domain("engagement_id", "in", self.ids)
                & Domain("source", "=", "invoice"),
                [name],
                ["amount_company:sum"],
            )
        )
        return {record.id: amount for record, amount in rows}

    @api.model
    def _invoices_action(self, engagement_ids):
        """Return the list of the invoices that bill these engagements."""
        Action = self.env["ir.actions.act_window"]
        action = Action._for_xml_id("account.action_move_out_invoice_type")
        action["domain"] = [
            ("law_engagement_id", "in", engagement_ids),
            ("move_type", "in", BILLING_TYPES),
        ]
        action["context"] = {"create": False}
        return action

    def _told_by_number(self):
        """Return those whose number the user may know, to bill them.

        Whoever reads invoices and, by the settings, every contact's name; unless a wall
        stands between the person and the client or the engagement.
        """
        user = self.env.user
        accounting = user._is_internal() and any(
            user.has_group(group) for group in ACCOUNTING.split(",")
        )
        if not accounting or self.env["res.partner"]._law_lock_applies():
            return self.browse()
        known = self.sudo().filtered(lambda e: e.company_id in self.env.companies)
        walls = self.env["law.barrier"].sudo()  # who is kept out may not read walls
        walls = walls.search(
            walls._domain_in_force()
            & Domain("user_id", "=", user.id)
            & Domain("client_id", "in", known.client_id.ids)
        )
        whole = walls.filtered(lambda wall: not wall.engagement_id).client_id
        hidden = known.filtered(lambda e: e.client_id in whole) | walls.engagement_id
        return (known - hidden).with_env(self.env)
