from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...tools.hash_chain import digest
from ...tools.wording import says_something
from .kinds import kind_name

HANDLER = "law_firm_client.group_privacy_handler"


class LawPrivacyVault(models.Model):
    """What must be kept of a person, out of sight (decision 8): stored, not in use.

    Nobody finds, exports or reads what is kept here by the way; a privacy handler
    opens one piece with a reason, and the access log tells so. When the duty to keep
    it ends, and no hold is over it, the nightly job erases it.
    """

    _name = "law.privacy.vault"
    _description = "Restricted Data"
    _inherit = ["law.read.logged"]
    _order = "until, id"

    request_id = fields.Many2one(
        "law.privacy.request", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(
        "res.company", required=True, index=True, ondelete="restrict"
    )
    res_model = fields.Char("Kind of Record", required=True)
    res_id = fields.Integer("Record No.", required=True, aggregator=None)
    data_kind = fields.Char(required=True)
    record_day = fields.Date("Day of the Record")
    content = fields.Json(groups=fields.NO_ACCESS, exportable=False)
    sha256 = fields.Char("SHA-256", help="Of what was put away; proof it is unchanged.")
    ground = fields.Char("Kept Because", required=True)
    until = fields.Date(
        "Kept Until", index=True, help="Empty: the duty has no end in sight yet."
    )
    client_numbers = fields.Json(groups=fields.NO_ACCESS)
    partner_numbers = fields.Json(groups=fields.NO_ACCESS)
    erased_on = fields.Datetime("Gone Since", index=True)

    @api.depends("res_model")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for piece in self:
            piece.display_name = kind_name(self.env, piece.res_model)

    def _logged_clients(self):
        return self._clients()

    def _clients(self):
        """Return the clients whom these pieces tell about, of those that still are."""
        numbers = {n for piece in self.sudo() for n in piece.client_numbers or ()}
        return self.env["law.client"].sudo().browse(numbers).exists()

    def _partners(self):
        numbers = {n for piece in self.sudo() for n in piece.partner_numbers or ()}
        return self.env["res.partner"].sudo().browse(numbers).exists()

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(
            self.env._("What must be kept stays here until its day; it goes by itself.")
        )

    # === PUTTING AWAY AND READING ===

    @api.model
    def _put_away(self, find, content):
        """Keep the `content` of the record that was found, and return where."""
        clients, partners = self.env["law.hold"]._told_by(find._record())
        return self.sudo().create(  # the handler's right to erase was checked
            {
                "request_id": find.request_id.id,
                "company_id": find.request_id.company_id.id,
                "res_model": find.res_model,
                "res_id": find.res_id,
                "data_kind": find._data_kind(),
                "record_day": find._record().create_date,
                "content": content,
                "sha256": digest(content),
                "ground": find.fate_ground,
                "until": find.fate_until,
                "client_numbers": clients.ids,
                "partner_numbers": partners.ids,
            }
        )

    def _read_for(self, reason):
        """Record that a privacy handler reads this, and why; return the row's number.

        :raises AccessError: for anybody else
        :raises UserError: without a reason, or when it is gone
        """
        self.ensure_one()
        if not self.env.user.has_group(HANDLER):
            raise AccessError(self.env._("Only a privacy handler opens this."))
        self.check_access("read")
        if not says_something(reason):
            raise UserError(
                self.env._("Say in a sentence why you must read what is restricted.")
            )
        if self.erased_on:
            raise UserError(self.env._("This was erased when its time was over."))
        walled = (
            self._clients()
            - self._clients().with_user(self.env.user)._filtered_access("read").sudo()
        )
        if walled:
            raise AccessError(walled._restricted_hint())
        return self.env["law.access.log"]._record(
            "open", self, detail=f"{self.request_id.name}: {reason}"
        )

    # === ENDING ===

    def _calling(self):
        """Return (ground, last day) of what calls for keeping it, or (False, None).

        A hold goes first, and has no last day.
        """
        self.ensure_one()
        clients, partners = self._clients(), self._partners()
        holds = self.env["law.hold"]._in_force()
        for hold in holds:
            held = hold.client_id in clients or hold.partner_id in partners
            if held or hold.client_id.partner_id & partners:
                return self.env._("Legal hold %(hold)s", hold=hold.name), None
        if self.request_id.kind == "restriction":
            return self.env._("The person wants it kept, but not used"), None
        return self.env["law.retention.rule"]._duty(
            self.data_kind, self.company_id, clients, self.record_day
        )

    @api.model
    def _cron_erase(self):
        """Erase what nothing calls for keeping any more; the job runs each night."""
        over = self.browse()
        for piece in self.search(Domain("erased_on", "=", False)):
            ground, until = piece._calling()
            if ground:
                piece.write({"ground": ground, "until": until})
            else:
                over |= piece
        over._erase()
        self.env["law.hold.keep"]._forget_lifted()

    def _erase(self):
        papers = self.env["ir.attachment"].search(
            [("res_model", "=", self._name), ("res_id", "in", self.ids)]
        )
        papers.unlink()
        self.write({"content": False, "erased_on": fields.Datetime.now()})
