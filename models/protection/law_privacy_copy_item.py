from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .law_privacy_request import OPEN


class LawPrivacyCopyItem(models.Model):
    """One line of the copy that a person is given: shown, or blackened with a ground.

    The text is what the record says, with the names of other people and of clients
    blackened already; the handler corrects it, and decides on each item.
    """

    _name = "law.privacy.copy.item"
    _description = "Item of a Copy"
    _inherit = ["law.read.logged"]
    _order = "request_id, sequence, id"

    request_id = fields.Many2one(
        "law.privacy.request", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        related="request_id.company_id", store=True, index=True
    )
    find_id = fields.Many2one(
        "law.privacy.find", required=True, index=True, ondelete="cascade"
    )
    sequence = fields.Integer(default=10, aggregator=None)
    label = fields.Char("Data", required=True)
    text = fields.Text(groups=fields.NO_ACCESS, exportable=False)
    shown_text = fields.Text(
        "Text of the Copy", compute="_compute_shown_text", inverse="_inverse_shown_text"
    )
    readable = fields.Boolean(compute="_compute_readable")
    shown = fields.Selection(
        [("open", "To decide"), ("show", "Given"), ("black", "Blackened")],
        "Given or Blackened",
        required=True,
        default="open",
    )
    ground = fields.Selection(
        [
            ("others", "Data of other people"),
            ("privilege", "Professional secrecy"),
            ("secret", "Secret of the firm or a client"),
            ("security", "Security"),
        ],
        "Ground of Blackening",
    )

    def _logged_clients(self):
        return self.find_id._logged_clients()

    @api.depends("find_id")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_readable(self):
        readable = self.find_id._readable()
        for item in self:
            item.readable = item.find_id in readable

    @api.depends("text", "readable")
    @api.depends_context("uid", "allowed_company_ids")
    def _compute_shown_text(self):
        for item in self:
            item.shown_text = item.sudo().text if item.readable else False

    def _inverse_shown_text(self):
        for item in self:
            if not item.readable:
                raise AccessError(item.find_id._mask())
            item.sudo().text = item.shown_text  # the record itself may be read

    def write(self, vals):
        """Change no copy that was approved, or whose request is closed."""
        if not self.env.su:
            if vals.keys() - {"shown_text", "shown", "ground"}:
                raise UserError(
                    self.env._("Of a copy's item only text and decision are entered.")
                )
            for request in self.request_id:
                request._check_handler()
                if request.state not in OPEN or request.copy_approved_on:
                    raise UserError(
                        self.env._(
                            "The copy of %(request)s was approved. Make it anew to "
                            "change it.",
                            request=request.name,
                        )
                    )
        return super().write(vals)
