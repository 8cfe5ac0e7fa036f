from odoo import api, fields, models
from odoo.tools import groupby

from ...tools.conflict_score import worth_showing
from ...tools.names import fold
from .conflict_sides import gravity, side_of_party, side_of_tie

# So many hits of one name are kept; more would hide the ones that count.
HITS = 50
OF_CLIENT = ("client", "alias")


class LawConflictHit(models.Model):
    """How what was found is written: once each, the gravest and closest first.

    What an earlier check of the engagement found in the same way keeps its assessment,
    so that one more party makes nobody assess all the rest again.
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

    # === WRITING ===

    @api.model
    def _write_found(self, check, index, firm):
        """Keep what is found for each name of the check. In sudo: see the caller."""
        values = []
        for line in check.line_ids:
            found = worth_showing(index._find(firm, line.name, line.number))[:HITS]
            owners = self._owners([row for _match, row in found])
            kept = [
                self._kept(line, match, row, owners[row[1], row[2], row[3]])
                for match, row in found
            ]
            values += self._once([hit for hit in kept if hit["kept_side"]])
        values.sort(key=lambda hit: (gravity(hit["kept_side"]), -hit["kept_score"]))
        earlier = self._found_earlier(check)
        if earlier is None:
            return self.create(values)
        for hit in values:
            known = self._likeness(hit) in earlier
            hit["novelty"] = "before" if known else "new"
        return self.create(values)._carry(earlier)

    @api.model
    def _kept(self, line, match, row, owner):
        _id, source, res_id, client_id, name, _number, _weight = row
        return {
            "check_id": line.check_id.id,
            "line_id": line.id,
            "kept_name": name,
            "kept_source": source,
            "kept_res_id": res_id,
            "kept_client_id": client_id,
            "kept_reasons": match.reasons,
            "kept_score": match.score,
            "kept_owner": owner,
            "kept_side": self._side(line, source, res_id, client_id, owner),
        }

    @api.model
    def _side(self, line, source, res_id, client_id, owner):
        """Return what it means that this name was found; nothing for our own entry."""
        check = line.check_id
        if source == "party":
            own = check.engagement_id
            if own and owner.get("engagement_id") == own.id:
                return False
            return side_of_party(line.role, owner.get("role"))
        own = bool(client_id) and client_id == check.client_id.id
        return side_of_tie(line.role, source, owner.get("state"), own)

    @api.model
    def _once(self, hits):
        """Return the hits of one name without those that say the same again.

        A client is found once, by the closest of its names; whoever is tied to it,
        once by each name; a party, once in each engagement.
        """
        order = {"client": 0, "alias": 1, "person": 2, "contact": 3}
        ranked = sorted(
            hits, key=lambda h: (-h["kept_score"], order.get(h["kept_source"], 9))
        )
        seen, kept = set(), []
        for hit in ranked:
            place, name = hit["kept_source"], fold(hit["kept_name"])
            client, owner = hit["kept_client_id"], hit["kept_owner"]
            if place in OF_CLIENT:
                keys = {("client", client)}
            elif place == "party":
                keys = {("party", owner.get("engagement_id"), name)}
            elif place == "lead":
                keys = {("lead", hit["kept_res_id"], name)}
            else:
                keys = {("tied", client, name)}
            if seen.isdisjoint(keys):
                kept.append(hit)
            seen |= keys
            if place in OF_CLIENT:  # nor is the contact of the same name told of
                seen.add(("tied", client, name))
        return kept

    # === EARLIER CHECKS ===

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
                pair[1].assessment_note,
                pair[1].assessed_by_id,
                pair[1].carried_from_id or pair[1].check_id,
            ),
        ):
            self.browse().union(*(hit for hit, _old in group))._stamp(
                {
                    "assessment": assessment,
                    "assessment_note": note,
                    "assessed_by_id": user.id,
                    "carried_from_id": check.id,
                }
            )
        return self
