from odoo import api, fields, models

from ...models.client.law_client_indicators import BOARD_KINDS
from ...tools.pieces import pieces

SPARK_LENGTH = 6
# What the firm thinks of the client's standing in its own market (S23, S24, S28).
SITUATION_KINDS = (
    "market_share",
    "market_position",
    "competitiveness",
    "financial",
    "image",
    "reputation",
)
TREND = {1: "▲", 0: "=", -1: "▼"}


class ReportClientDossier(models.AbstractModel):
    _inherit = "report.law_firm_client.report_client_dossier"

    # === STANDINGS ===

    @api.model
    def _dossier_indicators(self, client, records):
        """Return the latest judgement of each kind, or nothing if none was made."""
        rows, missing = self._judgements(records["law.client.standing"], BOARD_KINDS)
        return {"rows": rows, "missing": missing} if rows else {}

    @api.model
    def _judgements(self, standings, kinds):
        """Return (a row for each kind that was judged, the labels of the others)."""
        labels = dict(
            self.env["law.client.standing"]
            ._fields["kind"]
            ._description_selection(self.env)
        )
        by_kind = standings.grouped("kind")
        rows = [
            self._judgement(labels[kind], by_kind[kind])
            for kind in kinds
            if kind in by_kind
        ]
        return rows, [labels[kind] for kind in kinds if kind not in by_kind]

    @api.model
    def _judgement(self, label, standings):
        """Return the row of one kind; `standings` come the newest first."""
        course = [int(s.rating) for s in reversed(standings[:SPARK_LENGTH])]
        latest = standings[0]
        return {
            "label": label,
            "dots": self._dots(latest.rating),
            "text": self._choice(latest, "rating"),
            "value": latest.value or "",
            "date": self._word(latest, "date"),
            "note": pieces(latest.note),
            "course": course if len(course) > 1 else [],
            "trend": self._trend(course),
        }

    @api.model
    def _trend(self, course):
        """Return the sign of the latest change, or nothing after a single judgement."""
        if len(course) < 2:
            return ""
        before, latest = course[-2:]
        return TREND[(latest > before) - (latest < before)]

    @api.model
    def _dossier_standings(self, client, records):
        """Return every judgement that a newer one of its kind has followed."""
        earlier = [
            standing
            for standings in records["law.client.standing"].grouped("kind").values()
            for standing in standings[1:]
        ]
        earlier.sort(key=lambda s: (s.date, s.id), reverse=True)
        return [
            {
                "date": self._word(standing, "date"),
                "kind": self._choice(standing, "kind"),
                "dots": self._dots(standing.rating),
                "text": self._choice(standing, "rating"),
                "value": standing.value or "",
                "note": pieces(standing.note),
                "source": self._choice(standing, "source"),
                "user": self._name_of(standing, "user_id"),
            }
            for standing in earlier
        ]

    # === RELATIONS ===

    @api.model
    def _dossier_relations(self, client, records):
        """Return the relations, those that hold today before those that have ended."""
        today = fields.Date.context_today(self)
        rows = [
            {
                "label": end.label,
                "name": self._name_of(end, "other_id"),
                "client": bool(end.other_client_id),
                "category": self._choice(end, "category"),
                "share": self._percent(end.share) if end.share else "",
                "dots": self._dots(end.strength),
                "period": self._term(end),
                "ended": bool(end.date_to and end.date_to < today),
            }
            for end in records["law.relation.end"]
        ]
        rows.sort(key=lambda r: (r["ended"], r["category"], r["label"] or ""))
        introducers = self._introducers(client)
        if not rows and not introducers:
            return {}
        return {"rows": rows, "introducers": introducers}

    @api.model
    def _introducers(self, client):
        """Return through whom the client came, nearest first, as far as one may see."""
        nodes = client.get_introductions()["came_through"]
        return [node["name"] for node in reversed(nodes) if node["kind"] != "hidden"]

    # === BUSINESS ===

    @api.model
    def _dossier_traits(self, client, records):
        """Return what kind of business this is and how it stands in its market."""
        rows = self._texts(
            client, ("business_line_ids", "philosophy", "direction", "features")
        )
        judged, _missing = self._judgements(
            records["law.client.standing"], SITUATION_KINDS
        )
        return {"rows": rows, "situation": judged} if rows or judged else {}

    @api.model
    def _dossier_needs(self, client, records):
        """Return the needs heard, the open ones first."""
        needs = records["law.need"]
        ordered = needs.filtered(lambda n: n.state == "open")
        return [
            {
                "open": need.state == "open",
                "state": self._choice(need, "state"),
                "date": self._word(need, "date"),
                "name": need.name,
                "words": pieces(need.description),
                "service": self._word(need, "service_id"),
                "urgency": self._choice(need, "urgency"),
                "dots": self._dots(need.urgency),
                "user": self._name_of(need, "user_id"),
                "result": need.result or "",
            }
            for need in ordered + (needs - ordered)
        ]

    @api.model
    def _dossier_steps(self, client, records):
        """Return what is planned for the client, by whom and until when."""
        today = fields.Date.context_today(self)
        return [
            {
                "date": self._word(activity, "date_deadline"),
                "overdue": activity.date_deadline < today,
                "what": activity.summary or self._name_of(activity, "activity_type_id"),
                "about": activity.res_name if activity.res_model == "law.need" else "",
                "user": self._name_of(activity, "user_id"),
            }
            for activity in records["mail.activity"]
        ]

    @api.model
    def _dossier_cooperation(self, client, records):
        """Return what the firm and the client did together, the newest first."""
        rows = self._texts(client, ("service_ids", "cooperation_note"))
        events = [
            {
                "date": self._word(event, "date"),
                "kind": self._choice(event, "kind"),
                "note": event.note,
                "amount": self._word(event, "amount"),
            }
            for event in records["law.client.event"]
        ]
        return {"rows": rows, "events": events} if rows or events else {}
