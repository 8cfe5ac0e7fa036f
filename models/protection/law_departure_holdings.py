from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain

from ..client.law_client_update import OPEN_STATES


class Holding(NamedTuple):
    """One kind of thing that hangs on a person: which records, and how they move.

    `move` is the name of a method of `law.departure` that takes the records and gives
    them to successors; None when they stay on record, or end with the account. Which
    they are is not shown where they are only `counted`.
    """

    key: str
    label: str
    model: str
    domain: Domain
    move: str | None = None
    ends: bool = False
    counted: bool = False


class LawDeparture(models.Model):
    """What hangs on the person who leaves."""

    _inherit = "law.departure"

    def _holdings(self):
        """Return the kinds of things that hang on the person, as `Holding`s.

        Extend it in a higher room for engagements, promises, questions, complaints:
        add a Holding whose `move` names a method of yours on `law.departure`. It gets
        the records as superuser, and gives each to `self._heir(client)`. What raises
        there undoes the whole hand-over, and the message names the kind.
        """
        self.ensure_one()
        mine = Domain("user_id", "=", self.user_id.id)
        return [
            Holding(
                "activity",
                self.env._("Open tasks"),
                "mail.activity",
                mine & Domain("res_model", "not in", self._own_models()),
                "_move_activities",
            ),
            Holding(
                "opportunity",
                self.env._("Opportunities"),
                "crm.lead",
                mine & Domain("won_status", "=", "pending"),
                "_move_opportunities",
            ),
            Holding(
                "meeting",
                self.env._("Meetings to come"),
                "calendar.event",
                self._domain_meetings(),
                "_move_meetings",
            ),
            Holding(
                "update",
                self.env._("Update forms not posted"),
                "law.client.update",
                mine & Domain("state", "in", [*OPEN_STATES, "submitted"]),
                "_move_updates",
            ),
            Holding(
                "reactivation",
                self.env._("Clients to win back"),
                "law.reactivation",
                mine & Domain("date_to", "=", False),
                "_move_reactivations",
            ),
            *self._holdings_known(),
            *self._holdings_access(),
        ]

    def _holdings_known(self):
        """Return what only this person knows: it stays, and is to be asked about."""
        mine = Domain("user_id", "=", self.user_id.id)
        return [
            Holding(
                "alone",
                self.env._("Clients no other lawyer knows"),
                "law.client.alone",
                mine,
            ),
            Holding(
                "knowledge",
                self.env._("Facts, people and relations only this person entered"),
                "law.knowledge.alone",
                mine,
            ),
            Holding(
                "need",
                self.env._("Open needs this person heard"),
                "law.need",
                mine & Domain("state", "=", "open"),
            ),
            Holding(
                "private",
                self.env._("Private meetings with clients"),
                "calendar.event",
                self._domain_meetings(private=True)
                & Domain(
                    "partner_ids", "any", Domain("law_lock_client_id", "!=", False)
                ),
                counted=True,
            ),
        ]

    def _holdings_access(self):
        """Return the ways in that this person holds: they end with the account."""
        mine = Domain("user_id", "=", self.user_id.id)
        running = Domain("opened_until", ">", fields.Datetime.now())
        holdings = [
            Holding(
                "session",
                self.env._("Devices logged in"),
                "res.device",
                mine,
                ends=True,
            ),
            Holding(
                "key",
                self.env._("API keys"),
                "res.users.apikeys",
                mine,
                ends=True,
            ),
            Holding(
                "job",
                self.env._("Jobs run in this name"),
                "ir.cron",
                mine,
                ends=True,
            ),
            Holding(
                "opening",
                self.env._("Emergency openings running"),
                "law.emergency.access",
                mine & running,
                ends=True,
            ),
            Holding(
                "request",
                self.env._("Access granted on request"),
                "law.access.request",
                mine & Domain("state", "=", "granted"),
                ends=True,
            ),
            Holding(
                "link",
                self.env._("Files shared by link"),
                "ir.attachment",
                Domain("create_uid", "=", self.user_id.id)
                & Domain("access_token", "!=", False),
                ends=True,
            ),
        ]
        return holdings

    @api.model
    def _own_models(self):
        """Return the models whose tasks belong to a process and not to a person."""
        return ["law.access.request", "law.house.rule.version"]

    def _domain_meetings(self, private=False):
        """Return the domain of meetings to come: led by the person, or with it."""
        return (
            Domain("start", ">=", fields.Datetime.now())
            & Domain("privacy", "=" if private else "!=", "private")
            & (
                Domain("user_id", "=", self.user_id.id)
                | Domain("partner_ids", "in", self.user_id.partner_id.ids)
            )
        )

    def _fate(self, holding):
        """Return in words what becomes of a kind of thing."""
        if holding.move:
            return self.env._("goes to the successors")
        if holding.ends:
            return self.env._("ends when access is closed")
        return self.env._("stays; ask about it now")

    # === LOOK UP ===

    def _refresh(self):
        """Look up what hangs on the person; choices made so far are kept."""
        for departure in self:
            departure._refresh_lines()
            departure._refresh_holdings()

    def _refresh_holdings(self):
        have = set(self.holding_ids.mapped("kind"))
        self.env["law.departure.holding"].create(
            [
                {"departure_id": self.id, "kind": holding.key, "sequence": number}
                for number, holding in enumerate(self._holdings())
                if holding.key not in have
            ]
        )
        self.holding_ids.invalidate_recordset()

    def _refresh_lines(self):
        """List the places that are new, drop those that ended meanwhile."""
        members = self._memberships()
        committees = self._committees()
        open_lines = self._open_lines()
        gone = open_lines.filtered(
            lambda line: (line.member_id - members) or (line.committee_id - committees)
        )
        gone.unlink()
        have = open_lines.exists()
        fresh = self.env["law.departure.line"].create(
            [
                *map(self._prepare_line, members - have.member_id),
                *map(self._prepare_line, committees - have.committee_id),
            ]
        )
        (have | fresh)._measure()
        gone = have._forget_leavers()
        (fresh | gone)._suggest()

    def _prepare_line(self, place):
        """Return the values of the line for a membership or a committee."""
        values = {"departure_id": self.id, "company_id": place.company_id.id}
        if place._name == "law.committee":
            return {**values, "committee_id": place.id, "role": "committee"}
        return {
            **values,
            "member_id": place.id,
            "client_id": place.client_id.id,
            "role": place.role,
        }

    def _memberships(self):
        """Return the places on clients' teams that are the person's own."""
        Member = self.env["law.client.member"]
        return Member.search(
            Member._domain_unended()
            & Domain("user_id", "=", self.user_id.id)
            & Domain("role", "!=", "committee")
        )

    def _committees(self):
        """Return the committees that the person sits on."""
        return self.env["law.committee"].search(
            Domain("user_ids", "in", self.user_id.ids)
        )
