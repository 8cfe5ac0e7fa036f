from collections import defaultdict
from random import SystemRandom

from odoo import api, models

from ...tools.conflict_score import SURE, THRESHOLD, UNSURE
from ...tools.names import NAME_LENGTH, fold, is_form_only
from .conflict_sides import side_of_party, side_of_tie
from .conflict_sources import KINDS

# From here on it is the same name, and always a hit.
SAME = 95.0
# So many hits that are less than the same are kept, for each side and kind.
HITS = 50
# Of these kinds of names none that is the same is left out.
_NEVER_CUT = ("client", "people")
_OF_CLIENT = ("client", "alias")
_NEAREST = {"client": 0, "alias": 1, "person": 2, "contact": 3}


class LawConflictHit(models.Model):
    """What of all that was found becomes a hit, once each, and what it means."""

    _inherit = "law.conflict.hit"

    @api.model
    def _write_found(self, check, index, firm):
        """Keep what is found for each name of the check. In sudo: see the caller.

        A name that cannot be searched does not keep the others from it.
        """
        lines = check.line_ids
        broken = lines.filtered(self._is_unreadable)
        broken.gap = "unreadable"
        lines -= broken
        own = check.engagement_id.party_ids.ids
        asked = [(line.name, line.number) for line in lines]
        found = list(zip(lines, index._find_all(firm, asked, apart=own), strict=True))
        near = [(m, row) for _l, each in found for m, row in each.found if _counts(m)]
        owners = self._owners([row for _match, row in near])
        values, cut = [], self.env["law.conflict.line"]
        for line, each in found:
            kept, left_out = self._chosen(line, each.found, owners)
            values += kept
            if left_out or each.cut:
                cut += line
        cut.gap = "cut"
        values = self._one_card_each(values)
        # In no order: the place of a hit that somebody may not see would tell of it.
        SystemRandom().shuffle(values)
        return self._write_beside_earlier(check, values)

    @api.model
    def _is_unreadable(self, line):
        """Return whether nothing of the name can be compared, or not all of it."""
        shortened = len(line.name) == NAME_LENGTH and line.name.endswith("…")
        return shortened or not fold(line.name) or is_form_only(line.name)

    @api.model
    def _chosen(self, line, found, owners):
        """Return the values of what becomes a hit, and whether some were cut.

        The firm's own entries are no hits, and take nobody's place. The limits are for
        each side and kind of name, so that many of one do not push out another.
        """
        near = [
            self._kept(line, match, row, owners[row[1], row[2], row[3]])
            for match, row in found
            if _counts(match)
        ]
        kept, counts, cut = [], defaultdict(int), False
        for hit in self._once([hit for hit in near if hit["kept_side"]]):
            kind, score = KINDS[hit["kept_source"]], hit["kept_score"]
            same, sure = score >= SAME, score >= SURE
            group = (hit["kept_side"], kind, same, sure)
            counts[group] += 1
            limited = not (same and kind in _NEVER_CUT)
            if limited and counts[group] > (HITS if sure else UNSURE):
                cut = True
            else:
                kept.append(hit)
        return kept, cut

    @api.model
    def _kept(self, line, match, row, owner):
        _id, source, res_id, client_id, name, *_rest = row
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
            "kept_side": self._side(line, source, client_id, owner),
        }

    @api.model
    def _side(self, line, source, client_id, owner):
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
        ranked = sorted(
            hits, key=lambda h: (-h["kept_score"], _NEAREST.get(h["kept_source"], 9))
        )
        seen, kept, cards = set(), [], {}
        for hit in ranked:
            place, name = hit["kept_source"], fold(hit["kept_name"])
            client, owner = hit["kept_client_id"], hit["kept_owner"]
            if place in _OF_CLIENT:
                keys = {("client", client)}
            elif place == "party":
                keys = {("party", owner.get("engagement_id"), name)}
            elif place == "lead":
                keys = {("lead", hit["kept_res_id"], name)}
            else:
                keys = {("tied", client, name)}
            if seen.isdisjoint(keys):
                kept.append(hit)
                if place in _OF_CLIENT:
                    cards[client] = hit
            elif place in _OF_CLIENT and client in cards:
                asked = self.env["law.conflict.line"].browse(hit["line_id"]).name
                cards[client].setdefault("also", []).append([asked, hit["kept_name"]])
            seen |= keys
            if place in _OF_CLIENT:  # nor is the contact of the same name told of
                seen.add(("tied", client, name))
        return kept

    @api.model
    def _one_card_each(self, hits):
        """Return the hits with one for each client on each side, all names on it.

        Asked for by two names, or found by two, a client is assessed once.
        """
        kept, cards = [], {}
        for hit in sorted(hits, key=lambda h: -h["kept_score"]):
            also = hit.pop("also", [])
            line = self.env["law.conflict.line"].browse(hit["line_id"])
            card = (hit["kept_client_id"], hit["kept_side"], line.role)
            if hit["kept_source"] not in _OF_CLIENT:
                kept.append({**hit, "kept_also": also})
            elif card in cards:
                cards[card]["kept_also"] += [[line.name, hit["kept_name"]], *also]
            else:
                cards[card] = {**hit, "kept_also": also}
                kept.append(cards[card])
        return kept


def _counts(match):
    return match.score >= THRESHOLD
