from odoo import api, fields, models
from odoo.exceptions import UserError


class LawEmergencyAccess(models.Model):
    """Somebody kept out opened a client in an emergency (紧急开启), with a reason.

    It lets the person through the wall for some hours and tells the managing partner
    at once. It ends by itself, and stays on record for ever.
    """

    _name = "law.emergency.access"
    _description = "Emergency Opening of a Client"
    _inherit = ["law.gate.mixin", "law.discreet.thread"]
    _order = "id desc"
    _gated_fields = frozenset(
        ("name", "client_id", "user_id", "reason", "opened_at", "opened_until")
    )

    name = fields.Char("Number", readonly=True, default="/")
    client_id = fields.Many2one(
        "law.client", readonly=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="client_id.company_id", store=True, index=True)
    user_id = fields.Many2one(
        "res.users", "Opened by", readonly=True, index=True, ondelete="restrict"
    )
    reason = fields.Text(readonly=True)
    opened_at = fields.Datetime(readonly=True)
    opened_until = fields.Datetime(readonly=True)
    running = fields.Boolean(compute="_compute_running")

    def _compute_running(self):
        now = fields.Datetime.now()
        for opening in self:
            opening.running = bool(opening.opened_until and opening.opened_until > now)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_ever(self):
        raise UserError(self.env._("An emergency opening stays on record."))

    def action_close(self):
        """Close the client again before its time."""
        self.check_access("read")
        now = fields.Datetime.now()
        for opening in self.filtered("running").sudo():  # closing is always allowed
            opening._stamp({"opened_until": now})
            barriers = self.env["law.barrier"]._standing(
                opening.client_id, opening.user_id
            )
            barriers.write({"opened_until": now})

    def _open(self, client, user, reason, hours):
        """Let `user` through the walls around `client`, and tell who must know.

        :return: the opening
        """
        now = fields.Datetime.now()
        until = fields.Datetime.add(now, hours=hours)
        opening = self.create({})
        opening._stamp(
            {
                "name": self.env["ir.sequence"].next_by_code("law.emergency.access"),
                "client_id": client.id,
                "user_id": user.id,
                "reason": reason,
                "opened_at": now,
                "opened_until": until,
            }
        )
        barriers = self.env["law.barrier"]._standing(client, user)
        barriers.sudo().write({"opened_until": until})
        opening._tell(barriers.set_by_id)
        return opening

    def _tell(self, setters):
        """Tell the managing partners, the heads, who set the wall, and who keeps the
        client; name no client in mail.
        """
        watchers = (
            self.client_id._duty_holders(self.company_id)
            | setters
            | self.client_id.manager_id
        )
        watchers = (watchers - self.user_id).filtered(
            lambda user: user.active and self._readable_by(user)
        )
        if not watchers:
            return
        self.with_context(mail_activity_quick_update=True).activity_schedule(
            "law_firm_client.activity_emergency_look", user_id=watchers[0].id
        )
        self.message_notify(
            author_id=self.user_id.partner_id.id,
            partner_ids=watchers.partner_id.ids,
            subject=self.env._("Emergency opening %(number)s", number=self.name),
            body=self.env._(
                "%(name)s opened a client behind a wall until %(until)s. Reason given: "
                "%(reason)s",
                name=self.user_id.name,
                until=fields.Datetime.context_timestamp(
                    self, self.opened_until
                ).strftime("%Y-%m-%d %H:%M"),
                reason=self.reason,
            ),
        )
