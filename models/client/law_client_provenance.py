from odoo import fields, models

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
        `law_source_date`, and `law_origin` (the record that brought them, as
        "model,id"). Without it they were typed in by the user.
        """
        context = self.env.context
        date = context.get("law_source_date") or fields.Date.context_today(self)
        stamp = {
            "source": context.get("law_source") or "direct",
            "on": fields.Date.to_string(date),
            "by": self.env.uid,
        }
        if context.get("law_origin"):
            stamp["origin"] = context["law_origin"]
        return {name: stamp for name in vals if name in TRACED_FIELDS}
