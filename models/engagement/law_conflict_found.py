from collections import defaultdict

from odoo import api, models

from ...tools.conflict_score import SURE, THRESHOLD, UNSURE
from ...tools.names import NAME_LENGTH, fold
from .conflict_sources import KINDS

# From here on it is the same name, and always a hit.
SAME = 95.0
# So many hits that are less than the same are kept, for each side and kind.
HITS = 50
# The kinds of names, those that count most first; of the first two none is left out.
_RANKS = {"client": 0, "people": 1, "party": 2, "lead": 3}
_NEVER_CUT = ("client", "people")
_AGAINST = ("opponent", "counterparty", "target")


class LawConflictHit(models.Model):
    """What of all that was found becomes a hit, and what it means."""

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
        parties = self._parties_found(each.found for _line, each in found)
        values, cut = [], self.env["law.conflict.line"]
        for line, each in found:
            kept, left_out = self._chosen(check, line, each.found, parties)
            values += [self._kept(line, *hit) for hit in kept]
            if left_out or each.cut:
                cut += line
        cut.gap = "cut"
        self.create(values)

    @api.model
    def _is_unreadable(self, line):
        """Return whether nothing of the name can be compared, or not all of it."""
        shortened = len(line.name) == NAME_LENGTH and line.name.endswith("…")
        return shortened or not fold(line.name)

    @api.model
    def _parties_found(self, found):
        """Return the parties among all that was found, read at once: {id: party}."""
        ids = {row[2] for some in found for _m, row in some if row[1] == "party"}
        parties = self.env["law.engagement.party"].browse(ids).exists()
        return {party.id: party for party in parties}

    @api.model
    def _chosen(self, check, line, found, parties):
        """Return [(match, row, side)] that become hits, and whether some were cut.

        The firm's own entries are no hits, and take nobody's place. The limits are for
        each side and kind of name, so that many of one do not push out another.
        """
        kept, counts, cut = [], defaultdict(int), False
        for match, row in found:
            side = match.score >= THRESHOLD and self._side(check, line, row, parties)
            if not side:
                continue
            kind, same, sure = KINDS[row[1]], match.score >= SAME, match.score >= SURE
            group = (side, kind, same, sure)
            counts[group] += 1
            limited = not (same and kind in _NEVER_CUT)
            if limited and counts[group] > (HITS if sure else UNSURE):
                cut = True
                continue
            kept.append((match, row, side))
        kept.sort(key=lambda hit: (hit[0].score < SAME, _RANKS[KINDS[hit[1][1]]]))
        return kept, cut

    @api.model
    def _kept(self, line, match, row, side):
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
            "kept_side": side,
        }

    @api.model
    def _side(self, check, line, row, parties):
        """Return what it means that this name was found; nothing for our own entry."""
        _id, source, res_id, client_id, *_rest = row
        if source == "party":
            party = parties.get(res_id)
            if (
                party
                and check.engagement_id
                and (party.engagement_id == check.engagement_id)
            ):
                return False
            against = party and party.role in _AGAINST
            if line.role == "client":
                return "former" if against else "known"
            return "same" if against else "known"
        own = client_id and client_id == check.client_id.id
        if own and line.role == "client":
            return False
        if line.role == "opponent" and source != "lead":
            return "adverse"
        return "known"
