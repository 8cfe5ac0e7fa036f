from odoo import api, fields, models

from .law_departure import RUNNING


class LawDeparture(models.Model):
    """What is still missing before the departure can be closed, said all the time."""

    _inherit = "law.departure"

    hidden_note = fields.Char(compute="_compute_hidden_note")
    missing_note = fields.Text("Still Missing", compute="_compute_missing_note")

    @api.depends("line_ids.successor_id", "line_ids.done_on")
    @api.depends_context("uid")
    def _compute_hidden_note(self):
        """Say whom to ask about clients that a wall hides from the reader."""
        Line = self.env["law.departure.line"]
        for departure in self:
            domain = [("departure_id", "=", departure.id)]
            every = Line.sudo().search_count(domain)  # how many, not which
            hidden = every - Line.search_count(domain)
            departure.hidden_note = hidden > 0 and self.env._(
                "%(count)s of this person's clients are not visible to you. A head or "
                "managing partner who sees them chooses their successors.",
                count=hidden,
            )

    @api.depends(
        "state",
        "successor_id",
        "check_ids.done",
        "line_ids.done_on",
        "line_ids.successor_id",
    )
    @api.depends_context("uid", "lang")
    def _compute_missing_note(self):
        for departure in self:
            running = departure.id and departure.state in RUNNING
            missing = departure._missing_places() if running else []
            returns = departure._unsettled() if running else ()
            if returns:
                missing.append(
                    self.env._("Things to return: %(count)s", count=len(returns))
                )
            departure.missing_note = "\n".join(f"• {m}" for m in missing)

    def _missing(self):
        """Return in words what must still be done before the departure is closed."""
        return self._missing_places() + [
            self.env._("To return: %(name)s", name=check.name)
            for check in self._unsettled()
        ]

    def _left_things(self):
        """Return the kinds of things that are still to be handed over."""
        return self.holding_ids.filtered(lambda row: row.moves and row.count)

    def _unsettled(self):
        return self.check_ids.filtered(lambda check: check.required and not check.done)

    def _missing_places(self):
        """Return in words what must still be handed over."""
        missing = []
        system = self.sudo()  # how many, not which
        places = len(system._open_lines())
        if places:
            missing.append(self.env._("Places to hand over: %(count)s", count=places))
        left = system._left_things()
        if left and not system.successor_id:
            missing.append(
                self.env._("A general successor, for what belongs to no client")
            )
        missing += left.mapped("words")
        return missing
