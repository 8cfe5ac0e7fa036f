from psycopg2 import IntegrityError

from odoo import Command, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..client.listed import listed

NAMED = 5


class LawDeparture(models.Model):
    """Handing all over at once: every part of it, or nothing."""

    _inherit = "law.departure"

    def action_hand_over(self):
        """Give every place and every open thing to the successors, all or nothing.

        Doing it again hands over what has come since, and nothing twice.

        :raises UserError: naming what lacks a successor, or which part failed
        """
        self._check_running()
        system = self.sudo()  # access checked; hidden clients are handed over, too
        system._refresh()
        self._check_successors()
        with self.env.cr.savepoint():
            heirs = system._heirs()
            # Before anything moves: ending a membership hands on tasks by itself.
            things = [
                (holding, self.env[holding.model].sudo().search(holding.domain))
                for holding in system._holdings()
                if holding.move
            ]  # access checked; all of it goes, seen or not
            self._part(self.env._("Clients"), system._hand_over_members)
            self._part(self.env._("Committees"), system._hand_over_committees)
            for holding, records in things:
                move = getattr(system, holding.move)
                if records := records.exists():
                    self._part(holding.label, move, records, heirs)
        if self.state == "announced":
            self._move("handover", handed_over_on=fields.Datetime.now())

    def _part(self, label, method, *args):
        """Do one part; if it fails, say which one, and that nothing was changed."""
        try:
            method(*args)
            self.env.flush_all()
        except (UserError, IntegrityError) as error:
            raise UserError(
                self.env._(
                    "Nothing was handed over. '%(part)s' failed: %(message)s",
                    part=label,
                    message=error,
                )
            ) from error

    def _check_successors(self):
        """Raise unless each place that needs a successor has one that can take it.

        Clients that the user does not see are counted, not named.
        """
        lines = self.sudo()._open_lines()
        lines._check_successor_id()
        lacking = lines.filtered(lambda line: line.needed and not line.successor_id)
        if lacking:
            named = lacking.with_user(self.env.user).sudo(False)
            named = named._filtered_access("read")
            names = list(dict.fromkeys(named[:NAMED].mapped("display_name")))
            if len(lacking) > len(names):
                more = len(lacking) - len(names)
                names.append(self.env._("%(count)s more", count=more))
            raise UserError(
                self.env._(
                    "Choose a successor first, else these are left alone: %(names)s.",
                    names=listed(self.env, names),
                )
            )
        if self.sudo()._left_things() and not self.successor_id:
            raise UserError(
                self.env._("Choose a general successor for what belongs to no client.")
            )

    # === WHO GETS WHAT ===

    def _heirs(self):
        """Return {client: who takes the person's work for it}, handed over or not.

        A lawyer's place counts before a manager's: it is the work that moves.
        """
        order = {"liaison": 0, "handling": 1, "manager": 2}
        lines = self._all_lines().filtered(lambda x: x.client_id and x.successor_id)
        ranked = lines.sorted(lambda line: order.get(line.role, 3), reverse=True)
        return {line.client_id: line.successor_id for line in ranked}

    def _heir(self, client, heirs):
        """Return who takes a thing about `client` (which may be none).

        The client's successor; else its manager, or whoever may decide on it; the
        general successor for what belongs to nobody's client.
        """
        if not client:
            return self.successor_id
        heir = heirs.get(client)
        if heir and client._readable_by(heir):
            return heir
        if self.successor_id and client._readable_by(self.successor_id):
            return self.successor_id
        return client._whom_to_ask(self.user_id)

    def _by_heir(self, records, clients_of, heirs):
        """Return {heir: records}; `clients_of(record)` tells about whom it is."""
        groups, found = {}, {}
        for record in records:
            client = clients_of(record)[:1]
            if client not in found:
                found[client] = self._heir(client, heirs)
            heir = found[client]
            if not heir:
                raise UserError(
                    self.env._("Nobody in the firm may see the client it belongs to.")
                )
            groups[heir] = groups.get(heir, records.browse()) | record
        return groups

    # === THE PARTS ===

    def _reason(self):
        return self.env._(
            "%(number)s: %(name)s leaves the firm",
            number=self.name,
            name=self.user_id.name,
        )

    def _hand_over_members(self):
        """End the person's memberships, and open those of the successors."""
        lines = self._open_lines().filtered("member_id")
        reason = self._reason()
        Member = self.env["law.client.member"]
        lines.member_id.write({"reason": reason})
        lines.member_id.action_end()
        heirs = lines.filtered("successor_id")
        present = Member.search(
            Member._domain_unended()
            & Domain("client_id", "in", heirs.client_id.ids)
            & Domain("user_id", "in", heirs.successor_id.ids)
        )
        have = {(m.client_id, m.user_id, m.role) for m in present}
        # A lawyer of the client is one already: no second place for the same work.
        have |= {
            (m.client_id, m.user_id, "handling") for m in present if m.role == "liaison"
        }
        wanted = {(line.client_id, line.successor_id, line.role) for line in heirs}
        Member.create(
            [
                {
                    "client_id": client.id,
                    "user_id": user.id,
                    "role": role,
                    "reason": reason,
                }
                for client, user, role in sorted(
                    wanted - have, key=lambda key: (key[0].id, key[1].id, key[2])
                )
            ]
        )
        lines.done_on = fields.Datetime.now()

    def _hand_over_committees(self):
        """Let the successors sit where the person sat, and chair what he chaired."""
        leaver, reason = self.user_id, self._reason()
        lines = self._open_lines().filtered("committee_id")
        for line in lines:
            committee, heir = line.committee_id, line.successor_id
            memberships = self.env["law.client.member"].search(
                Domain("committee_id", "=", committee.id)
                & Domain("user_id", "=", leaver.id)
                & Domain("revoked", "=", False)
            )
            values = {"user_ids": [Command.unlink(leaver.id)]}
            if heir:
                values["user_ids"].append(Command.link(heir.id))
            if committee.chair_id == leaver:
                values["chair_id"] = heir.id
            committee.write(values)
            memberships.write({"reason": reason})
        lines.done_on = fields.Datetime.now()

    def _move_activities(self, activities, heirs):
        def about(activity):
            return self._clients_about(activity.res_model, activity.res_id)

        quick = activities.with_context(mail_activity_quick_update=True)
        for heir, tasks in self._by_heir(quick, about, heirs).items():
            tasks.user_id = heir

    def _move_opportunities(self, leads, heirs):
        def about(lead):
            return self._clients_about("res.partner", lead.partner_id.id)

        for heir, group in self._by_heir(leads, about, heirs).items():
            group.user_id = heir

    def _move_meetings(self, meetings, heirs):
        """Put the successor in the person's place, without mail to the clients."""

        def about(meeting):
            subject = meeting.sudo().law_subject_id
            people = subject or (meeting.partner_ids - self.user_id.partner_id)
            return self._clients_about("res.partner", people[:1].id)

        leaver, quiet = self.user_id, meetings.with_context(dont_notify=True)
        for heir, group in self._by_heir(quiet, about, heirs).items():
            group.write(
                {
                    "partner_ids": [
                        Command.unlink(leaver.partner_id.id),
                        Command.link(heir.partner_id.id),
                    ]
                }
            )
            group.filtered(lambda m: m.user_id == leaver).write({"user_id": heir.id})

    def _move_updates(self, forms, heirs):
        """Let the successors finish the forms; who typed them in stays on record."""
        for heir, group in self._by_heir(forms, lambda f: f.client_id, heirs).items():
            group._stamp({"user_id": heir.id})
            for form in group:
                form.message_post(body=self._reason())

    def _move_reactivations(self, attempts, heirs):
        groups = self._by_heir(attempts, lambda a: a.client_id, heirs)
        for heir, group in groups.items():
            group.user_id = heir

    def _clients_about(self, model, number):
        """Return the clients that a record is about; none for what is nobody's."""
        clients = self.env["law.client"]
        if not number or model not in self.env:
            return clients
        record = self.env[model].browse(number).exists()
        if hasattr(record, "_logged_clients"):
            return record._logged_clients().sudo()
        partner = record["partner_id"] if "partner_id" in record._fields else None
        if partner is not None and partner._name == "res.partner":
            return partner._logged_clients().sudo()
        return clients
