from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain


class LawDepartureCheck(models.Model):
    """One thing that whoever leaves returns: settled by whom, when, and the proof."""

    _name = "law.departure.check"
    _description = "Return on Leaving"
    _inherit = ["law.gate.mixin"]
    _order = "departure_id, sequence, id"
    _gated_fields = frozenset(("done", "done_on", "done_by_id"))

    departure_id = fields.Many2one(
        "law.departure", required=True, index=True, ondelete="cascade"
    )
    company_id = fields.Many2one(related="departure_id.company_id", store=True)
    leaver_id = fields.Many2one(
        related="departure_id.user_id", string="Who Leaves", store=True
    )
    item_id = fields.Many2one("law.departure.item", ondelete="set null")
    name = fields.Char("To Return", required=True, translate=True)
    sequence = fields.Integer(default=10, aggregator=None)
    required = fields.Boolean(default=True)
    needs_proof = fields.Boolean("Proof Needed", readonly=True)
    done = fields.Boolean("Settled", readonly=True)
    done_on = fields.Datetime("Settled On", readonly=True)
    done_by_id = fields.Many2one(
        "res.users", "Settled by", readonly=True, ondelete="restrict"
    )
    proof = fields.Char(help="For example: receipt no. 12, or the number of the key.")
    proof_file = fields.Binary("Paper", attachment=True)
    proof_name = fields.Char("File Name")

    @api.model_create_multi
    def create(self, vals_list):
        checks = super().create(vals_list)
        if not self.env.su:
            for departure in checks.departure_id:
                departure._check_running()
        return checks

    def write(self, vals):
        if not self.env.su:
            if "departure_id" in vals:
                raise UserError(self.env._("It belongs to one departure."))
            self._check_open()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_listed(self):
        if any(check.item_id or check.done for check in self):
            raise UserError(
                self.env._(
                    "What the firm asks back stays on the list. If it does not apply, "
                    "settle it and say so under 'Proof'."
                )
            )

    def action_remove(self):
        """Take something off the list that was written on it by hand (button)."""
        self._check_open()
        self.unlink()

    def action_settle(self):
        """Say that these were returned, in the user's own name and now.

        :raises UserError: where a proof is asked for and there is none
        """
        self._check_open()
        for check in self.filtered(lambda c: not c.done):
            if check.needs_proof and not (
                (check.proof or "").strip() or check.proof_file
            ):
                raise UserError(
                    self.env._(
                        "'%(name)s' needs a proof: write down where it is, or attach "
                        "the paper.",
                        name=check.name,
                    )
                )
            check._stamp(
                {
                    "done": True,
                    "done_on": fields.Datetime.now(),
                    "done_by_id": self.env.uid,
                }
            )

    def action_unsettle(self):
        """Take it back: it was not returned after all."""
        self._check_open()
        self._stamp({"done": False, "done_on": False, "done_by_id": False})

    def _check_open(self):
        self.check_access("write")
        for departure in self.departure_id:
            departure._check_running()

    def _take_words(self):
        """Say the thing in every language in which the firm's list says it."""
        said = self.item_id._fields["name"]._get_stored_translations(self.item_id)
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        words = {lang: text for lang, text in said.items() if lang in installed}
        self.update_field_translations("name", words)


class LawDeparture(models.Model):
    _inherit = "law.departure"

    def _add_checks(self):
        """Put on the list what a person of this firm must return."""
        items = self.env["law.departure.item"].search(
            Domain("company_id", "in", [False, self.company_id.id])
        )
        checks = self.env["law.departure.check"].create(
            [
                {
                    "departure_id": self.id,
                    "item_id": item.id,
                    "name": item.name,
                    "sequence": item.sequence,
                    "required": item.required,
                    "needs_proof": item.needs_proof,
                }
                for item in items
            ]
        )
        for check in checks:
            check._take_words()
