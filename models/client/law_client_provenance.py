from typing import NamedTuple

from odoo import api, fields, models
from odoo.exceptions import UserError

from .selections import SOURCES


class Origin(NamedTuple):
    """The record that brings values onto a card, and who heard them.

    Of a type that no browser and no RPC can send.
    """

    model: str
    record_id: int
    user_id: int | None = None


# What the firm wants to know the origin of; the rest of the card is history by itself.
TRACED_FIELDS = frozenset(
    (
        "name",
        "company_registry",
        "vat",
        "phone",
        "email",
        "website",
        "street",
        "street2",
        "city",
        "zip",
        "state_id",
        "country_id",
        "lang",
        "industry_id",
        "registered_on",
        "registered_capital",
        "employee_count",
        "size",
        "client_since",
        "business_line_ids",
        "service_ids",
        "philosophy",
        "direction",
        "features",
        "cooperation_note",
        "preferred_channel",
        "preferred_time",
        "report_format",
        "decision_maker_id",
        "taboo_topics",
        "habits",
    )
)


class LawClient(models.Model):
    _inherit = "law.client"

    provenance = fields.Json(
        readonly=True,
        copy=False,
        help="For each value of the card: from where, from whom, when (S18).",
    )

    provenance_board = fields.Json("Origin", compute="_compute_provenance_board")

    @api.depends("provenance")
    @api.depends_context("lang")
    def _compute_provenance_board(self):
        labels = {
            name: description["string"]
            for name, description in self.fields_get(
                TRACED_FIELDS, attributes=["string"]
            ).items()
        }
        source = self.env["law.client.standing"]._fields["source"]
        sources = dict(source._description_selection(self.env))
        for client in self:
            client.provenance_board = client._provenance_rows(labels, sources)

    def _provenance_rows(self, labels, sources):
        """Return one row of words for each traced value, newest first."""
        self.ensure_one()
        stamps = self.provenance or {}
        users = self.env["res.users"].browse({s["by"] for s in stamps.values()})
        names = {user.id: user.name for user in users.sudo().exists()}  # names only
        rows = [
            {
                "field": name,
                "label": labels.get(name, name),
                "source": sources.get(stamp["source"], self.env._("Typed in")),
                "on": stamp["on"],
                "by": names.get(stamp["by"], ""),
                "origin": self._origin_name(stamp.get("origin")),
            }
            for name, stamp in stamps.items()
            if name in labels
        ]
        return sorted(rows, key=lambda row: (row["on"], row["label"]), reverse=True)

    @api.model
    def _origin_name(self, origin):
        """Return the name of the record that brought a value, if it may be seen."""
        if not origin:
            return ""
        model, _, record_id = origin.partition(",")
        if model not in self.env:
            return ""
        record = self.env[model].browse(int(record_id)).exists()
        if not record or not record.has_access("read"):
            return self.env._("(not visible to you)")
        return record.display_name

    def write(self, vals):
        """Stamp each value of the card with its origin (S18)."""
        stamps = self._provenance_stamps(vals)
        if not stamps:
            return super().write(vals)
        result = super().write(vals)
        for client in self:
            super(LawClient, client).write(
                {"provenance": {**(client.provenance or {}), **stamps}}
            )
        return result

    def _with_provenance(self, vals):
        """Return `vals` of a new client with the origin of each value added."""
        return {
            **vals,
            "provenance": self._provenance_stamps(
                {key: value for key, value in vals.items() if value}
            ),
        }

    def _provenance_stamps(self, vals):
        """Return {field: origin} for the traced fields in `vals`.

        The context says where the values come from: `law_source` (a key of SOURCES),
        `law_source_date`, and `law_origin` (the Origin that brought them). Without it
        they were typed in by the user.
        """
        source, origin = map(self.env.context.get, ("law_source", "law_origin"))
        stamp = {
            "source": source if source in [key for key, _ in SOURCES] else "direct",
            "on": fields.Date.to_string(self._source_date()),
            "by": self.env.uid,
        }
        if isinstance(origin, Origin):
            stamp["origin"] = f"{origin.model},{origin.record_id}"
            stamp["by"] = origin.user_id or self.env.uid
        return {name: stamp for name in vals if name in TRACED_FIELDS}

    def _source_date(self):
        """Return the day on which the values were learnt; today if left out."""
        today = fields.Date.context_today(self)
        try:
            date = fields.Date.to_date(self.env.context.get("law_source_date")) or today
        except (TypeError, ValueError) as error:
            raise UserError(
                self.env._("The day of the source is not a date.")
            ) from error
        if date > fields.Date.add(today, days=1):
            raise UserError(self.env._("The day of the source lies in the future."))
        return date
