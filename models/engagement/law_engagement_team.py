from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..client.listed import listed

# Roles that last, and so may be relied on when a lawyer names a colleague.
LASTING = ("manager", "liaison", "handling", "committee")
SEATS = frozenset(("lead_id", "team_ids"))


class LawEngagement(models.Model):
    """Who leads and works on an engagement serves the client, as long as that lasts.

    The seat makes a membership with the role of a handling lawyer where there is none,
    and ends no other than those it made. When the last engagement of a person for the
    client is closed, the membership runs out with that day, so that whoever closed it
    can still finish; who is taken off the team loses sight at once.
    """

    _inherit = "law.engagement"

    mine = fields.Boolean(compute="_compute_mine", search="_search_mine")

    @api.depends("lead_id", "team_ids")
    @api.depends_context("uid")
    def _compute_mine(self):
        for engagement in self:
            team = engagement.lead_id | engagement.team_ids
            engagement.mine = self.env.user in team

    def _search_mine(self, operator, value):
        if operator != "in":
            return NotImplemented
        mine = Domain("lead_id", "=", self.env.uid)
        return mine | Domain("team_ids", "in", self.env.uid)

    # === ORM ===

    @api.model_create_multi
    def create(self, vals_list):
        engagements = super().create(vals_list)
        engagements._follow_seats({})
        return engagements

    def write(self, vals):
        if SEATS.isdisjoint(vals) and "state" not in vals:
            return super().write(vals)
        before = {engagement: engagement._seated() for engagement in self}
        result = super().write(vals)
        self._follow_seats(before)
        return result

    def unlink(self):
        """Let the memberships that a dropped draft made go with it."""
        before = {engagement: engagement._seated() for engagement in self}
        gone = [(e.client_id, users) for e, users in before.items() if users]
        result = super().unlink()
        for client, users in gone:
            self._unseat(client, users)
        return result

    # === SEATS ===

    def _seated(self):
        """Return who sits on an engagement that is not over."""
        self.ensure_one()
        if self.state == "closed":
            return self.env["res.users"]
        return self.lead_id | self.team_ids

    def _follow_seats(self, before):
        """Make the clients' teams follow who came and who went."""
        nobody = self.env["res.users"]
        came = {
            engagement: users
            for engagement in self
            if (users := engagement._seated() - before.get(engagement, nobody))
        }
        if came:
            self._check_seats(came)
            self._seat(came)
        for engagement, users in before.items():
            if gone := users - engagement._seated():
                self._unseat(
                    engagement.client_id, gone, at_once=engagement.state != "closed"
                )

    @api.model
    def _check_seats(self, came):
        """Raise, naming them, if some may not serve the client of an engagement.

        :param came: {engagement: users who are new on it}
        """
        barred = self._barred_pairs(came)
        manager = self.env.user.has_group("law_firm_client.group_client_manager")
        free = self.env.su or manager
        lasting = set() if free else self._lasting_pairs(came)
        for engagement, users in came.items():
            client = engagement.client_id
            hidden = users.filtered(lambda u, e=engagement: (e.id, u.id) in barred)
            if hidden:
                raise UserError(
                    self.env._(
                        "%(names)s cannot work on this engagement of %(client)s. "
                        "Choose somebody else, or ask the head of client management.",
                        names=listed(self.env, hidden.sudo().mapped("name")),
                        client=client.name,
                    )
                )
            new = users.filtered(
                lambda u, c=client: not free and (c.id, u.id) not in lasting
            )
            if new:
                raise UserError(
                    self.env._(
                        "%(names)s must be on the team of %(client)s before you can "
                        "name them here. Ask the client's manager to add them.",
                        names=listed(self.env, new.sudo().mapped("name")),
                        client=client.name,
                    )
                )

    @api.model
    def _barred_pairs(self, came):
        """Return the (engagement, user) ids between which a wall stands."""
        walls = self.env["law.barrier"].sudo()  # also for whoever may not read walls
        walls = walls.search(
            walls._domain_standing()
            & Domain("client_id", "in", [e.client_id.id for e in came])
            & Domain("user_id", "in", self._everybody(came).ids)
        )
        return {
            (engagement.id, wall.user_id.id)
            for wall in walls
            for engagement in came
            if wall.client_id == engagement.client_id
            and wall.engagement_id in (engagement, wall.engagement_id.browse())
        }

    @api.model
    def _everybody(self, came):
        return self.env["res.users"].union(*came.values())

    @api.model
    def _lasting_pairs(self, came):
        """Return the (client, user) ids of those who serve the client anyway.

        A membership that a seat made ends with it, and is no ground for another seat.
        """
        members = self._present_members(came, LASTING)
        members = members.filtered(lambda member: not member.by_engagement)
        return {(member.client_id.id, member.user_id.id) for member in members}

    @api.model
    def _present_members(self, came, roles):
        Member = self.env["law.client.member"].sudo()  # who serves is no secret here
        return Member.search(
            Domain("revoked", "=", False)
            & Domain("date_to", "=", False)
            & Domain("role", "in", roles)
            & Domain("client_id", "in", [e.client_id.id for e in came])
            & Domain("user_id", "in", self._everybody(came).ids)
        )

    @api.model
    def _seat(self, came):
        """Open the memberships that the seats need and nobody has given yet."""
        present = self._present_members(came, ("liaison", "handling"))
        have = {(member.client_id, member.user_id) for member in present}
        wanted = {
            (engagement.client_id.sudo(), user.sudo()): engagement
            for engagement, users in came.items()
            for user in users
        }
        # sudo: who may name whom was checked above
        self.env["law.client.member"].sudo().create(
            [
                {
                    "client_id": client.id,
                    "user_id": user.id,
                    "role": "handling",
                    "by_engagement": True,
                    "reason": engagement.code,
                }
                for (client, user), engagement in wanted.items()
                if (client, user) not in have
            ]
        )

    @api.model
    def _unseat(self, client, users, at_once=True):
        """End the memberships that seats made, where no seat is left."""
        still = self.sudo().search(  # seats on engagements that the user cannot see
            Domain("client_id", "=", client.id)
            & Domain("state", "!=", "closed")
            & (Domain("lead_id", "in", users.ids) | Domain("team_ids", "in", users.ids))
        )
        gone = users - still.lead_id - still.team_ids
        members = self.env["law.client.member"].sudo()  # follows from the seats alone
        members = members.search(
            members._domain_unended()
            & Domain("by_engagement", "=", True)
            & Domain("date_to", "=", False)
            & Domain("client_id", "=", client.id)
            & Domain("user_id", "in", gone.ids)
        )
        if at_once:
            members.action_end()
        else:
            today = fields.Date.context_today(self)
            for member in members:
                member.date_to = max(today, member.date_from)

    def _replace_seat(self, leaver, heir):
        """Put `heir` where `leaver` sits; what was done under the name stays."""
        for engagement in self:
            values = {}
            if engagement.lead_id == leaver:
                values["lead_id"] = heir.id
            if leaver in engagement.team_ids:
                values["team_ids"] = [Command.unlink(leaver.id), Command.link(heir.id)]
            engagement.write(values)
