from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ...tools.names import NAME_LENGTH, fold, readable_name
from .law_conflict_check import COVERING

# So many other names one party may have.
PARTY_NAMES = 50
# On which side of the client each role stands, for the conflict check.
SIDE_OF_ROLE = {
    "co_party": "client",
    "opponent": "opponent",
    "counterparty": "opponent",
    "target": "opponent",
}
# What of a party, once changed, makes it another one to look for.
NAMED = frozenset(
    (
        *("name", "other_names", "registration_number", "role"),
        *("date_from", "date_to", "engagement_id"),
    )
)
# What a party of a closed engagement is found by.
NAMES = frozenset(("name", "other_names", "registration_number", "role"))


def _searchable(name):
    """Return a name as a check can keep it, also one from before names were checked.

    A name that is none becomes a sign, and one that is too long ends in one; the check
    tells that they were not searched.
    """
    plain = readable_name(name or "") or "?"
    return plain if len(plain) <= NAME_LENGTH else plain[: NAME_LENGTH - 1] + "…"


def _is_name(name):
    """Return whether a name may be kept: some are from before names were checked."""
    return bool(fold(name)) and _searchable(name) == " ".join(name.split())


class LawEngagement(models.Model):
    """No engagement opens before the firm knows that it is on no other side."""

    _inherit = "law.engagement"

    conflict_check_ids = fields.One2many(
        "law.conflict.check", "engagement_id", "Conflict Checks"
    )
    conflict_covered = fields.Boolean(
        "Conflict Check Covers It",
        compute="_compute_conflict_covered",
        help="A check that is cleared, and young enough, has searched the client and "
        "all parties.",
    )

    conflict_warning = fields.Selection(
        [("needed", "Check needed"), ("refused", "Check refused")],
        compute="_compute_conflict_warning",
        store=True,
        index="btree_not_null",
        help="The engagement is under way, and no check has searched the client and "
        "all parties as they are now; or the firm was found not to be free to act.",
    )

    @api.depends(
        "conflict_check_ids.state",
        "party_ids.name",
        "party_ids.other_names",
        "party_ids.registration_number",
        "party_ids.role",
        "client_id",
    )
    def _compute_conflict_covered(self):
        for engagement in self:
            engagement.conflict_covered = bool(engagement._covering_check())

    @api.depends(
        "state",
        "conflict_check_ids.state",
        "party_ids.name",
        "party_ids.other_names",
        "party_ids.registration_number",
        "party_ids.role",
        "client_id.name",
        "client_id.company_registry",
        "client_id.alias_ids.name",
    )
    def _compute_conflict_warning(self):
        for engagement in self:
            warning = False
            if engagement.state == "open":
                check = engagement._decided_check()
                refused = check.state == "refused"
                warning = "refused" if refused else not check and "needed"
            engagement.conflict_warning = warning

    def _conflict_names(self):
        """Return the names to search for: the client's, and those of the parties.

        Whatever a party is called or was: who enters it may be mistaken.

        :return: values for lines of a conflict check
        """
        self.ensure_one()
        client = self.client_id
        number = client.company_registry
        lines = [{"name": client.name, "role": "client", "number": number}]
        lines += [{"name": a.name, "role": "client"} for a in client.alias_ids]
        for party in self.party_ids:
            role = SIDE_OF_ROLE.get(party.role, "related")
            lines += [
                {"name": name, "role": role, "number": party.registration_number}
                for name in party._names()
            ]
        named = {(fold(line["name"]), line["role"]) for line in lines}
        lines += [
            line
            for line in self._unsettled_names()
            if (fold(line["name"]), line["role"]) not in named
        ]
        return [{**line, "name": _searchable(line["name"])} for line in lines]

    def _unsettled_names(self):
        """Return names that were found once and not cleared: they stay to be searched.

        Else whoever entered a party could take it out, and open what was refused.

        :return: values for lines of a conflict check
        """
        # sudo: what was found for this engagement, whoever may see it
        found = self.env["law.conflict.hit"].sudo()
        unsettled = found.search(
            [
                ("check_id.engagement_id", "in", self._origin.ids),
                ("check_id.state", "in", ("pending", "refused")),
                ("line_id.role", "!=", "client"),
            ]
        )
        if not unsettled:
            return []
        cleared = self.env["law.conflict.check"].sudo()
        cleared = cleared.search(
            [("engagement_id", "in", self._origin.ids), ("state", "in", COVERING)],
            order="id",
        )
        settled = {
            (fold(line.name), line.role): line.check_id.id for line in cleared.line_ids
        }
        return [
            {"name": line.name, "role": line.role, "number": line.number}
            for line in unsettled.line_id
            if settled.get((fold(line.name), line.role), 0) < line.check_id.id
        ]

    def _covering_check(self):
        """Return a check that lets this engagement be opened, or stay so, or none."""
        check = self._decided_check()
        return check.filtered_domain(check._domain_covering(self._origin))

    def _decided_check(self):
        """Return the latest decided check, if it searched the names as they are now.

        The latest decision counts: what was refused after it was cleared is refused.
        """
        self.ensure_one()
        if not self._origin:
            return self.env["law.conflict.check"]
        # sudo: whether the firm cleared it, for whoever may open it
        engagement = self.sudo()
        checks = self.env["law.conflict.check"].sudo()
        latest = checks.search(
            [("engagement_id", "=", self._origin.id), ("decided_on", "!=", False)],
            order="decided_on desc, id desc",
            limit=1,
        )
        names = engagement._conflict_names()
        return latest.filtered(lambda check: check._covers(names))

    def _opening_gaps(self):
        """Ask for a cleared check over the client and all who take part now."""
        return super()._opening_gaps() + self._conflict_gaps()

    def _ending_gaps(self):
        """Ask that what is under way was checked, or found to be a conflict."""
        gaps = super()._ending_gaps()
        if self.state == "open" and self.outcome != "declined":
            # One that was refused is ended, and need not be cleared before.
            gaps += [] if self._decided_check() else self._conflict_gaps()
        return gaps

    def _conflict_gaps(self):
        if self._covering_check():
            return []
        return [
            self.env._(
                "a cleared conflict check, not older than %(days)s days, over the "
                "client and all parties",
                days=self.company_id.sudo().law_conflict_days,  # as the firm set it
            )
        ]

    # === ACTIONS ===

    def action_check_conflict(self):
        """Run a conflict check with the names as they are now, and open it."""
        result = super().action_check_conflict()
        if len(self) != 1:
            return result
        return self.action_new_conflict_check()

    def action_new_conflict_check(self):
        """Run a conflict check with the names as they are now, and open it."""
        self.ensure_one()
        check = self._run_conflict_check()
        return {
            "type": "ir.actions.act_window",
            "res_model": "law.conflict.check",
            "res_id": check.id,
            "views": [[False, "form"]],
        }

    def _run_conflict_check(self):
        self.ensure_one()
        check = self.env["law.conflict.check"].create({"engagement_id": self.id})
        check.action_search()
        return check

    def action_conflict_checks(self):
        """Open the conflict checks of the engagement."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "law_firm_client.law_conflict_check_action"
        )
        domain = Domain("engagement_id", "=", self.id)
        return {**action, "domain": list(domain), "context": {}}

    @api.ondelete(at_uninstall=False)
    def _unlink_except_checked(self):
        """A conflict check stays on record, and so does what it was about."""
        # sudo: whether there is any, not what it says
        checks = self.env["law.conflict.check"].sudo()
        if checks.search_count([("engagement_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._(
                    "A conflict check was made for this engagement and stays on "
                    "record. Close it as not taken on instead."
                )
            )

    def _tell_of_refusal(self):
        """Tell the lead, and the client's manager, that the firm must not act."""
        for engagement in self.filtered(lambda e: e.state != "closed"):
            people = engagement.lead_id | engagement.client_id.manager_id
            for user in people.filtered(engagement._readable_by):
                told = engagement.with_context(lang=user.lang)
                told.activity_schedule(
                    "mail.mail_activity_data_todo",
                    user_id=user.id,
                    summary=told.env._(
                        "The conflict check was refused: the firm must not act"
                    ),
                )

    # === LATER PARTIES ===

    def _open(self):
        """Open what nobody adds a party to at this moment."""
        self._hold_parties()
        return super()._open()

    def _hold_parties(self):
        """Let nobody open these, or add to them, who does not see what is added here.

        SQL: a new version of the row, with nothing changed, makes PostgreSQL refuse
        whoever began before; Odoo then begins anew, and sees the party or the opening.
        """
        if self.ids:
            self.env.cr.execute(
                SQL(
                    "UPDATE law_engagement SET state = state WHERE id = ANY(%s)",
                    sorted(self.ids),
                )
            )

    def _recheck_open(self):
        """Run a new check for open engagements whose names none covers any more."""
        for engagement in self.filtered(lambda e: e.state == "open"):
            if engagement._covering_check():
                continue
            check = engagement._run_conflict_check()
            lead = engagement.lead_id
            if lead:
                check.sudo().activity_schedule(  # whoever adds a party tells the lead
                    "mail.mail_activity_data_todo",
                    user_id=lead.id,
                    summary=self.env._(
                        "A party is new: see what the conflict check found"
                    ),
                )


class LawEngagementParty(models.Model):
    """Whoever comes into an open engagement, or by another name, is looked up."""

    _inherit = "law.engagement.party"

    @api.constrains("name", "other_names")
    def _check_names(self):
        """What cannot be searched is not kept as a name."""
        for party in self:
            names = party._names()
            if len(names) > PARTY_NAMES + 1:
                raise ValidationError(
                    self.env._(
                        "%(party)s has %(count)s other names, and %(limit)s are the "
                        "most that one party may have. Leave out what differs in the "
                        "spelling alone: the conflict check finds it anyway.",
                        party=party.name,
                        count=len(names) - 1,
                        limit=PARTY_NAMES,
                    )
                )
            for name in names:
                party._check_searchable(name)

    def _check_searchable(self, name):
        if len(name) > NAME_LENGTH:
            raise ValidationError(
                self.env._(
                    "%(start)s…: %(count)s characters are too many for the name of a "
                    "party, at most %(limit)s are searched. Shorten it, and put the "
                    "rest into the remark.",
                    start=name[:30],
                    count=len(name),
                    limit=NAME_LENGTH,
                )
            )
        if readable_name(name) != " ".join(name.split()):
            raise ValidationError(
                self.env._(
                    "The name %(name)s has characters that nobody sees, or that turn "
                    "the direction of writing. Type it anew.",
                    name=readable_name(name),
                )
            )
        if not fold(name):
            raise ValidationError(
                self.env._(
                    "%(name)s has no letter, so nobody could search for it. Enter the "
                    "name of the party.",
                    name=name,
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        parties = super().create(vals_list)
        parties.engagement_id._hold_parties()
        parties.engagement_id._recheck_open()
        return parties

    def write(self, vals):
        """Keep the names of an open engagement's parties, and those of closed ones."""
        self._check_renamed(vals)
        before = {} if self.env.su else {p: p._names() for p in self if p._is_open()}
        result = super().write(vals)
        for party, names in before.items():
            lost = [n for n in names if n not in party._names() and _is_name(n)]
            if lost:
                kept = "\n".join([*filter(None, [party.other_names]), *lost])
                super(LawEngagementParty, party).write({"other_names": kept})
        if not NAMED.isdisjoint(vals):
            self.engagement_id._hold_parties()
            self.engagement_id._recheck_open()
        return result

    def _is_open(self):
        return self.engagement_id.state == "open"

    def _check_renamed(self, vals):
        """Raise if the party of a closed engagement would become another."""
        if self.env.su:
            return
        given = NAMES.intersection(vals)
        for party in self.filtered(lambda p: p.engagement_id.state == "closed"):
            if any((party[name] or "") != (vals[name] or "") for name in given):
                raise UserError(
                    self.env._(
                        "%(engagement)s is closed: its parties keep their names, "
                        "numbers and roles. Reopen it first, or enter what is new as "
                        "a remark.",
                        engagement=party.engagement_id.display_name,
                    )
                )
