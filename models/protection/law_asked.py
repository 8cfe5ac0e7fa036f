from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date


class LawAsked(models.AbstractModel):
    """What a person asks the firm for: numbered, sent once, answered, kept on record.

    A model that inherits this has a `state` that begins as "draft", names in
    `_transitions` where each state may go, and in `_said_fields` what is fixed once it
    was sent.
    """

    _name = "law.asked"
    _description = "Something Asked For"
    _inherit = ["law.gate.mixin", "law.discreet.thread"]
    _transitions = {}
    _said_fields = frozenset()

    name = fields.Char(
        "Number",
        default=lambda self: self.env._("New"),
        readonly=True,
        copy=False,
    )
    user_id = fields.Many2one(
        "res.users",
        "Asked by",
        default=lambda self: self.env.user,
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(
        "res.company",
        default=lambda self: self.env.company,
        required=True,
        readonly=True,
        index=True,
        ondelete="restrict",
    )
    asked_on = fields.Datetime(readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        requests = super().create(vals_list)
        for request in requests:
            number = self.env["ir.sequence"].next_by_code(self._name)
            request._stamp({"name": number or request._unnumbered()})
        return requests

    def _unnumbered(self):
        """Return what a request is called where the firm has no numbers for it."""
        self.ensure_one()
        return self.env._(
            "Request of %(day)s", day=format_date(self.env, self.create_date)
        )

    def write(self, vals):
        """Keep what was said once it was sent."""
        said = self._said_fields & vals.keys()
        if said and any(request.state != "draft" for request in self):
            raise UserError(
                self.env._(
                    "What was asked stays as it is. Withdraw the request and write a "
                    "new one."
                )
            )
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_asked(self):
        if any(request.state != "draft" for request in self):
            raise UserError(
                self.env._("A request that was sent stays on record. Withdraw it.")
            )

    def _check_mine(self):
        """Raise unless the user is the one who asks."""
        self.check_access("write")
        mine = all(request.user_id == self.env.user for request in self)
        if not mine and not self.env.su:
            raise AccessError(self.env._("Only the person who asks does this."))

    def _move(self, state, **stamps):
        """Bring the request into `state`, or say why it cannot go there."""
        self.ensure_one()
        self._check_state_to(state, state in self._transitions.get(self.state, ()))
        self._stamp({"state": state, **stamps})
