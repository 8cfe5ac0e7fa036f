from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

MANAGER = "law_firm_client.group_client_manager"
LAWYER = "law_firm_client.group_lawyer"


class LawDepartureLine(models.Model):
    """A place on a client's team, or in a committee, that somebody who leaves gives up.

    Where the client would be left alone a successor is needed; elsewhere the place may
    just end.
    """

    _name = "law.departure.line"
    _description = "Place to Hand Over"
    _inherit = ["law.read.logged"]
    _order = "departure_id, done_on desc, needed desc, client_name, committee_id, id"
    departure_id = fields.Many2one(
        "law.departure", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one("res.company", readonly=True, index=True)
    leaver_id = fields.Many2one(
        related="departure_id.user_id", string="Who Leaves", store=True, index=True
    )
    state = fields.Selection(
        related="departure_id.state", string="Status of the Departure"
    )
    member_id = fields.Many2one(
        "law.client.member", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    client_id = fields.Many2one(
        "law.client", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    client_name = fields.Char(related="client_id.name_key", store=True)
    committee_id = fields.Many2one(
        "law.committee", readonly=True, index="btree_not_null", ondelete="cascade"
    )
    role = fields.Selection(
        selection=lambda self: self._roles(),
        readonly=True,
    )
    needed = fields.Boolean(
        "Successor Needed",
        readonly=True,
        help="Without a successor the client, or the committee, would be left alone.",
    )
    alone = fields.Boolean(
        "No Other Lawyer Knows It",
        readonly=True,
        help="No other lawyer, or nobody else at all, is on the client's team today: "
        "what this person knows is known to nobody else.",
    )
    successor_id = fields.Many2one(
        "res.users",
        index="btree_not_null",
        ondelete="restrict",
        domain="[('share', '=', False), ('id', '!=', leaver_id), "
        "('company_ids', 'in', company_id)]",
    )
    done_on = fields.Datetime("Handed Over", readonly=True)

    _place_uniq = models.UniqueIndex(
        "(departure_id, COALESCE(member_id, 0), COALESCE(committee_id, 0))",
        "This place is on the list already.",
    )

    @api.model
    def _roles(self):
        role = self.env["law.client.member"]._fields["role"]
        return role._description_selection(self.env)

    @api.depends("client_id", "committee_id")
    def _compute_display_name(self):
        for line in self:
            place = line.client_id or line.committee_id
            line.display_name = place.display_name or ""

    def write(self, vals):
        """A successor is chosen while the place is still to be handed over."""
        if not self.env.su and any(line.done_on for line in self):
            raise UserError(
                self.env._("This place was handed over already; it stays on record.")
            )
        if not self.env.su and vals.keys() - {"successor_id"}:
            raise UserError(
                self.env._("Only the successor is chosen here; the rest is as it is.")
            )
        for departure in self.departure_id if not self.env.su else ():
            departure._check_running()
        return super().write(vals)

    @api.constrains("successor_id")
    def _check_successor_id(self):
        walled = self._walled()
        chosen = self.filtered("successor_id")
        for leaver, lines in chosen.grouped("leaver_id").items():
            for person in lines.successor_id:
                self._check_person(person, leaver)
        for line in chosen:
            person = line.successor_id
            if line.company_id not in person.sudo().company_ids:
                raise UserError(
                    self.env._(
                        "%(name)s does not work in %(company)s.",
                        name=person.name,
                        company=line.company_id.sudo().name,
                    )
                )
            if line in walled:
                raise UserError(
                    self.env._(
                        "%(name)s is kept from %(client)s by a wall. Choose somebody "
                        "else.",
                        name=person.name,
                        client=line._told_name(),
                    )
                )
            if not line._fits(person):
                raise UserError(
                    self.env._(
                        "%(name)s lacks the role for this place at %(client)s. Choose "
                        "somebody else, or ask the administrator for the role.",
                        name=person.name,
                        client=line._told_name(),
                    )
                )

    @api.model
    def _check_person(self, person, leaver):
        """Raise unless `person` can take over from `leaver` at all."""
        if not person:
            return
        if person == leaver:
            raise UserError(self.env._("Nobody succeeds himself or herself."))
        if not person.active or person.share:
            raise UserError(
                self.env._("%(name)s does not work here.", name=person.sudo().name)
            )
        if self.env["law.departure"]._is_leaving(person):
            raise UserError(
                self.env._(
                    "%(name)s cannot take over anything now. Choose somebody else.",
                    name=person.sudo().name,
                )
            )

    def action_clear(self):
        """Let these places end without a successor (bulk action of the list)."""
        self.write({"successor_id": False})

    # === BUSINESS ===

    def _measure(self):
        """Note which clients and committees would be left alone (as superuser)."""
        for line in self:
            alone, needed = line._stakes()
            if (alone, needed) != (line.alone, line.needed):
                line.write({"alone": alone, "needed": needed})

    def _stakes(self):
        """Return whether nobody else knows the client, and if a successor is needed."""
        leaver, committee, client = self.leaver_id, self.committee_id, self.client_id
        if committee:
            alone = committee.user_ids == leaver
            return alone, bool(alone or committee.chair_id == leaver)
        team = client.member_ids.filtered(lambda m: m.current and m.role != "granted")
        served = client.active and client.state != "former"
        alone = served and leaver in (team.user_id, team._lawyers())
        needed = served and (
            self.role in ("manager", "liaison")
            or self.role == "handling"
            and not team._lawyers() - leaver
        )
        return bool(alone), bool(needed)

    def _logged_clients(self):
        lines = self.sudo()
        return lines.client_id | lines.committee_id.client_ids

    def _told_name(self):
        """Return the name of the client or committee, if the user may know it."""
        own = self.with_user(self.env.user).sudo(False)
        return (
            own.has_access("read")
            and own.display_name
            or self.env._("a client whom you do not see")
        )

    def _fits(self, person):
        """Return whether `person` has the role that this place asks for."""
        self.ensure_one()
        person = person.sudo()  # whose role it is
        if self.role == "manager":
            return person.has_group(MANAGER)
        return person.has_group(LAWYER) or person.has_group(MANAGER)

    def _walled(self):
        """Return those of the lines whose successor a wall keeps from a client."""
        lines = self.sudo()  # whether a wall stands, whoever asks
        pairs = lines._kept_out()
        return lines.filtered(
            lambda line: any(
                (client, line.successor_id) in pairs
                for client in line.client_id | line.committee_id.client_ids
            )
        ).with_env(self.env)

    def _suggest(self):
        """Fill in who should follow: somebody of the team, or the client's manager."""
        lines = self.filtered(lambda x: not x.successor_id and not x.done_on)
        kept_out = lines._kept_out()
        leaving = self.env["law.departure"]._leaving()
        heads = {
            company: self.env["law.client"]._duty_holders(company)
            for company in lines.company_id
        }
        found = {
            line: line._first_fit(line._nearest(heads) - leaving, kept_out)
            for line in lines
        }
        for person, group in lines.grouped(found.get).items():
            if person:
                group.successor_id = person

    def _kept_out(self):
        """Return {(client, user)} of the walls around the clients of these lines."""
        barriers = self.env["law.barrier"].search(
            Domain("client_id", "in", self._logged_clients().ids)
            & Domain("lifted", "=", False)
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", "today -1d"))
        )
        return {(barrier.client_id, barrier.user_id) for barrier in barriers}

    def _forget_leavers(self):
        """Drop successors who leave, or have left, meanwhile; return their lines."""
        leaving = self.env["law.departure"]._leaving()
        lines = self.filtered(
            lambda x: x.successor_id in leaving or not x.successor_id.active
        ).filtered("successor_id")
        lines.successor_id = False
        return lines

    def _nearest(self, heads):
        """Return who might follow, nearest to the client first.

        A lawyer's place is not offered to the client's manager: the team would be one
        person then. Where no other lawyer is left, somebody has to choose.

        :param heads: {company: its managing partners and heads}
        """
        self.ensure_one()
        if self.role == "granted" or (self.committee_id and not self.needed):
            return self.env["res.users"]
        if self.committee_id:
            return self.committee_id.chair_id | self.committee_id.user_ids
        client = self.client_id
        team = client.member_ids.filtered(lambda m: m.current and m.role != "granted")
        if self.role == "manager":
            return team.user_id | heads[self.company_id]
        return team._lawyers() - client.manager_id

    def _first_fit(self, users, kept_out):
        """Return the first of `users` who may take this place."""
        clients = self.client_id | self.committee_id.client_ids
        for user in users.filtered(lambda u: u.active and not u.share):
            barred = any((client, user) in kept_out for client in clients)
            if self.company_id in user.company_ids and self._fits(user) and not barred:
                return user
        return users.browse()
