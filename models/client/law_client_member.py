from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain

from .listed import listed


class LawClientMember(models.Model):
    """A person of the firm on the team of a client, in a role, for a time.

    This is the one source of authorisation: whoever is not a current member and has
    no firm-wide role does not see the client. Memberships end; they are not deleted.
    """

    _name = "law.client.member"
    _description = "Team Member of a Client"
    _inherit = ["law.client.part"]
    _kept_fields = frozenset(("revoked",))
    _order = "client_id, date_to desc, role, date_from desc, id"
    _check_company_auto = True
    _kept_fields = frozenset(("revoked",))

    client_id = fields.Many2one(
        "law.client", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="client_id.company_id", store=True, index=True)
    user_id = fields.Many2one(
        "res.users", required=True, index=True, ondelete="restrict", check_company=True
    )
    role = fields.Selection(
        [
            ("manager", "Client manager"),
            ("liaison", "Liaison lawyer"),
            ("handling", "Handling lawyer"),
            ("committee", "Committee"),
            ("granted", "Granted access"),
        ],
        required=True,
        default="handling",
    )
    date_from = fields.Date(
        "Since", required=True, default=fields.Date.context_today, index=True
    )
    date_to = fields.Date("Until", help="Last day of the membership. Empty: open.")
    revoked = fields.Boolean(
        readonly=True,
        help="Ended at once, whatever the time of day and the time zone.",
    )
    reason = fields.Char()
    committee_id = fields.Many2one("law.committee", index=True, ondelete="set null")
    current = fields.Boolean(compute="_compute_current", search="_search_current")

    _open_uniq = models.UniqueIndex(
        "(client_id, user_id, role, COALESCE(committee_id, 0)) WHERE date_to IS NULL",
        "This person is on the client's team in this role already.",
    )
    _manager_uniq = models.UniqueIndex(
        "(client_id) WHERE role = 'manager' AND date_to IS NULL",
        "The client has a client manager already. End the present one first.",
    )
    _liaison_uniq = models.UniqueIndex(
        "(client_id) WHERE role = 'liaison' AND date_to IS NULL",
        "The client has a liaison lawyer already. End the present one first.",
    )
    _user_client_idx = models.Index("(user_id, client_id, date_to)")
    _period = models.Constraint(
        "CHECK(date_to IS NULL OR date_to >= date_from)",
        "A membership cannot end before it begins.",
    )

    @api.depends("user_id", "role")
    @api.depends_context("lang")
    def _compute_display_name(self):
        roles = dict(self._fields["role"]._description_selection(self.env))
        for member in self:
            member.display_name = f"{member.user_id.name} ({roles.get(member.role)})"

    @api.depends("date_from", "date_to", "revoked")
    @api.depends_context("tz")
    def _compute_current(self):
        today = fields.Date.context_today(self)
        tomorrow = fields.Date.add(today, days=1)
        for member in self:
            member.current = (
                not member.revoked
                and (member.date_from or today) <= tomorrow
                and (not member.date_to or member.date_to >= today)
            )

    def _search_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        return self._domain_current()

    @api.model
    def _domain_unended(self):
        """Return the domain of memberships that hold now or are still to begin."""
        return Domain("revoked", "=", False) & (
            Domain("date_to", "=", False) | Domain("date_to", ">=", "today")
        )

    @api.model
    def _domain_current(self):
        """Return the domain of memberships that hold now.

        A first day counts from where on earth it begins first, so that a member whom a
        colleague further east has just added need not wait for midnight.
        """
        return (
            Domain("revoked", "=", False)
            & Domain("date_from", "<=", "today +1d")
            & (Domain("date_to", "=", False) | Domain("date_to", ">=", "today"))
        )

    def write(self, vals):
        self._check_history(vals)
        before = self.filtered("current")
        result = super().write(vals)
        (before - self.filtered("current"))._withdraw_sight()
        return result

    def _stamps(self, vals):
        """A membership whose last day has passed is over in every time zone."""
        if "date_to" not in vals or "revoked" in vals:
            return {}
        date_to = fields.Date.to_date(vals["date_to"])
        return {"revoked": bool(date_to and date_to < fields.Date.context_today(self))}

    @api.model
    def _check_entered(self, vals):
        result = super()._check_entered(vals)
        by_committee = vals.get("role") == "committee"
        if by_committee != bool(vals.get("committee_id")) and not self.env.su:
            raise UserError(
                self.env._("Add the person to the committee; the team follows.")
            )
        return result

    def _check_history(self, vals):
        """Raise where a write would make the history untrue."""
        today = fields.Date.context_today(self)
        for name in ("user_id", "role"):
            if name in vals and any(
                vals[name] != (m[name].id if name == "user_id" else m[name])
                for m in self
            ):
                raise UserError(
                    self.env._(
                        "A membership keeps its client, its person and its role, so "
                        "that the history stays true. End this one and add a new one."
                    )
                )
        if (
            "date_to" in vals
            and not self.env.su
            and any(m.revoked or (m.date_to and m.date_to < today) for m in self)
        ):
            raise UserError(
                self.env._(
                    "A membership that is over stays as it was. Add a new one with "
                    "the days on which it holds."
                )
            )
        if (
            "date_from" in vals
            and not self.env.su
            and any(
                m.date_from < today
                and m.date_from != fields.Date.to_date(vals["date_from"])
                for m in self
            )
        ):
            raise UserError(
                self.env._("A membership that has begun keeps its first day.")
            )

    def _withdraw_sight(self):
        """Take client news and tasks from those whom nothing entitles any more."""
        for client, members in self.grouped("client_id").items():
            gone = members.user_id.filtered(
                lambda u, client=client: not client.with_user(u).has_access("read")
            )
            if gone:
                client.sudo()._withdraw(
                    gone
                )  # whoever ends a membership ends its sight

    @api.ondelete(at_uninstall=False)
    def _unlink_except_history(self):
        today = fields.Date.context_today(self)
        if any(
            min(member.date_from, member.create_date.date()) < today for member in self
        ):
            raise UserError(
                self.env._(
                    "Who was on the team, and when, stays on record. "
                    "End the membership instead of deleting it."
                )
            )

    @api.constrains("role", "client_id", "date_from", "date_to", "revoked")
    def _check_one_at_a_time(self):
        """A client has one manager and one liaison lawyer at any time."""
        for member in self.filtered(
            lambda m: m.role in ("manager", "liaison") and not m.revoked
        ):
            others = Domain("client_id", "=", member.client_id.id) & Domain(
                "role", "=", member.role
            )
            others &= Domain("id", "!=", member.id) & Domain("revoked", "=", False)
            others &= Domain("date_to", "=", False) | Domain(
                "date_to", ">=", member.date_from
            )
            if member.date_to:
                others &= Domain("date_from", "<=", member.date_to)
            if self.search_count(others, limit=1):
                raise ValidationError(
                    self.env._(
                        "%(client)s has somebody in this role for this time already. "
                        "End that membership first.",
                        client=member.client_id.name,
                    )
                )

    @api.constrains("role", "user_id")
    def _check_role(self):
        if any(user.share for user in self.user_id):
            raise ValidationError(
                self.env._("Only people of the firm belong to a client's team.")
            )
        managers = self.filtered(lambda m: m.role == "manager")
        wrong = managers.user_id.filtered(
            lambda u: not u.has_group("law_firm_client.group_client_manager")
        )
        if wrong:
            raise ValidationError(
                self.env._(
                    "%(names)s cannot be client manager: the role 'Client Manager' "
                    "is missing. Ask the administrator for it, or choose somebody "
                    "else.",
                    names=listed(self.env, wrong.mapped("name")),
                )
            )

    def _user_of(self, role):
        """Return the user who fills `role`, the longest-serving first."""
        return self.filtered(lambda m: m.role == role).sorted("date_from")[:1].user_id

    def _lawyers(self):
        """Return the users who serve the client as lawyers."""
        return self.filtered(lambda m: m.role in ("liaison", "handling")).user_id

    def action_end(self):
        """End these memberships at once; today is their last day.

        :raises AccessError: for whoever may not write the memberships
        """
        today = fields.Date.context_today(self)
        self.check_access("write")
        members = self.sudo()  # write access was checked
        begun = members.filtered(lambda m: m.date_from <= today)
        begun.write({"date_to": today, "revoked": True})
        for member in members - begun:
            member.write({"date_to": member.date_from, "revoked": True})
        # One manager and one liaison a client: the place must be free in the database
        # before the next member is inserted.
        self.flush_recordset(["date_to"])
