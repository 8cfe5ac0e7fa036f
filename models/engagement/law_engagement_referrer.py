from odoo import api, fields, models
from odoo.exceptions import ValidationError


class LawEngagement(models.Model):
    """By whom a client was referred: known to who may see that client, too.

    The referrer is another client, often of another team. So the link itself is the
    system's own, and each reader is shown the referrer only if he or she sees it;
    everybody else learns whom to ask.
    """

    _inherit = "law.engagement"

    referrer_kept_id = fields.Many2one(
        "law.client",
        "Referrer on Record",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        groups=fields.NO_ACCESS,
    )
    referrer_client_id = fields.Many2one(
        "law.client",
        "Referred by",
        compute="_compute_referrer_client_id",
        inverse="_inverse_referrer_client_id",
        search="_search_referrer_client_id",
        help="The client who recommended the firm.",
    )
    referrer_hint = fields.Char(
        "Who Knows the Referrer", compute="_compute_referrer_client_id"
    )

    @api.depends("referrer_kept_id")
    @api.depends_context("uid", "allowed_company_ids", "lang")
    def _compute_referrer_client_id(self):
        self.env["law.client"]._show_kept(
            self, "referrer_kept_id", "referrer_client_id", "referrer_hint"
        )

    def _inverse_referrer_client_id(self):
        self.env["law.client"]._keep(self, "referrer_kept_id", "referrer_client_id")

    def _search_referrer_client_id(self, operator, value):
        Client = self.env["law.client"]
        return Client._search_kept(self, "referrer_kept_id", operator, value)

    @api.constrains("source", "referrer_kept_id", "client_id")
    def _check_referrer(self):
        for engagement in self.sudo():  # reads the link that is the system's own
            referrer = engagement.referrer_kept_id
            if not referrer:
                continue
            if engagement.source != "referral":
                raise ValidationError(
                    self.env._(
                        "Only a referral has a client who referred it. Change how the "
                        "engagement came, or take the referring client out."
                    )
                )
            if referrer == engagement.client_id:
                raise ValidationError(
                    self.env._("A client does not refer itself. Choose another.")
                )
