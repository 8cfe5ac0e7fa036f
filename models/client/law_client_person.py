from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from .listed import listed


class LawClientPerson(models.Model):
    """A key person of a client: legal representative, owner, manager, contact (S20).

    Name, phone and e-mail are those of the contact below the client's partner; what
    is more than that stands in dated positions and in single facts.
    """

    _name = "law.client.person"
    _description = "Key Person of a Client"
    _inherit = ["law.client.part", "law.name.check"]
    _inherits = {"res.partner": "partner_id"}
    _order = "client_id, sequence, id"
    _rec_names_search = ["name", "email", "phone"]

    client_id = fields.Many2one(
        "law.client", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="client_id.company_id", store=True, index=True)
    partner_id = fields.Many2one(
        "res.partner", "Contact Entry", required=True, index=True, ondelete="restrict"
    )
    # A column of its own: Odoo's privacy lookup reads it by SQL.
    active = fields.Boolean(related="partner_id.active", store=True, readonly=False)
    sequence = fields.Integer(default=10, aggregator=None)
    position_ids = fields.One2many("law.client.position", "person_id")
    fact_ids = fields.One2many("law.person.fact", "person_id")
    position_summary = fields.Char("Positions", compute="_compute_position_summary")
    fact_count = fields.Integer(compute="_compute_fact_count", aggregator=None)

    _client_partner_uniq = models.Constraint(
        "UNIQUE(client_id, partner_id)", "This person is on the client's card already."
    )

    @api.depends("name")
    def _compute_display_name(self):
        for person in self:
            person.display_name = person.name

    @api.depends("position_ids.role", "position_ids.current", "position_ids.share")
    @api.depends_context("lang")
    def _compute_position_summary(self):
        for person in self:
            current = person.position_ids.filtered("current")
            person.position_summary = listed(self.env, current.mapped("display_name"))

    @api.depends("fact_ids")
    def _compute_fact_count(self):
        counts = dict(
            self.env["law.person.fact"]._read_group(
                [("person_id", "in", self.ids)], ["person_id"], ["__count"]
            )
        )
        for person in self:
            person.fact_count = counts.get(person, 0)

    @api.constrains("partner_id", "client_id")
    def _check_partner_id(self):
        for person in self:
            parent = person.partner_id.parent_id
            if parent and parent != person.client_id.partner_id:
                raise ValidationError(
                    self.env._(
                        "%(person)s is a contact of %(other)s, not of this client. "
                        "Add a new person with the same name here.",
                        person=person.name,
                        other=parent.display_name,
                    )
                )

    @api.model
    def default_get(self, fields):
        """Guess no language: see the client's own."""
        Client = self.env["law.client"]
        return {**super().default_get(fields), **Client._no_language(fields)}

    @api.model_create_multi
    def create(self, vals_list):
        """Put each new contact below the client's own partner."""
        clients = self.env["law.client"].browse(v.get("client_id") for v in vals_list)
        for vals, client in zip(vals_list, clients, strict=True):
            if not vals.get("partner_id"):
                vals.setdefault("parent_id", client.partner_id.id)
                vals.setdefault("type", "contact")
                vals.setdefault("is_company", False)
        people = super().create(vals_list)
        self.env["res.partner"]._check_law_entered(people, vals_list)
        return people

    def write(self, vals):
        """What is known of a person stays with that person."""
        partner_id = vals.get("partner_id")
        moved = "partner_id" in vals and self.partner_id.ids != [partner_id]
        if moved and not self.env.su:
            raise UserError(
                self.env._(
                    "Positions and facts were collected about %(person)s. Add the "
                    "other person as a new one.",
                    person=self[:1].name,
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_hidden_facts(self):
        """Nobody destroys facts that he or she may not see."""
        Fact = self.env["law.person.fact"]
        about = [("person_id", "in", self.ids)]
        # only whether there is more than the user sees, never what
        if Fact.sudo().search_count(about) > Fact.search_count(about):
            raise UserError(
                self.env._(
                    "There is more on record about this person than you may see. "
                    "End the positions instead, or ask a managing partner."
                )
            )
