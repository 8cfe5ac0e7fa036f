from odoo import api, fields, models


class LawRetainerReaction(models.Model):
    """What the client said of a proposed retainer on one day, and to whom (S30)."""

    _name = "law.retainer.reaction"
    _description = "Reaction to a Proposal"
    _inherit = ["law.client.part"]
    _anchor = "proposal_id"
    _author = "user_id"
    _past_days = ("date",)
    _order = "date desc, id desc"
    _rec_name = "words"

    proposal_id = fields.Many2one(
        "law.retainer.proposal", required=True, index=True, ondelete="cascade"
    )
    client_id = fields.Many2one(
        related="proposal_id.client_id", store=True, index=True, precompute=True
    )
    company_id = fields.Many2one(
        related="proposal_id.company_id", store=True, index=True, precompute=True
    )
    date = fields.Date(required=True, default=fields.Date.context_today)
    reaction = fields.Selection(
        [
            ("keen", "Wants it"),
            ("interested", "Interested"),
            ("changes", "Wants it changed"),
            ("hesitant", "Hesitates"),
            ("refuses", "Does not want it"),
            ("silent", "No answer"),
        ],
        required=True,
        index=True,
    )
    words = fields.Text("In Words")
    user_id = fields.Many2one(
        "res.users",
        "Told to",
        required=True,
        index=True,
        ondelete="restrict",
        default=lambda self: self.env.user,
    )

    @api.model_create_multi
    def create(self, vals_list):
        """Who was asked, and answered, is not reminded to ask."""
        reactions = super().create(vals_list)
        for reaction in reactions:
            proposal = reaction.proposal_id
            asked = proposal.follow_up_on
            if asked and asked <= reaction.date:
                proposal.follow_up_on = False
        return reactions
