from odoo import api, fields, models

from ...models.client.selections import RATINGS, SOURCES


class LawRelationAdd(models.TransientModel):
    """Adds a relation as it reads from the client: this client | relation | other.

    So nobody has to think about which side comes first.
    """

    _name = "law.relation.add"
    _description = "New Relation of a Client"
    _inherit = ["law.client.part"]

    client_id = fields.Many2one(
        "law.client", "This Client", required=True, readonly=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="client_id.company_id")
    reading = fields.Selection("_selection_reading", string="Relation", required=True)
    other_id = fields.Many2one(
        "res.partner",
        "Other Side",
        required=True,
        ondelete="cascade",
        check_company=True,
        help="A company or person. One who is not in Contacts yet is added there.",
    )
    type_id = fields.Many2one("law.relation.type", compute="_compute_type_id")
    category = fields.Selection(related="type_id.category")
    strength = fields.Selection(RATINGS, default="3")
    share = fields.Float("Share (%)", digits=(5, 2))
    date_from = fields.Date("Since")
    date_to = fields.Date("Until")
    source = fields.Selection(SOURCES, required=True, default="lawyer_visit")
    note = fields.Text()

    @api.model
    def _selection_reading(self):
        return self.env["law.relation.type"]._readings()

    @api.depends("reading")
    def _compute_type_id(self):
        for wizard in self:
            type_id = (wizard.reading or "").partition("-")[0]
            wizard.type_id = int(type_id) if type_id else False

    def action_add(self):
        """Put the relation on record, on both cards."""
        self.ensure_one()
        ends = (self.client_id.partner_id.id, self.other_id.id)
        left_id, right_id = ends if self.reading.endswith("left") else ends[::-1]
        self.env["law.relation"].create(
            {
                "company_id": self.client_id.company_id.id,
                "left_id": left_id,
                "right_id": right_id,
                "type_id": self.type_id.id,
                "strength": self.strength,
                "share": self.share if self.category == "ownership" else 0,
                "date_from": self.date_from,
                "date_to": self.date_to,
                "source": self.source,
                "note": self.note,
            }
        )
        return {"type": "ir.actions.act_window_close"}
