from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .selections import SOURCES

SENSITIVE_KINDS = ("health", "belief")


class LawPersonFact(models.Model):
    """A single fact about a key person (S21), who is often not the client.

    Each fact carries its purpose, legal basis, source, who may see it, and the day
    on which it is reviewed; after that day it is expired and leaves normal reading.
    Sensitive kinds need a consent on record (decision 7 of the requirements).
    """

    _name = "law.person.fact"
    _description = "Fact about a Key Person"
    _inherit = ["law.client.part"]
    _anchor = "person_id"
    _author = "user_id"
    _kept_fields = frozenset(("expired", "reminded"))
    _order = "person_id, kind, id"

    person_id = fields.Many2one(
        "law.client.person", required=True, index=True, ondelete="cascade"
    )
    client_id = fields.Many2one(related="person_id.client_id", store=True, index=True)
    company_id = fields.Many2one(related="client_id.company_id", store=True, index=True)
    kind = fields.Selection(
        [
            ("personality", "Personality"),
            ("interest", "Interests"),
            ("hobby", "Hobbies"),
            ("family", "Family"),
            ("education", "Education"),
            ("age", "Age"),
            ("ability", "Ability"),
            ("background", "Background"),
            ("health", "Health"),
            ("belief", "Religion and belief"),
            ("other", "Other"),
        ],
        required=True,
        default="interest",
    )
    value = fields.Text("Fact", required=True)
    purpose = fields.Char(
        required=True, help="What the firm needs this for, for example: choice of gift."
    )
    legal_basis = fields.Selection(
        [
            ("interest", "Legitimate interest"),
            ("contract", "Contract with the client"),
            ("consent", "Consent"),
            ("duty", "Legal duty"),
            ("public", "Made public by the person"),
        ],
        required=True,
        default="interest",
    )
    consent_on = fields.Date("Consent Given On")
    consent_note = fields.Char(
        "Proof of Consent", help="Where the consent is: letter, form, message."
    )
    source = fields.Selection(SOURCES, required=True, default="lawyer_visit")
    collected_on = fields.Date(required=True, default=fields.Date.context_today)
    user_id = fields.Many2one(
        "res.users",
        "Collected by",
        default=lambda self: self.env.user,
        required=True,
        ondelete="restrict",
    )
    tier = fields.Selection(
        [
            ("team", "The client's team"),
            ("manager", "Client managers"),
            ("partner", "Managing partners"),
        ],
        "Who May See It",
        required=True,
        default="team",
    )
    review_on = fields.Date(
        required=True, default=lambda self: self._default_review_on(), index=True
    )
    expired = fields.Boolean(index=True, readonly=True, copy=False)
    reminded = fields.Boolean(readonly=True, copy=False)

    _due_idx = models.Index("(review_on) WHERE expired IS NOT TRUE")

    def _default_review_on(self):
        months = self.env.company.law_fact_review_months
        return fields.Date.context_today(self) + relativedelta(months=months)

    @api.depends("kind", "person_id.name")
    @api.depends_context("lang")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for fact in self:
            fact.display_name = f"{fact.person_id.name}: {kinds.get(fact.kind)}"

    @api.constrains("kind", "legal_basis", "consent_on", "consent_note")
    def _check_consent(self):
        for fact in self:
            needs_consent = (
                fact.kind in SENSITIVE_KINDS or fact.legal_basis == "consent"
            )
            if needs_consent and not (
                fact.consent_on and (fact.consent_note or "").strip()
            ):
                raise ValidationError(
                    self.env._(
                        "The fact about %(person)s needs a consent on record. Enter "
                        "the day on which it was given, and where the proof is.",
                        person=fact.person_id.name,
                    )
                )

    @api.constrains("value", "purpose")
    def _check_words(self):
        if any(not fact.value.strip() or not fact.purpose.strip() for fact in self):
            raise ValidationError(
                self.env._("Say what the fact is, and what the firm needs it for.")
            )

    @api.constrains("review_on", "collected_on", "consent_on")
    def _check_review_on(self):
        tomorrow = fields.Date.add(fields.Date.context_today(self), days=1)
        for fact in self:
            if max(fact.collected_on, fact.consent_on or fact.collected_on) > tomorrow:
                raise ValidationError(
                    self.env._("A fact is not collected, nor agreed to, in the future.")
                )
            latest = fact.collected_on + relativedelta(
                months=max(fact.company_id.law_fact_review_months, 1) * 2
            )
            if not fact.collected_on <= fact.review_on <= latest:
                raise ValidationError(
                    self.env._(
                        "The review day must lie between %(first)s and %(last)s: a "
                        "fact about a person is not kept without a review.",
                        first=fact.collected_on,
                        last=latest,
                    )
                )

    def action_review(self):
        """Confirm that these facts are still true and needed, and set the next day.

        :raises AccessError: for whoever may not write them
        """
        today = fields.Date.context_today(self)
        self.check_access("write")
        facts_by_company = self.sudo().grouped("company_id")  # access checked above
        for company, facts in facts_by_company.items():
            facts.write(
                {
                    "collected_on": today,
                    "review_on": today
                    + relativedelta(months=company.law_fact_review_months),
                    "user_id": self.env.user.id,
                }
            )

    def _stamps(self, vals):
        """A new review day takes the fact back into reading, or out of it."""
        review_on = fields.Date.to_date(vals.get("review_on"))
        if not review_on:
            return {}
        today = fields.Date.context_today(self)
        return {"expired": review_on < today, "reminded": False}

    @api.model
    def _cron_expire(self):
        """Remind of facts that are due for review; hide those whose day has passed."""
        overdue = self.search([("review_on", "<", "today"), ("expired", "=", False)])
        overdue.expired = True
        due = self.search(
            [("review_on", "<=", "today +14d"), ("reminded", "=", False)]
        ).filtered(lambda fact: not fact.expired)
        due.reminded = True
        for client, facts in due.grouped("client_id").items():
            user = client.manager_id or self.env.user
            reader = client.with_context(lang=user.lang)
            reader.activity_schedule(
                "mail.mail_activity_data_todo",
                date_deadline=min(facts.mapped("review_on")),
                user_id=user.id,
                summary=reader.env._("Review facts about key people"),
                note=reader.env._(
                    "Facts about key people that reach their review day: %(count)s. "
                    "Confirm or delete them; after that day they are hidden.",
                    count=len(facts),
                ),
            )
