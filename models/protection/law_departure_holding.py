from odoo import api, fields, models
from odoo.exceptions import UserError


class LawDepartureHolding(models.Model):
    """One kind of thing that hangs on a person who leaves: how many, and who takes it.

    What the kinds are is said by `law.departure._holdings`; a higher room adds its own
    there.
    """

    _name = "law.departure.holding"
    _description = "What Hangs on a Person"
    _order = "departure_id, sequence, id"
    _rec_name = "kind"

    departure_id = fields.Many2one(
        "law.departure", required=True, readonly=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="departure_id.company_id", store=True)
    leaver_id = fields.Many2one(
        related="departure_id.user_id", string="Who Leaves", store=True
    )
    kind = fields.Char("Key", required=True, readonly=True)
    sequence = fields.Integer(readonly=True, aggregator=None)
    label = fields.Char("What Hangs On It", compute="_compute_figures")
    count = fields.Integer("How Many", compute="_compute_figures")
    moves = fields.Boolean(compute="_compute_figures")
    fate = fields.Char("What Becomes of It", compute="_compute_figures")
    words = fields.Char(compute="_compute_figures")
    shows = fields.Boolean(compute="_compute_figures")

    _kind_uniq = models.Constraint(
        "UNIQUE(departure_id, kind)", "Each kind is on the list once."
    )

    @api.depends("kind", "departure_id.state", "departure_id.handed_over_on")
    @api.depends_context("lang")
    def _compute_figures(self):
        """Count by kind, as it stands now; as superuser: how many, and not which."""
        for departure, rows in self.grouped("departure_id").items():
            holdings = {h.key: h for h in departure._holdings()}
            for row in rows:
                holding = holdings.get(row.kind)
                row.label = holding.label if holding else row.kind
                row.moves = bool(holding and holding.move)
                row.fate = holding and departure._fate(holding)
                row.count = holding and self.env[holding.model].sudo().search_count(
                    holding.domain
                )
                row.shows = bool(row.count) and self._is_shown(holding)
                row.words = self.env._(
                    "%(what)s: %(count)s", what=row.label, count=row.count
                )

    @api.model
    def _is_shown(self, holding):
        """Whether the reader may list them; keys and devices are only counted."""
        counted = holding.ends or holding.counted
        return not counted and self.env[holding.model].has_access("read")

    def action_show(self):
        """List what it is, as far as the user may see it."""
        self.ensure_one()
        holding = {h.key: h for h in self.departure_id._holdings()}.get(self.kind)
        if not holding or not self._is_shown(holding):
            raise UserError(
                self.env._("These cannot be listed for you; only their number is.")
            )
        return {
            "type": "ir.actions.act_window",
            "name": holding.label,
            "res_model": holding.model,
            "views": [[False, "list"], [False, "form"]],
            "domain": list(holding.domain),
        }
