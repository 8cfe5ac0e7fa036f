from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


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
        kept = self.sudo()  # shown only as far as the user sees the referrer
        seen = kept.referrer_kept_id.sudo(False)._filtered_access("read")
        for engagement, stored in zip(self, kept, strict=True):
            referrer = stored.referrer_kept_id.sudo(False)
            engagement.referrer_client_id = referrer if referrer in seen else False
            hidden = bool(referrer - seen)
            engagement.referrer_hint = hidden and referrer._hidden_label()

    def _inverse_referrer_client_id(self):
        for engagement in self:
            referrer = engagement.referrer_client_id
            referrer.check_access("read")
            # sudo: the link is the system's own; the engagement may be written
            engagement.sudo().referrer_kept_id = referrer.id

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


class LawClient(models.Model):
    _inherit = "law.client"

    @api.model
    def _search_kept(self, model, link, operator, value):
        """Return the domain of records that the system's own link ties to clients.

        Only clients whom the user sees are found by it, also in sudo.

        :param model: the model that has the link
        :param link: the name of its field
        """
        if operator not in ("in", "any", "ilike", "="):
            return NotImplemented
        if operator == "in":
            named = Domain("id", "in", [number for number in value if number])
        elif operator == "any":
            named = value if isinstance(value, Domain) else Domain("id", "in", value)
        else:
            named = Domain("display_name", operator, value)
        own = self.sudo(False).with_context(active_test=False)
        seen = own.search(named) if own.has_access("read") else own
        kept = Domain(link, "in", seen.ids)
        if operator == "in" and False in value:
            kept |= Domain(link, "=", False)
        # sudo: the link is the system's own; whom the user sees was searched above
        every = model.sudo().with_context(active_test=False)
        return Domain("id", "in", every._search(kept))
