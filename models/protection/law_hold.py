from datetime import date
from functools import partial
from itertools import product

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from .kinds import kind_name

EARLIEST = date(1990, 1, 1)
LONGEST = {"matter": 200, "reason": 4000, "lifted_because": 400}
# Where a transaction keeps that nothing is held.
NONE_STANDS = "law_firm_client.no_hold"


class LawHold(models.Model):
    """A legal hold (法律保全): nothing about a client or a person is destroyed.

    It goes before every duty to erase, and holds against everybody, the system itself
    included: see `hold_guard.py`. It is lifted, never deleted.
    """

    _name = "law.hold"
    _description = "Legal Hold"
    _inherit = ["law.gate.mixin", "law.entry.check", "law.read.logged"]
    _order = "lifted, date_from desc, id desc"
    _check_company_auto = True
    _gated_fields = frozenset(
        ("name", "set_by_id", "lifted", "lifted_on", "lifted_by_id", "keep_ids")
    )

    name = fields.Char("Number", default="/", readonly=True, copy=False)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.company,
    )
    client_id = fields.Many2one(
        "law.client",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        help="The card, its contacts, papers and messages are all held.",
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Person or Contact",
        index="btree_not_null",
        ondelete="restrict",
        help="One person or contact, who need not be a client.",
    )
    matter = fields.Char(
        required=True, help="The dispute, investigation or audit that calls for it."
    )
    reason = fields.Text(required=True)
    date_from = fields.Date(
        "Holds Since", required=True, default=fields.Date.context_today
    )
    set_by_id = fields.Many2one(
        "res.users",
        "Ordered by",
        default=lambda self: self.env.user,
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    lifted = fields.Boolean(readonly=True, copy=False)
    lifted_on = fields.Datetime("Hold Lifted On", readonly=True, copy=False)
    lifted_by_id = fields.Many2one(
        "res.users", "Hold Lifted by", readonly=True, copy=False, ondelete="restrict"
    )
    lifted_because = fields.Char("Why It Is Lifted", copy=False)
    keep_ids = fields.One2many(
        "law.hold.keep", "hold_id", "Changed Since", readonly=True, copy=False
    )

    _in_force_client_idx = models.Index("(client_id) WHERE lifted IS NOT TRUE")
    _in_force_partner_idx = models.Index("(partner_id) WHERE lifted IS NOT TRUE")
    _over_something = models.Constraint(
        "CHECK(client_id IS NOT NULL OR partner_id IS NOT NULL)",
        "Say which client or which person is held.",
    )

    @api.depends("name", "matter")
    def _compute_display_name(self):
        for hold in self:
            hold.display_name = hold.matter and f"{hold.name} · {hold.matter}"

    @api.constrains("date_from")
    def _check_date_from(self):
        latest = fields.Date.add(fields.Date.context_today(self), years=1)
        for hold in self:
            if not EARLIEST <= hold.date_from <= latest:
                raise ValidationError(
                    self.env._(
                        "A hold begins within a year from today, and not before "
                        "%(year)s.",
                        year=EARLIEST.year,
                    )
                )

    @api.constrains(*LONGEST)
    def _check_words(self):
        for hold, (name, most) in product(self, LONGEST.items()):
            words = hold[name] or ""
            if len(words) > most or (words and not words.strip()):
                label = self._fields[name]._description_string(self.env)
                raise ValidationError(
                    self.env._(
                        "Say it in 1 to %(count)s letters: %(field)s.",
                        count=most,
                        field=label,
                    )
                )

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        self._check_references(vals_list)
        holds = super().create(vals_list)
        self.env.cr.cache.pop(NONE_STANDS, None)
        for hold in holds:
            number = self.env["ir.sequence"].next_by_code("law.hold")
            hold._stamp({"name": number or "/", "set_by_id": self.env.uid})
        return holds

    def write(self, vals):
        self._check_references([vals])
        if not self.env.su and any(hold.lifted for hold in self):
            raise UserError(self.env._("This hold was lifted. Order a new one."))
        kept = {"client_id", "partner_id", "company_id", "date_from"}
        kept |= {"matter", "reason"}
        if kept & vals.keys() and not self.env.su:
            raise UserError(
                self.env._(
                    "A hold keeps what it is over, since when and why. Lift this one "
                    "and order a new one."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_ever(self):
        raise UserError(self.env._("A hold stays on record. Lift it instead."))

    # === ACTIONS ===

    def action_lift(self):
        """End these holds; what was kept only for them is erased by the nightly job.

        :raises AccessError: for whoever may not
        :raises UserError: without a word on why
        """
        self.check_access("write")
        for hold in self:
            if not (hold.lifted_because or "").strip():
                raise UserError(
                    self.env._(
                        "Say in 'Why It Is Lifted' what became of the matter, then "
                        "lift the hold."
                    )
                )
            hold._stamp(
                {
                    "lifted": True,
                    "lifted_on": fields.Datetime.now(),
                    "lifted_by_id": self.env.uid,
                }
            )

    # === WHAT IS HELD ===

    @api.model
    def _in_force(self):
        """Return all holds that stand now, of every company."""
        return self.sudo().search(Domain("lifted", "=", False))  # obeyed by everybody

    @api.model
    def _none_stands(self):
        """Whether no hold stands at all: asked once in a transaction, at each write."""
        cr = self.env.cr
        if NONE_STANDS not in cr.cache:
            if self.sudo().search_count(Domain("lifted", "=", False), limit=1):
                return False
            cr.cache[NONE_STANDS] = True
            for moment in (cr.postcommit, cr.postrollback):
                moment.add(partial(cr.cache.pop, NONE_STANDS, None))
        return True

    @api.model
    def _over(self, records):
        """Return {record: the holds over it}; records that are not held are left out.

        What belongs to a client is held with it: by its field of the client, by its
        contact, or, with papers and messages, by the record on which it hangs.
        """
        if self._none_stands():
            return {}
        holds = self._in_force()
        return {
            record: over
            for record in records
            if (over := holds._reaching(record.sudo()))
        }

    def _reaching(self, record):
        """Return those of the holds that are over one record."""
        clients, partners = self._told_by(record)
        return self.filtered(
            lambda hold: (
                hold.client_id in clients
                or hold.partner_id in partners
                or hold.client_id.partner_id & partners
            )
        )

    @api.model
    def _told_by(self, record):
        """Return the clients and the contacts that a record tells about.

        A room with records that lead to a client by another way extends this.
        """
        Client, Partner = (
            self.env[model].sudo() for model in ("law.client", "res.partner")
        )
        anchor = self._hangs_on(record)
        if anchor is not None:
            return self._told_by(anchor) if anchor else (Client, Partner)
        if record._name == "law.privacy.vault":
            return record._clients(), record._partners()
        clients, partners = Client, Partner
        if record._name == "law.client":
            clients |= record
        if record._name == "res.partner":
            partners |= record | record.parent_id | record.commercial_partner_id
        for name, field in record._fields.items():
            if field.type == "many2one" and field.store:
                if field.comodel_name == "law.client":
                    clients |= record[name]
                elif field.comodel_name == "res.partner" and name == "partner_id":
                    partners |= record[name]
        partners |= self._person_of(record)
        people = self.env["law.client.person"].sudo()
        if record._name == "res.partner":
            clients |= people.search([("partner_id", "=", record.id)]).client_id
        return clients, partners | clients.partner_id

    @api.model
    def _person_of(self, record):
        """Return the contact of the key person whose record this is."""
        field = record._fields.get("person_id")
        known = field and field.comodel_name == "law.client.person"
        return record.person_id.partner_id if known else self.env["res.partner"]

    @api.model
    def _hangs_on(self, record):
        """Return the record to which a paper or message belongs, None for others."""
        if record._name == "mail.tracking.value":
            return record.mail_message_id
        names = {
            "ir.attachment": ("res_model", "res_id"),
            "mail.message": ("model", "res_id"),
            "mail.activity": ("res_model", "res_id"),
            "mail.mail": ("model", "res_id"),
        }.get(record._name)
        if not names:
            return None
        model, number = record[names[0]], record[names[1]]
        if not number or model not in self.env:
            return record.browse()
        return self.env[model].sudo().browse(number).exists()

    @api.model
    def _refuse(self, records, deed):
        """Raise if one of the records is held.

        :param deed: what somebody is about to do, in words
        """
        held = self._over(records)
        if held:
            record, holds = next(iter(held.items()))
            raise UserError(
                self.env._(
                    "%(record)s is under legal hold %(hold)s and stays as it is: "
                    "%(deed)s is refused. Whoever keeps the holds can lift it.",
                    record=record.display_name or kind_name(self.env, record._name),
                    hold=holds[0].name,
                    deed=deed,
                )
            )
