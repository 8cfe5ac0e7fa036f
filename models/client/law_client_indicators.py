from odoo import api, fields, models

# What a partner looks at first; each stays visible beside the others (S4).
BOARD_KINDS = (
    "value",
    "repeat",
    "satisfaction",
    "profit",
    "loyalty",
    "potential",
    "credit",
)


class LawClient(models.Model):
    _inherit = "law.client"

    growth_potential = fields.Selection(
        selection=lambda self: (
            self.env["law.client.standing"]
            ._fields["rating"]
            ._description_selection(self.env)
        ),
        compute="_compute_latest_standings",
        store=True,
        index=True,
        help="The latest rating of the client's potential to grow (S23).",
    )
    credit_rating = fields.Selection(
        selection=lambda self: (
            self.env["law.client.standing"]
            ._fields["rating"]
            ._description_selection(self.env)
        ),
        compute="_compute_latest_standings",
        store=True,
        index=True,
    )
    standing_board = fields.Json(
        "Indicators",
        compute="_compute_standing_board",
        help="The latest judgement of each kind, with its date and the trend.",
    )

    @api.depends("standing_ids.kind", "standing_ids.rating", "standing_ids.date")
    def _compute_latest_standings(self):
        for client in self:
            latest = client._latest_standings()
            client.growth_potential = latest.get("potential", [False])[0]
            client.credit_rating = latest.get("credit", [False])[0]

    def _latest_standings(self):
        """Return {kind: (rating, standing, standing before or empty)}."""
        self.ensure_one()
        result = {}
        ordered = self.standing_ids.sorted(lambda s: (s.date, s.id or 0), reverse=True)
        for kind, standings in ordered.grouped("kind").items():
            result[kind] = (standings[0].rating, standings[0], standings[1:2])
        return result

    @api.depends(
        "standing_ids.kind",
        "standing_ids.rating",
        "standing_ids.date",
        "standing_ids.value",
    )
    @api.depends_context("lang")
    def _compute_standing_board(self):
        Standing = self.env["law.client.standing"]
        kinds = dict(Standing._fields["kind"]._description_selection(self.env))
        ratings = dict(Standing._fields["rating"]._description_selection(self.env))
        for client in self:
            latest = client._latest_standings()
            client.standing_board = [
                self._board_tile(kinds, ratings, kind, *latest[kind][1:])
                if kind in latest
                else {"kind": kind, "label": kinds[kind], "rating": 0}
                for kind in BOARD_KINDS
            ]

    @api.model
    def _board_tile(self, kinds, ratings, kind, standing, before):
        """Return what the board shows of one kind of standing."""
        rating = int(standing.rating)
        return {
            "kind": kind,
            "label": kinds[kind],
            "rating": rating,
            "text": ratings[standing.rating],
            "value": standing.value or "",
            "date": fields.Date.to_string(standing.date),
            "trend": (rating > int(before.rating)) - (rating < int(before.rating))
            if before
            else 0,
        }
