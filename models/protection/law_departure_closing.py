import logging

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

# Fields of a user that let another service in, where its addon is installed.
FOREIGN_KEYS = ("oauth_access_token",)


class LawDeparture(models.Model):
    """Closing access: the account, and all that opens without it."""

    _inherit = "law.departure"

    def _close_access(self):
        """Shut the person out: account, sessions, keys, links, news (as superuser).

        Doing it again closes what has come up since.
        """
        self.ensure_one()
        user = self.user_id
        self._end_sight()
        counts = self._end_ways_in()
        user._law_shut_out()
        if self.access_closed_on:
            return
        self._stamp(
            {"access_closed_on": fields.Datetime.now(), "access_counts": counts}
        )
        self._stamp({"access_record": self._closed_text()})
        self._record_step(self.env._("Access closed."))

    def _end_sight(self):
        """End what was granted for a time: requests, and emergency openings."""
        mine = Domain("user_id", "=", self.user_id.id)
        self._close_requests()
        granted = self.env["law.access.request"].search(
            mine & Domain("state", "=", "granted")
        )
        granted.decision_ids.member_id.filtered("current").action_end()
        for request in granted:
            request._move("expired")
            request.decision_ids._close()
        openings = self.env["law.emergency.access"].search(
            mine & Domain("opened_until", ">", fields.Datetime.now())
        )
        openings.action_close()

    @api.depends("access_counts", "access_record")
    @api.depends_context("lang")
    def _compute_access_closed(self):
        for departure in self:
            departure.access_closed = departure._closed_text()

    def _closed_text(self):
        """Return what was closed, and how often, in the reader's language.

        Of departures from before the numbers were kept: as it was written then.
        """
        self.ensure_one()
        words = self._way_words()
        lines = [f"{words.get(key, key)}: {n}" for key, n in self.access_counts or ()]
        return "\n".join(lines) or self.access_record

    @api.model
    def _way_words(self):
        """Return {key of a way in: words}."""
        return {
            "devices": self.env._("Devices logged in"),
            "api_keys": self.env._("API keys"),
            "trusted": self.env._("Trusted devices"),
            "passkeys": self.env._("Passkeys"),
            "followed": self.env._("Records followed"),
            "links": self.env._("Files shared by link"),
            "jobs": self.env._("Jobs run in this name"),
        }

    def _ways_in(self):
        """Return [(key, records to delete)] that let the person in, or bring news.

        Extend it where an addon knows more of them.
        """
        user, partner = self.user_id, self.user_id.partner_id
        ways = [
            ("api_keys", "res.users.apikeys", "user_id", user),
            ("trusted", "auth_totp.device", "user_id", user),
            ("passkeys", "auth.passkey.key", "create_uid", user),
            ("followed", "mail.followers", "partner_id", partner),
        ]
        return [
            (key, self.env[model].search([(name, "=", record.id)]))
            for key, model, name, record in ways
            if model in self.env
        ]

    def _end_ways_in(self):
        """Delete and revoke them; return [(key, how many)]."""
        user = self.user_id
        counts = []
        for key, records in self._ways_in():
            counts.append((key, len(records)))
            records.unlink()
        devices = self.env["res.device"].search([("user_id", "=", user.id)])
        counts.insert(0, ("devices", len(devices)))
        devices._revoke()
        counts.append(("links", self._end_links()))
        jobs = self.env["ir.cron"].search([("user_id", "=", user.id)])
        counts.append(("jobs", len(jobs)))
        jobs.active = False
        for digest in self.env["digest.digest"].search([("user_ids", "in", user.ids)]):
            digest.user_ids -= user
        tasks = self.env["mail.activity"].search(
            Domain("user_id", "=", user.id)
            & Domain("res_model", "in", self._own_models())
        )
        tasks.unlink()
        user.partner_id.signup_cancel()
        user.write({name: False for name in FOREIGN_KEYS if name in user._fields})
        return counts

    def _end_links(self):
        """Make the links void that open a record without a login; return how many.

        Those of the records that the person made, and of the meetings to which he or
        she was invited. Whoever else needs one gets a new link by sharing it again.
        """
        user = self.user_id
        attendees = self.env["calendar.attendee"].search(
            [("partner_id", "=", user.partner_id.id)]
        )
        for attendee in attendees:
            attendee.access_token = attendee._default_access_token()
        total = len(attendees)
        for model in self._linked_models():
            records = (
                self.env[model]
                .with_context(active_test=False)
                .search(
                    Domain("create_uid", "=", user.id)
                    & Domain("access_token", "!=", False)
                )
            )
            total += len(records)
            # Past `write`: a link is no change of the record, and needs no notice.
            if records:
                self.env.execute_query(
                    SQL(
                        "UPDATE %s SET access_token = NULL WHERE id IN %s RETURNING id",
                        SQL.identifier(records._table),
                        records._ids,
                    )
                )
                records.invalidate_recordset(["access_token"])
        return total

    @api.model
    def _linked_models(self):
        """Return the models whose records open by a link: files, and portal's."""
        portal = self.pool["portal.mixin"]
        return ["ir.attachment"] + [
            name
            for name, model in self.pool.items()
            if issubclass(model, portal) and not model._abstract and model._auto
        ]

    @api.model
    def _cron_last_day(self):
        """Shut out those whose last day has passed, handed over or not."""
        due = self.search(
            Domain("state", "in", ("announced", "handover"))
            & Domain("access_closed_on", "=", False)
            & Domain("last_day", "<", "today +1d")
        )
        for departure in due:
            there = departure.with_context(tz=departure.user_id.tz)
            if departure.last_day < fields.Date.context_today(there):
                departure._close_access_or_say()
                self.env["ir.cron"]._commit_progress(1)

    def _close_access_or_say(self):
        """Close access; what fails for one keeps nobody else's account open."""
        try:
            with self.env.cr.savepoint():
                self._close_access()
        except Exception:
            _logger.exception("%s: access could not be closed", self.name)
