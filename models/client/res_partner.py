from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...tools.cards.contacts import is_website, read_email, read_phone
from ...tools.registration import registration_problem


class ResPartner(models.Model):
    _inherit = "res.partner"

    law_client_ids = fields.One2many(
        "law.client",
        "partner_id",
        groups=fields.NO_ACCESS,
        help="For the system alone: searched, it would tell who is a client.",
    )
    law_client_id = fields.Many2one(
        "law.client",
        "Client Card",
        compute="_compute_law_client_id",
        groups="law_firm_client.group_lawyer,law_firm_client.group_client_manager",
    )

    _law_email_idx = models.Index(
        "(email_normalized) WHERE email_normalized IS NOT NULL"
    )
    _law_phone_idx = models.Index("(phone_sanitized) WHERE phone_sanitized IS NOT NULL")

    @api.depends_context("uid", "company")
    def _compute_law_client_id(self):
        clients = self.env["law.client"].search(
            [
                ("partner_id", "in", self.ids),
                ("company_id", "in", self.env.companies.ids),
            ]
        )
        by_partner = clients.grouped("partner_id")
        for partner in self:
            partner.law_client_id = by_partner.get(partner._origin, clients.browse())[
                :1
            ]

    @api.constrains("company_registry", "country_id", "is_company")
    def _check_law_client_registration(self):
        """A client's registration number must be a possible one (S20, S45)."""
        clients = (
            self.env["law.client"]
            .sudo()  # the rule holds for whoever changes a client's contact
            .with_context(active_test=False)
            .search([("partner_id", "in", self.ids)])
        )
        for partner in clients.partner_id.filtered("company_registry"):
            problem = registration_problem(
                partner.company_registry, partner.country_id.code or ""
            )
            if problem:
                raise ValidationError(
                    self.env._(
                        "%(number)s cannot be the registration number of %(client)s: "
                        "%(problem)s Check it against the business licence.",
                        number=partner.company_registry,
                        client=partner.name,
                        problem=self._law_registration_problem_text(problem),
                    )
                )

    @api.constrains("phone")
    def _check_law_phone(self):
        self._law_on_a_card()._check_law_contact("phone")

    @api.constrains("email")
    def _check_law_email(self):
        self._law_on_a_card()._check_law_contact("email")

    def _law_on_a_card(self):
        """Return those of these contacts that are a client, or its key person."""
        Client, Person = (
            self.env[model].sudo()  # the rule holds for whoever changes the contact
            for model in ("law.client", "law.client.person")
        )
        clients = (
            Client.with_context(active_test=False)
            .search([("partner_id", "in", self.ids)])
            .partner_id
        )
        others = self - clients
        people = Person.search([("partner_id", "in", others.ids)]).partner_id
        return self & (clients | people)

    @api.model
    def _check_law_entered(self, cards, vals_list):
        """Check the phones and e-mails that came with new clients or key people."""
        for card, vals in zip(cards, vals_list, strict=True):
            for name in {"phone", "email"} & vals.keys():
                card.partner_id._check_law_contact(name)

    def _check_law_contact(self, name):
        """Raise if a phone or e-mail of these contacts cannot be one (S20)."""
        for partner in self.filtered(name):
            countries = partner.country_id | partner.parent_id.country_id
            problem = self._law_contact_problem(name, partner[name], countries)
            if problem:
                raise ValidationError(problem)

    @api.model
    def _law_contact_problem(self, name, value, countries):
        """Return what is wrong with a phone number, e-mail or website, if anything.

        :param countries: res.country records where the number may be dialled, beside
            the firm's own
        """
        if name == "phone" and not self._law_is_phone(value, countries):
            return self.env._(
                "'%(value)s' is not a phone number. Enter one number, with its area "
                "code or with + and its country code.",
                value=value,
            )
        if name == "email" and not read_email(value):
            return self.env._(
                "'%(value)s' is not an e-mail address. Enter one address, such as "
                "name@example.com.",
                value=value,
            )
        if name == "website" and not is_website(value):
            return self.env._(
                "'%(value)s' is not the address of a website. Enter one such as "
                "www.example.com.",
                value=value,
            )
        return None

    @api.model
    def _law_is_phone(self, value, countries):
        codes = (countries | self.env.company.country_id).mapped("code") or ["CN"]
        return any(read_phone(value, code) for code in codes)

    @api.model
    def _law_registration_problem_text(self, problem):
        """Return the sentence for a code of tools.identifiers.registration_problem."""
        return {
            "length": self.env._("it has the wrong length."),
            "format": self.env._("it has characters in the wrong place."),
            "checksum": self.env._("its check digit is wrong."),
        }[problem]

    def action_open_law_client(self):
        """Open the client card of this contact.

        :raises UserError: when there is none that the user may see
        """
        self.ensure_one()
        if not self.law_client_id:
            raise UserError(self.env._("There is no client card for this contact."))
        return self.law_client_id._action_open()
