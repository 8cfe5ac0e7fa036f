import re
from ast import literal_eval

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from .selections import BLOCKS, COLLECTORS

# An item is measured for everybody alike: it must not tell what not all may read.
CONFIDENTIAL = re.compile(r"fact_ids|message_|activity_|any!")


class LawProfileItem(models.Model):
    """One thing that the client card should hold, and how to tell that it does.

    The firm's checklist of the card: completeness (S19), what a client needs before it
    becomes active (S2), and who collects what (S18) all read from it.
    """

    _name = "law.profile.item"
    _description = "Item of the Client Card"
    _order = "block, sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10, aggregator=None)
    active = fields.Boolean(default=True)
    block = fields.Selection(BLOCKS, required=True, default="basic")
    domain = fields.Char(
        "Filled When",
        required=True,
        default="[]",
        help="A client whose card meets this condition has the item.",
    )
    weight = fields.Integer(default=1, required=True, aggregator=None)
    applies_to = fields.Selection(
        [
            ("any", "Everybody"),
            ("organisation", "Organisations"),
            ("individual", "Individuals"),
        ],
        required=True,
        default="any",
    )
    collector = fields.Selection(COLLECTORS, required=True, default="manager")
    required_for_active = fields.Boolean(
        help="A prospect becomes an active client only with this item."
    )

    _code_uniq = models.Constraint("UNIQUE(code)", "This code is in use already.")
    _weight_positive = models.Constraint(
        "CHECK(weight BETWEEN 1 AND 100)", "The weight of an item is 1 to 100."
    )

    @api.constrains("domain")
    def _check_domain(self):
        Client = self.env["law.client"]
        for item in self:
            try:
                if CONFIDENTIAL.search(item.domain):
                    raise ValueError(self.env._("it looks into confidential records"))
                with self.env.cr.savepoint(flush=False):
                    Client.search(item._domain(), limit=1)
            except Exception as error:
                raise ValidationError(
                    self.env._(
                        "The condition of '%(item)s' cannot be read: %(error)s",
                        item=item.name,
                        error=error,
                    )
                ) from error

    def _domain(self):
        """Return the condition as a Domain over law.client."""
        self.ensure_one()
        return Domain(literal_eval(self.domain))

    def _applies_domain(self):
        """Return the domain of the clients to whom the item applies."""
        self.ensure_one()
        if self.applies_to == "any":
            return Domain.TRUE
        return Domain("is_company", "=", self.applies_to == "organisation")

    def _missing_sql(self, among):
        """Return SQL that yields (client id, item id) for each gap of some clients.

        One statement for all clients and items: the card is measured as a set.

        :param among: Domain of the clients, also of those the reader may not see
        """
        Client = self.env["law.client"].sudo().with_context(active_test=False)
        gaps = []
        for item in self:
            applies = Client._search(among & item._applies_domain(), order="id")
            filled = Client._search(among & item._domain(), order="id")
            gaps.append(
                SQL(
                    "SELECT id AS client_id, %s AS item_id FROM law_client "
                    "WHERE id IN %s AND id NOT IN %s",
                    item.id,
                    applies.subselect(),
                    filled.subselect(),
                )
            )
        return SQL(" UNION ALL ").join(gaps)
