from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools.cards.fields import CARD, PERSON

CARD_MEANINGS = [
    ("name", "Client name"),
    ("client_type", "Organisation or individual"),
    ("ref", "Reference number"),
    ("registration_number", "Registration number"),
    ("vat", "Tax number"),
    ("legal_representative", "Legal representative"),
    ("owner", "Owner"),
    ("operator", "Manager of the client"),
    ("contact", "Contact person"),
    ("position", "Position of the contact"),
    ("contact_mobile", "Phone of the contact"),
    ("contact_email", "E-mail of the contact"),
    ("registered_capital", "Registered capital"),
    ("registered_on", "Established on"),
    ("client_since", "Client since"),
    ("phone", "Phone"),
    ("mobile", "Mobile"),
    ("email", "E-mail"),
    ("website", "Website"),
    ("street", "Address"),
    ("street2", "Address, second line"),
    ("city", "City"),
    ("state", "Province or state"),
    ("zip", "Postal code"),
    ("country", "Country"),
    ("industry", "Industry"),
    ("industry_code", "Industry code (NAICS)"),
    ("employee_count", "Employees"),
    ("alias", "Trade or short name"),
    ("former_name", "Former name"),
    ("english_name", "English name"),
    ("hobby", "Hobby of the legal representative"),
    ("direction", "Business direction"),
    ("philosophy", "Business philosophy"),
    ("features", "Distinguishing features"),
    ("cooperation_note", "Cooperation so far"),
    ("note", "Note"),
]
PERSON_MEANINGS = [
    ("client_name", "Client"),
    ("registration_number", "Registration number of the client"),
    ("person_name", "Name of the person"),
    ("role", "Role"),
    ("gender", "Gender"),
    ("birth_date", "Date of birth"),
    ("age", "Age"),
    ("education", "Education"),
    ("personality", "Personality"),
    ("hobby", "Hobbies"),
    ("family", "Family"),
    ("ability", "Ability"),
    ("background", "Background"),
    ("phone", "Phone"),
    ("mobile", "Mobile"),
    ("email", "E-mail"),
    ("share", "Share"),
    ("note", "Note"),
]


class LawClientImportColumn(models.Model):
    """One column of a card file, and what it means: recognised, or chosen by hand."""

    _name = "law.client.import.column"
    _description = "Column of a Card File"
    _inherit = ["law.client.import.part"]
    _order = "import_id, sheet, position"

    _entered_fields = frozenset(("card_meaning", "person_meaning"))

    import_id = fields.Many2one(
        "law.client.import", required=True, index=True, ondelete="cascade"
    )
    sheet = fields.Integer("Sheet Number", required=True, aggregator=None)
    sheet_name = fields.Char("Sheet")
    kind = fields.Selection(
        [(CARD, "Client cards"), (PERSON, "Key people")], required=True
    )
    position = fields.Integer(required=True, aggregator=None)
    heading = fields.Char("Heading in the File")
    sample = fields.Char("For Example")
    card_meaning = fields.Selection(CARD_MEANINGS, "Becomes")
    person_meaning = fields.Selection(PERSON_MEANINGS, "Becomes (Key People)")
    origin = fields.Selection(
        [
            ("recognised", "Recognised"),
            ("remembered", "Remembered"),
            ("chosen", "Chosen by you"),
            ("unknown", "Left out"),
        ],
        compute="_compute_origin",
        store=True,
        readonly=True,
    )
    proposed = fields.Char(help="The meaning that the program proposed.")
    remembered = fields.Boolean()

    _place_uniq = models.Constraint(
        "UNIQUE(import_id, sheet, position)", "A column stands in one place."
    )

    @api.depends("heading", "position")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for column in self:
            column.display_name = column.heading or self.env._(
                "Column %(number)s", number=column.position + 1
            )

    @api.depends("card_meaning", "person_meaning", "proposed", "remembered")
    def _compute_origin(self):
        for column in self:
            meaning = column._meaning()
            if not meaning:
                column.origin = "unknown"
            elif meaning != column.proposed:
                column.origin = "chosen"
            else:
                column.origin = "remembered" if column.remembered else "recognised"

    def write(self, vals):
        """Keep the meanings by which the file was checked."""
        if vals and any(column.import_id.state != "columns" for column in self):
            raise UserError(
                self.env._(
                    "The file was checked by these columns. Go back by 'Change "
                    "Columns' first."
                )
            )
        return super().write(vals)

    def _meaning(self):
        """Return what this column means, in the words of the tools."""
        self.ensure_one()
        return self.card_meaning if self.kind == CARD else self.person_meaning

    def _mapping(self):
        """Return {position: meaning} of the columns that are imported."""
        return {
            column.position: column._meaning() for column in self if column._meaning()
        }

    @api.model
    def _meaning_labels(self):
        """Return {(kind, meaning): label} in the language of the user."""
        labels = {}
        for kind, name in ((CARD, "card_meaning"), (PERSON, "person_meaning")):
            choices = self._fields[name]._description_selection(self.env)
            labels |= {(kind, meaning): label for meaning, label in choices}
        return labels
