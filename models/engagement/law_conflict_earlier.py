from odoo import api, fields, models
from odoo.tools import groupby

from ...tools.names import fold


class LawConflictHit(models.Model):
    """What an earlier check of the engagement found alike keeps its assessment.

    One more party makes nobody assess all the rest again.
    """

    _inherit = "law.conflict.hit"

    novelty = fields.Selection(
        [("new", "New"), ("before", "Found before")],
        "Since the Last Check",
        readonly=True,
    )
    carried_from_id = fields.Many2one(
        "law.conflict.check",
        "Assessed in",
        readonly=True,
        index="btree_not_null",
        ondelete="restrict",
        help="The earlier check in which this was found alike, and assessed.",
    )

    @api.model
    def _write_beside_earlier(self, check, values):
        """Write the hits, and what the engagement's last check says of the same."""
        earlier = self._found_earlier(check)
        if earlier is None:
            return self.create(values)
        for hit in values:
            known = self._likeness(hit) in earlier
            hit["novelty"] = "before" if known else "new"
        return self.create(values)._carry(earlier)

    @api.model
    def _found_earlier(self, check):
        """Return {likeness: hit} of the engagement's last check, None without one."""
        if not check.engagement_id:
            return None
        last = check.sudo().search(
            [
                ("engagement_id", "=", check.engagement_id.id),
                ("id", "!=", check.id),
                ("searched_on", "!=", False),
            ],
            order="searched_on desc, id desc",
            limit=1,
        )
        if not last:
            return None
        return {hit._own_likeness(): hit for hit in last.hit_ids}

    @api.model
    def _likeness(self, values):
        """Return what must be the same for a hit to be the same as an earlier one."""
        line = self.env["law.conflict.line"].browse(values["line_id"])
        owner = values["kept_owner"] or {}
        return (
            fold(line.name),
            line.role,
            line.number or "",
            values["kept_source"],
            values["kept_res_id"],
            values["kept_client_id"] or 0,
            values["kept_name"],
            values["kept_side"],
            tuple(sorted((key, str(value)) for key, value in owner.items())),
        )

    def _own_likeness(self):
        self.ensure_one()
        names = ("kept_source", "kept_res_id", "kept_client_id", "kept_name")
        values = {name: self[name] for name in (*names, "kept_side", "kept_owner")}
        return self._likeness({**values, "line_id": self.line_id.id})

    def _carry(self, earlier):
        """Take over how the same hits were assessed before. In sudo: see the caller."""
        pairs = [(hit, earlier.get(hit._own_likeness())) for hit in self]
        pairs = [(hit, old) for hit, old in pairs if old and old.assessment]
        for (assessment, note, user, check), group in groupby(
            pairs,
            lambda pair: (
                pair[1].assessment,
                pair[1].kept_note,
                pair[1].assessed_by_id,
                pair[1].carried_from_id or pair[1].check_id,
            ),
        ):
            self.browse().union(*(hit for hit, _old in group))._stamp(
                {
                    "assessment": assessment,
                    "kept_note": note,
                    "assessed_by_id": user.id,
                    "carried_from_id": check.id,
                }
            )
        return self
