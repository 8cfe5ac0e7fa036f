from markupsafe import Markup

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from ...tools.person_patterns import any_of, blacken, name_patterns
from .kinds import kind_name
from .law_export_request import ANSWERED, ASKED


class LawExportRequest(models.Model):
    """The second person's side of a request to export."""

    _inherit = "law.export.request"

    def action_approve(self):
        """Let the file leave.

        :raises AccessError: for oneself, and for whoever is kept from a client of it
        """
        self._decide("approved")

    def action_refuse(self):
        """Keep the data in the firm, with the reason.

        :raises UserError: when no reason is given
        """
        for request in self:
            if not (request.answer or "").strip():
                raise UserError(self.env._("Say why, so that the person knows."))
        self._decide("refused")

    def _decide(self, state):
        for request in self:
            request._check_decider()
            request._move(
                state,
                decided_by_id=self.env.user.id,
                decided_on=fields.Datetime.now(),
            )
            told = request.sudo()  # the asker's activity; who decides was checked
            told.activity_unlink([ASKED])
            told.with_context(mail_activity_quick_update=True).activity_schedule(
                ANSWERED, user_id=request.user_id.id
            )

    def _check_decider(self):
        """Raise unless the user may decide on this request."""
        self.ensure_one()
        self.check_access("write")
        if not self.env.user.has_group("law_firm_client.group_client_head"):
            raise AccessError(self.env._("Heads and managing partners decide on this."))
        if self.user_id == self.env.user:
            raise AccessError(
                self.env._(
                    "Nobody approves an own file. Another head or managing partner "
                    "does: %(names)s.",
                    names=self.env["law.export.policy"]._whom_to_ask(self.company_id),
                )
            )
        if not self._open_to(self.env.user):
            raise AccessError(
                self.env._(
                    "A wall keeps you from a client that may be in this file, so "
                    "somebody else decides on it."
                )
            )
        self.env["law.export.policy"]._check_not_frozen(self.company_id)

    def _open_to(self, decider):
        """Return whether no wall keeps `decider` from a client that the asker sees."""
        self.ensure_one()
        clients = self._walls_against(decider).client_id.with_user(self.user_id)
        return not clients._filtered_access("read")

    def _walls_against(self, decider):
        """Return the walls that stand against `decider` now."""
        walls = self.env["law.barrier"].sudo()  # which there are; none is told
        return walls.search([("user_id", "=", decider.id), ("in_force", "=", True)])

    def _put_before_deciders(self):
        """Give the heads and managing partners who may decide a task."""
        self.ensure_one()
        heads = self.env.ref("law_firm_client.group_client_head").sudo().all_user_ids
        deciders = heads.filtered(
            lambda user: (
                self.company_id in user.company_ids
                and user != self.user_id
                and not user.law_exports_frozen
                and self._open_to(user)
            )
        )
        if not deciders:
            raise UserError(
                self.env._(
                    "Nobody else may approve this file: there is no other head or "
                    "managing partner for it. Ask for fewer rows."
                )
            )
        for decider in deciders:
            told = self.with_context(lang=decider.lang, mail_activity_quick_update=True)
            told.sudo().activity_schedule(  # the tasks are others'
                ASKED,
                user_id=decider.id,
                summary=told._asked_in_words(),
                note=Markup("<p>%s</p>") % told._purpose_for(decider),
            )

    def _asked_in_words(self):
        """Say in one line who asks to take what away."""
        self.ensure_one()
        said = {
            "name": self.user_id.name,
            "rows": self.rows,
            "kind": kind_name(self.env, self.model),
        }
        if self.way == "print":
            return self.env._("%(name)s: print %(kind)s, %(rows)s clients", **said)
        return self.env._("%(name)s: export %(kind)s, %(rows)s rows", **said)

    def _purpose_for(self, decider):
        """Return the purpose without names of clients that a wall keeps from one."""
        self.ensure_one()
        clients = self._walls_against(decider).client_id
        named = [*clients, *clients.alias_ids]
        names = {name for one in named for name in (one.name, one.name_key) if name}
        patterns = [pattern for name in names for pattern in name_patterns(name)]
        return blacken(any_of(patterns), self.purpose) if patterns else self.purpose


class LawBarrier(models.Model):
    _inherit = "law.barrier"

    def _withdraw_sight(self):
        """Take requests to export from those who may not decide on them any more."""
        result = super()._withdraw_sight()
        standing = self.sudo().filtered("in_force")  # whoever may set it, may close
        kept_out = standing.user_id
        waiting = (
            self.env["law.export.request"]
            .sudo()
            .search([("state", "=", "asked"), ("activity_user_id", "in", kept_out.ids)])
        )
        for request in waiting:
            request.activity_ids.filtered(
                lambda task, request=request: (
                    task.user_id in kept_out and not request._open_to(task.user_id)
                )
            ).unlink()
        return result
