from operator import ge, gt, le, lt

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

RENEWAL = "law_firm_client.activity_type_renewal"
BATCH = 100


class LawEngagement(models.Model):
    """An engagement that runs for a term and covers all day-to-day advice: a retainer.

    A retainer is no model of its own: it has a client, a lead, a team, parties, fees,
    costs and an end, passes the same gates with the same conflict check, and stands
    behind the same walls. What it has beside that is a term, hours that the fee covers,
    and the engagements worked on under it. So nothing is kept, or asked, twice.
    """

    _inherit = "law.engagement"
    _kept_fields = frozenset(("renewal_reminded", "overuse_told", "opportunity_id"))

    is_retainer = fields.Boolean("Retainer", index=True, tracking=True)
    term_from = fields.Date(tracking=True, copy=False)
    term_to = fields.Date("Term Until", tracking=True, copy=False)
    notice_days = fields.Integer(
        "Notice (Days)",
        default=30,
        aggregator=None,
        help="So long before the end one side must tell the other that it ends.",
    )
    notice_on = fields.Date(
        "Give Notice By", compute="_compute_notice_on", store=True, index=True
    )
    hours_included = fields.Float(
        digits=(8, 2), tracking=True, help="What the fee covers within the term."
    )
    hours_total = fields.Float(
        "Hours of the Term",
        compute="_compute_hours_total",
        store=True,
        digits=(10, 2),
        groups=fields.NO_ACCESS,
    )
    hours_used = fields.Float(
        compute="_compute_hours_used",
        digits=(10, 2),
        help="Work and time with the client within the term, on the retainer and on "
        "the engagements under it that you may see.",
    )
    hours_share = fields.Float(
        "Used (%)", compute="_compute_hours_used", search="_search_hours_share"
    )
    hours_hint = fields.Char("Hours Left Out", compute="_compute_hours_used")
    renews_id = fields.Many2one(
        "law.engagement",
        copy=False,
        index="btree_not_null",
        ondelete="set null",
        domain="[('client_id', '=', client_id), ('is_retainer', '=', True)]",
    )
    renewed_by_ids = fields.One2many("law.engagement", "renews_id", "Renewed by")
    retainer_id = fields.Many2one(
        "law.engagement",
        "Under the Retainer",
        index="btree_not_null",
        ondelete="set null",
        domain="[('client_id', '=', client_id), ('is_retainer', '=', True)]",
        help="Hours spent on it count as hours of the retainer.",
    )
    covered_ids = fields.One2many(
        "law.engagement", "retainer_id", "Engagements under It"
    )
    renewal_reminded = fields.Boolean(readonly=True, copy=False)
    overuse_told = fields.Boolean("Told of Over-Use", readonly=True, copy=False)

    _renews_uniq = models.UniqueIndex(
        "(renews_id) WHERE renews_id IS NOT NULL",
        "This retainer was renewed already: open the one that renews it.",
    )
    _term_idx = models.Index(
        "(company_id, term_to) WHERE is_retainer AND state = 'open'"
    )
    _term = models.Constraint(
        "CHECK(term_from IS NULL OR term_to IS NULL OR term_to >= term_from)",
        "A term cannot end before it begins.",
    )
    _retainer_figures = models.Constraint(
        "CHECK(COALESCE(hours_included, 0) BETWEEN 0 AND 100000"
        " AND COALESCE(notice_days, 0) BETWEEN 0 AND 1000)",
        "Hours are between 0 and 100,000, days of notice between 0 and 1,000.",
    )

    @api.depends("term_to", "notice_days", "is_retainer")
    def _compute_notice_on(self):
        for engagement in self:
            end = engagement.is_retainer and engagement.term_to
            notice = relativedelta(days=engagement.notice_days)
            engagement.notice_on = end and end - notice

    @api.depends(
        "is_retainer",
        "term_from",
        "term_to",
        "cost_ids.hours",
        "cost_ids.date",
        "cost_ids.kind",
        "covered_ids.cost_ids.hours",
        "covered_ids.cost_ids.date",
        "covered_ids.cost_ids.kind",
    )
    def _compute_hours_total(self):
        hours = dict(self.filtered("is_retainer")._hours_within_term())
        for engagement in self:
            engagement.hours_total = hours.get(engagement._origin.id, 0.0)

    @api.depends("hours_total", "hours_included", "covered_ids")
    @api.depends_context("uid", "lang")
    def _compute_hours_used(self):
        """Leave out the hours of engagements from which a wall keeps the reader."""
        hidden = self._hidden_covered()
        part = hidden.sudo().retainer_id.sudo(False)
        hours = dict(part._hours_within_term(hidden.ids))
        hint = self.env._("Hours of work that you may not see are left out.")
        for engagement in self:
            # sudo: nobody reads the total but through this
            used = engagement.sudo().hours_total
            lacks = engagement._origin in part
            if lacks:
                used = hours.get(engagement._origin.id, 0.0)
            included = engagement.hours_included
            engagement.hours_used = used
            engagement.hours_share = 100 * used / included if included else 0.0
            engagement.hours_hint = lacks and hint

    def _hidden_covered(self):
        """Return the engagements under these that the user may not see."""
        retainers = self._origin.filtered("is_retainer")
        if not retainers or self.env.su:
            return self.browse()
        # sudo: to tell that there are some, and to leave them out
        covered = self.sudo().search([("retainer_id", "in", retainers.ids)])
        covered = covered.sudo(False)
        return covered - covered._filtered_access("read")

    def _search_hours_share(self, operator, value):
        """Find retainers by what their reader sees of them."""
        compare = {"<": lt, "<=": le, ">": gt, ">=": ge}.get(operator)
        if not compare:
            return NotImplemented
        retainers = self.search([("is_retainer", "=", True)])
        found = retainers.filtered(lambda e: compare(e.hours_share, value))
        return Domain("id", "in", found.ids)

    def _hours_within_term(self, left_out=()):
        """Return rows (id, hours) of these retainers.

        :param left_out: ids of engagements under them that do not count

        SQL: each has a term of its own, so the ORM would need a query for each.
        """
        if not self._origin:
            return []
        self.flush_model(["term_from", "term_to", "retainer_id"])
        self.env["law.engagement.cost"].flush_model(
            ["engagement_id", "kind", "date", "hours"]
        )
        return self.env.execute_query(
            SQL(
                """
                SELECT retainer.id, SUM(entry.hours)
                FROM law_engagement retainer
                CROSS JOIN LATERAL (
                    SELECT retainer.id AS id
                    UNION ALL
                    SELECT id FROM law_engagement
                     WHERE retainer_id = retainer.id AND id <> ALL(%s)
                ) work
                JOIN law_engagement_cost entry
                  ON entry.engagement_id = work.id AND entry.kind <> 'expense'
                 AND entry.date >= COALESCE(retainer.term_from, '-infinity')
                 AND entry.date <= COALESCE(retainer.term_to, 'infinity')
                WHERE retainer.id = ANY(%s)
                GROUP BY retainer.id
                """,
                list(left_out),
                self._origin.ids,
            )
        )

    @api.constrains("retainer_id", "renews_id", "client_id", "is_retainer")
    def _check_retainer(self):
        for engagement in self:
            for other in engagement.retainer_id | engagement.renews_id:
                if (
                    other == engagement
                    or not other.is_retainer
                    or other.client_id != engagement.client_id
                ):
                    raise ValidationError(
                        self.env._("Choose another retainer of the same client.")
                    )
            if engagement.is_retainer and engagement.retainer_id:
                raise ValidationError(
                    self.env._("A retainer does not stand under another retainer.")
                )
            if engagement.renews_id and not engagement.is_retainer:
                raise ValidationError(self.env._("Only a retainer renews a retainer."))

    def write(self, vals):
        """A new term is reminded of anew; more hours are over-used anew."""
        result = super().write(vals)
        fresh = {}
        if "term_to" in vals:
            fresh["renewal_reminded"] = False
        if "hours_included" in vals:
            fresh["overuse_told"] = False
        if fresh:
            self.sudo().write(fresh)  # the system's own marks
        return result

    def _opening_gaps(self):
        gaps = super()._opening_gaps()
        if self.is_retainer and not (self.term_from and self.term_to):
            gaps.append(self.env._("the term of the retainer, from and until"))
        return gaps

    # === RENEWAL ===

    def action_renew(self):
        """Draft the retainer for the next term, of the same length (button)."""
        self.ensure_one()
        following = self.renewed_by_ids
        if not following:
            if not self.is_retainer or not (self.term_from and self.term_to):
                raise UserError(self.env._("Enter the term of this retainer first."))
            following = self.create(self._prepare_renewal_values())
        return {
            "type": "ir.actions.act_window",
            "res_model": "law.engagement",
            "res_id": following.id,
            "views": [[False, "form"]],
        }

    def _prepare_renewal_values(self):
        day = relativedelta(days=1)
        length = relativedelta(self.term_to + day, self.term_from)
        start = self.term_to + day
        return {
            "name": self.name,
            "client_id": self.client_id.id,
            "service_id": self.service_id.id,
            "lead_id": self.lead_id.id,
            "is_retainer": True,
            "source": "development",
            "fee_agreed": self.fee_agreed,
            "hours_included": self.hours_included,
            "notice_days": self.notice_days,
            "term_from": start,
            "term_to": start + length - day,
            "renews_id": self.id,
        }

    @api.model
    def _domain_to_renew(self, company):
        """Return the domain of the company's retainers to be reminded of."""
        limit = fields.Date.add(
            fields.Date.context_today(self), days=company.law_renewal_days
        )
        return (
            Domain("company_id", "=", company.id)
            & Domain("is_retainer", "=", True)
            & Domain("state", "=", "open")
            & Domain("term_to", "<=", limit)
            & Domain("renewal_reminded", "=", False)
            & Domain("renewed_by_ids", "=", False)
        )

    @api.model
    def _cron_remind_renewals(self):
        """Remind of retainers that end soon, once for each term."""
        running = Domain("is_retainer", "=", True) & Domain("state", "=", "open")
        for (company,) in self._read_group(running, ["company_id"]):
            due = self._domain_to_renew(company)
            while batch := self.search(due, limit=BATCH):
                batch.sudo().renewal_reminded = True  # the system's own mark
                for retainer in batch:
                    retainer._remind_of_renewal()
                self.env["ir.cron"]._commit_progress(len(batch))

    def _remind_of_renewal(self):
        user = self._first_reader(self.client_id.manager_id | self.lead_id)
        if not user:
            return
        retainer = self.with_context(lang=user.lang)
        retainer.activity_schedule(
            RENEWAL,
            date_deadline=max(
                fields.Date.context_today(self), self.notice_on or self.term_to
            ),
            user_id=user.id,
            summary=retainer.env._("Renew the retainer, or say that it ends"),
            note=retainer.env._(
                "The term ends on %(day)s. Hours used: %(used)s of %(included)s.",
                day=fields.Date.to_string(self.term_to),
                used=round(self.hours_used, 1),
                included=round(self.hours_included, 1),
            ),
        )

    def _first_reader(self, people):
        return people.filtered(self._readable_by)[:1]

    # === OVER-USE ===

    def _tell_of_overuse(self):
        """Tell the lead, once, of retainers whose hours are used up and more."""
        over = self.filtered(
            lambda e: (
                e.is_retainer
                and e.state == "open"
                and not e.overuse_told
                and e.hours_used > e.hours_included > 0
            )
        )
        for retainer in over:
            retainer.sudo().overuse_told = True  # the system's own mark
            user = retainer._first_reader(
                retainer.lead_id | retainer.client_id.manager_id
            )
            if user:
                told = retainer.with_context(lang=user.lang)
                told.activity_schedule(
                    "mail.mail_activity_data_todo",
                    user_id=user.id,
                    summary=told.env._("The hours of the retainer are used up"),
                    note=told.env._(
                        "Hours used: %(used)s of %(included)s. Speak with the client "
                        "about a higher fee, or about work beside the retainer.",
                        used=round(retainer.hours_used, 1),
                        included=round(retainer.hours_included, 1),
                    ),
                )


class LawEngagementCost(models.Model):
    _inherit = "law.engagement.cost"

    @api.model_create_multi
    def create(self, vals_list):
        """Tell of a retainer that these hours over-use."""
        costs = super().create(vals_list)
        costs._tell_of_overuse()
        return costs

    def write(self, vals):
        """Tell of a retainer that these hours over-use."""
        result = super().write(vals)
        if not {"hours", "date", "kind"}.isdisjoint(vals):
            self._tell_of_overuse()
        return result

    def _tell_of_overuse(self):
        works = self.engagement_id.sudo()  # who notes hours need not see the retainer
        (works | works.retainer_id)._tell_of_overuse()
