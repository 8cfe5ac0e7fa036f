from odoo import api, models

from ...models.client.listed import listed
from ...tools.pieces import pieces, width

# The text that a row of facts holds, and what the origin of a fact takes of it.
ROW_SIZE, ORIGIN_SIZE = 450, 90


class ReportClientDossier(models.AbstractModel):
    _inherit = "report.law_firm_client.report_client_dossier"

    @api.model
    def _dossier_people(self, client, records):
        """Return the key people, those who hold a position today first.

        The facts are those that the reader may see. How many others there are is not
        said: that alone would tell that something is kept from the reader.
        """
        facts = records["law.person.fact"].grouped("person_id")
        positions = records["law.client.position"].grouped("person_id")
        people = [
            self._person(
                client,
                person,
                positions.get(person, self.env["law.client.position"]),
                facts.get(person, self.env["law.person.fact"]),
            )
            for person in records["law.client.person"]
        ]
        return sorted(people, key=lambda person: not person["positions"])

    @api.model
    def _person(self, client, person, positions, facts):
        """Return what the dossier says of one person."""
        current = positions.filtered("current")
        return {
            "name": person.name,
            "decides": person == client.decision_maker_id,
            "positions": [
                (position.display_name, self._word(position, "date_from"))
                for position in current
            ],
            "former": listed(
                self.env,
                [
                    f"{position.display_name} ({self._term(position)})"
                    for position in positions - current
                ],
            ),
            "reach": [word for word in (person.phone, person.email) if word],
            "facts": self._fact_rows(facts),
        }

    @api.model
    def _fact_rows(self, facts):
        """Return the facts in rows none of which is too high for a page."""
        rows, room = [[]], ROW_SIZE
        for fact in facts:
            for part in self._fact_parts(fact):
                needed = width(part["value"]) + ORIGIN_SIZE
                if rows[-1] and needed > room:
                    rows.append([])
                    room = ROW_SIZE
                rows[-1].append(part)
                room -= needed
        return rows

    @api.model
    def _fact_parts(self, fact):
        """Return one fact in parts: the first says its kind, the last its origin."""
        parts = [{"value": piece} for piece in pieces(fact.value)]
        parts[0]["kind"] = self._choice(fact, "kind")
        parts[-1]["origin"] = self.env._(
            "%(origin)s, %(date)s; for: %(purpose)s",
            origin=self._choice(fact, "source"),
            date=self._word(fact, "collected_on"),
            purpose=fact.purpose,
        )
        if fact.tier != "team":
            parts[-1]["tier"] = self._choice(fact, "tier")
        return parts

    @api.model
    def _dossier_owners(self, client, records):
        """Return who owns the client, the largest first, and what remains open."""
        stakes = {
            (end.other_id or end): {
                "name": self._name_of(end, "other_id"),
                "share": end.share,
                "since": self._word(end, "date_from"),
            }
            for end in records["law.relation.end"]
            if end.category == "ownership" and end.inverse and not end.date_to
        }
        # Whoever is a key person and a related company, too, owns once.
        stakes |= {
            position.person_id.partner_id: {
                "name": position.person_id.name,
                "share": position.share,
                "since": self._word(position, "date_from"),
            }
            for position in records["law.client.position"]
            if position.role == "owner" and position.current
        }
        owners = sorted(stakes.values(), key=lambda owner: -owner["share"])
        known = sum(owner["share"] for owner in owners)
        if owners and 0 < known < 99.995:
            owners.append(
                {
                    "name": self.env._("Not accounted for"),
                    "share": 100 - known,
                    "since": "",
                    "unknown": True,
                }
            )
        for owner in owners:
            owner["bar"] = max(round(owner["share"]), 1) if owner["share"] else 0
            owner["percent"] = self._percent(owner["share"]) if owner["share"] else "?"
        return owners
