from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .kinds import kind_name

FACTS = ("law.person.fact", "law.client.position")
CARD = ("law.client", "law.client.person", "law.client.alias")
TALK = ("mail.message", "mail.mail", "mail.activity", "calendar.event")
CONTACT = ("res.partner", "res.partner.bank", "res.users", "crm.lead")
LOG = "law.access.log"


class LawPrivacyFind(models.Model):
    """A place in the firm's data where the person was found, or somebody alike.

    What stands there is shown only to a handler who may open the record itself; others
    see that there is something, and whom to ask. The system writes these lines; the
    handler says of each whether it is this person.
    """

    _name = "law.privacy.find"
    _description = "Place Where a Person Was Found"
    _inherit = ["law.read.logged"]
    _order = "request_id, sequence, res_model, res_id"

    request_id = fields.Many2one(
        "law.privacy.request", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="request_id.company_id", store=True, index=True
    )
    sequence = fields.Integer(default=50, aggregator=None)
    res_model = fields.Char("Kind of Record", required=True)
    res_id = fields.Many2oneReference(
        "Record No.", model_field="res_model", required=True, aggregator=None
    )
    kind_label = fields.Char("Where", compute="_compute_shown")
    how = fields.Char("How Found", required=True)
    snippet = fields.Text(groups=fields.NO_ACCESS, exportable=False)
    row_count = fields.Integer(default=1, aggregator=None)
    readable = fields.Boolean(compute="_compute_shown")
    record_label = fields.Char("Record", compute="_compute_shown")
    shown_snippet = fields.Text("What Stands There", compute="_compute_shown")
    decision = fields.Selection(
        [("open", "To decide"), ("this", "This person"), ("other", "Another person")],
        "Who It Is",
        default="open",
        required=True,
        index=True,
    )
    decided_by_id = fields.Many2one("res.users", ondelete="restrict")
    decided_on = fields.Datetime()

    _place_uniq = models.Constraint(
        "UNIQUE(request_id, res_model, res_id)", "A place is listed once."
    )

    @api.depends("res_model", "res_id", "snippet")
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_shown(self):
        readable = self._readable()
        for find in self:
            label = kind_name(self.env, find.res_model)
            find.kind_label = label
            find.readable = find in readable
            if find.readable:
                text = find.sudo().snippet  # the record itself may be read
                find.record_label = find._record().display_name or label
                find.shown_snippet = text
            else:
                find.record_label = find._mask()
                find.shown_snippet = False

    def _readable(self):
        """Return those of the finds whose record the user may open."""
        result = self.browse()
        for model, finds in self.grouped("res_model").items():
            if model not in self.env:
                continue
            records = self.env[model].browse(finds.mapped("res_id"))
            records = records.with_user(self.env.user).exists()
            try:
                seen = set(records._filtered_access("read").ids)
            except AccessError:
                seen = set()
            result |= finds.filtered(lambda find, seen=seen: find.res_id in seen)
        return result

    def _mask(self):
        """Say whom to ask about a find that the user may not open."""
        record = self._record()
        if not record:
            return self.env._("Gone since then")
        if self.res_model == LOG:
            return self.env._("Rows of the access log; ask the auditor.")
        clients, _partners = self.env["law.hold"]._told_by(record)
        hint = clients and clients.sudo(False)._restricted_hint()
        return hint or self.env._(
            "Restricted; ask %(name)s.",
            name=self.request_id._duty_holder().sudo().name
            or self.env._("the managing partner"),
        )

    def _record(self):
        """Return the record that was found, past rights: for the system alone."""
        if self.res_model not in self.env:
            return self.env["law.privacy.find"]
        record = self.env[self.res_model].sudo().browse(self.res_id)
        return record.with_context(active_test=False).exists()

    def _logged_clients(self):
        clients = self.env["law.client"].sudo()
        for find in self:
            record = find._record()
            if record and find.res_model != LOG:
                clients |= self.env["law.hold"]._told_by(record)[0]
        return clients

    def _data_kind(self):
        """Return the kind of data, as the duties to keep know it."""
        model = self.res_model
        if model == "ir.attachment":
            return "paper"
        if model in FACTS:
            return "fact"
        if model in CARD:
            return "client" if model == "law.client" else "fact"
        if model in TALK:
            return "correspondence"
        if model in CONTACT:
            return "client" if self._is_client_contact() else "contact"
        if model.startswith(("law.client.update", "law.client.import")):
            return "proposal"
        return "other"

    def _is_client_contact(self):
        record = self._record()
        return self.res_model == "res.partner" and bool(record.law_client_ids)

    # === ACTIONS ===

    def action_this(self):
        """Say that these places are about the person; what hangs on them is added."""
        self._decide("this")
        for request, finds in self.grouped("request_id").items():
            request._add_linked(finds)

    def action_other(self):
        """Say that these places are about somebody else."""
        self._decide("other")
        for request, finds in self.grouped("request_id").items():
            request._leave_linked(finds)

    def action_reopen(self):
        """Take a decision back."""
        self._decide("open")

    def action_open_record(self):
        """Open the record, with the rights of whoever asks."""
        self.ensure_one()
        if self not in self._readable():
            raise AccessError(self._mask())
        return {
            "type": "ir.actions.act_window",
            "res_model": self.res_model,
            "res_id": self.res_id,
            "view_mode": "form",
            "views": [(False, "form")],
        }

    def _decide(self, decision):
        for request in self.request_id:
            request._check_handler()
            request._check_open()
        self.check_access("read")
        hidden = self - self._readable()
        hidden = hidden.filtered(lambda find: find.res_model != LOG)
        if hidden:
            raise AccessError(
                self.env._(
                    "You may not open what was found there, so you cannot say who it "
                    "is. %(hint)s",
                    hint=hidden[0]._mask(),
                )
            )
        if any(find.outcome for find in self.sudo()):
            raise UserError(self.env._("This was erased or put away already."))
        self.sudo().write(  # the handler and his or her sight were checked
            {
                "decision": decision,
                "decided_by_id": self.env.uid,
                "decided_on": fields.Datetime.now(),
            }
        )
        self.request_id._forget_approval()
