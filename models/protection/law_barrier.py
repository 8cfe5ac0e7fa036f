from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Domain

from ...tools.wording import says_something


class LawBarrier(models.Model):
    """An ethical wall (信息隔离墙): one person is kept from one client, for a time.

    It holds against every role, the managing partner's included: the rules that read
    it are global, so nothing that a group gives widens them. A wall is lifted, never
    deleted, and nobody lifts one that stands against himself or herself.
    """

    _name = "law.barrier"
    _description = "Wall between a Person and a Client"
    _inherit = ["law.client.part"]
    _order = "lifted, date_from desc, id desc"
    _check_company_auto = True
    _kept_fields = frozenset(
        ("lifted", "lifted_on", "lifted_by_id", "set_by_id", "opened_until")
    )

    client_id = fields.Many2one(
        "law.client", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="client_id.company_id", store=True, index=True)
    user_id = fields.Many2one(
        "res.users",
        "Kept Out",
        required=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    date_from = fields.Date(
        "Since", required=True, default=fields.Date.context_today, index=True
    )
    date_to = fields.Date("Until", help="Last day of the wall. Empty: until lifted.")
    reason = fields.Char(
        required=True, help="For example: worked for the other side until last year."
    )
    set_by_id = fields.Many2one(
        "res.users",
        "Set by",
        default=lambda self: self.env.user,
        required=True,
        readonly=True,
        ondelete="restrict",
    )
    lifted = fields.Boolean(readonly=True)
    lifted_on = fields.Datetime(readonly=True)
    lifted_by_id = fields.Many2one("res.users", readonly=True, ondelete="restrict")
    opened_until = fields.Datetime(
        readonly=True, help="Until then an emergency opening lets the person through."
    )
    in_force = fields.Boolean(compute="_compute_in_force", search="_search_in_force")

    _open_uniq = models.UniqueIndex(
        "(client_id, user_id) WHERE date_to IS NULL AND lifted IS NOT TRUE",
        "There is a wall between this person and this client already.",
    )
    _user_client_idx = models.Index("(user_id, client_id)")
    _period = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "A wall cannot end before it begins.",
    )

    @api.depends("client_id", "user_id")
    def _compute_display_name(self):
        for barrier in self:
            user, client = barrier.user_id, barrier.client_id
            named = user and client
            barrier.display_name = f"{user.name} | {client.name}" if named else False

    @api.depends("date_from", "date_to", "lifted", "opened_until")
    def _compute_in_force(self):
        standing = self.filtered_domain(self._domain_in_force())
        for barrier in self:
            barrier.in_force = barrier in standing

    def _search_in_force(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._domain_in_force()

    @api.model
    def _domain_client_in_force(self):
        """Return the domain of walls around a client as a whole that hold now."""
        return self._domain_in_force()

    @api.model
    def _domain_in_force(self):
        """Return the domain of walls that hold now.

        A day counts from where on earth it begins first to where it ends last: in
        doubt the wall stands.
        """
        today = fields.Date.today()
        return (
            Domain("lifted", "=", False)
            & Domain("date_from", "<=", fields.Date.add(today, days=1))
            & (
                Domain("date_to", "=", False)
                | Domain("date_to", ">=", fields.Date.subtract(today, days=1))
            )
            & (
                Domain("opened_until", "=", False)
                | Domain("opened_until", "<=", fields.Datetime.now())
            )
        )

    @api.constrains("reason")
    def _check_reason(self):
        if not all(says_something(barrier.reason) for barrier in self):
            raise ValidationError(self.env._("Say in words why the wall stands."))

    @api.constrains("user_id")
    def _check_user_id(self):
        if any(user.share for user in self.user_id):
            raise ValidationError(
                self.env._("Only people of the firm are kept out; others see nothing.")
            )

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        """Close the client to these people at once."""
        mine = any(vals.get("user_id") == self.env.uid for vals in vals_list)
        if mine and not self.env.su:
            raise UserError(
                self.env._(
                    "You would lose sight of the client before this is saved. Ask a "
                    "colleague to set the wall against you."
                )
            )
        barriers = super().create(vals_list)
        barriers._withdraw_sight()
        return barriers

    def write(self, vals):
        self._check_not_mine()
        self._check_history(vals)
        result = super().write(vals)
        self._withdraw_sight()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_ever(self):
        raise UserError(self.env._("A wall stays on record. Lift it instead."))

    def _check_not_mine(self):
        if self.env.user in self.user_id and not self.env.su:
            raise AccessError(
                self.env._(
                    "Nobody lifts or changes a wall that stands against himself or "
                    "herself. Ask the managing partner or another head."
                )
            )

    def _check_history(self, vals):
        """Raise where a write would make the history untrue."""
        if self.env.su:
            return
        kept = {"user_id", "reason"} & vals.keys()
        begun = self.filtered(lambda b: b.date_from <= fields.Date.today())
        if kept or ("date_from" in vals and begun):
            raise UserError(
                self.env._(
                    "A wall keeps its person, its reason and its first day. Lift this "
                    "one and set a new one."
                )
            )
        if any(barrier.lifted for barrier in self):
            raise UserError(self.env._("This wall was lifted. Set a new one."))

    # === ACTIONS ===

    def action_lift(self):
        """Lift these walls at once.

        :raises AccessError: for whoever may not, or is kept out by one of them
        """
        self.check_access("write")
        self._check_not_mine()
        self.sudo().write(  # write access was checked
            {
                "lifted": True,
                "lifted_on": fields.Datetime.now(),
                "lifted_by_id": self.env.uid,
            }
        )
        # The place must be free in the database before the next wall is inserted.
        self.flush_recordset(["lifted"])

    # === BUSINESS ===

    def _withdraw_sight(self):
        """Take client news and tasks from those who are now kept out."""
        standing = self.sudo().filtered("in_force")  # whoever may set it, may close
        for client, barriers in standing.grouped("client_id").items():
            client._withdraw(barriers.user_id)

    @api.model
    def _standing(self, client, user):
        """Return the walls between `client` and `user`, those to come included."""
        return self.sudo().search(  # also for whoever may not read walls
            Domain("client_id", "=", client.id)
            & Domain("user_id", "=", user.id)
            & Domain("lifted", "=", False)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", "today -1d"))
        )

    @api.model
    def _cron_close(self):
        """Close clients to those whose wall began, or stands again, by the calendar."""
        lately = Domain("date_from", ">=", "today -2d")
        lately |= Domain("opened_until", ">=", "today -2d")
        self.search(self._domain_in_force() & lately)._withdraw_sight()
