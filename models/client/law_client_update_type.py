import json

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date
from odoo.tools.misc import formatLang

from ...tools.registration import registration_problem
from .listed import listed

# What a card can hold: amounts to the cent, and PostgreSQL's integers.
LARGEST, LARGEST_INTEGER = 10**13, 2**31 - 1
# What has begun by the time that one hears of it.
PAST_DAYS = ("registered_on", "client_since", "date_from")


def _ids(value):
    """Return the ids of one chosen record or of several."""
    return value if isinstance(value, list) else [value]


class LawClientUpdateLine(models.Model):
    """One value of a proposal by its type: checked on the way in, put into words."""

    _inherit = "law.client.update.line"

    # === CHECKED ===

    @api.model
    def _check_json(self, vals_list):
        """Refuse what is no value, before the database does so in its words."""
        given = [vals.get("proposed") or {} for vals in vals_list]
        try:
            text = json.dumps(given, allow_nan=False)
            if not all(isinstance(value, dict) for value in given) or "\\u0000" in text:
                raise ValueError(text[:200])
        except (TypeError, ValueError) as error:
            raise ValidationError(
                self.env._("The new value is not one that the card can hold.")
            ) from error

    @api.model
    def _check_topics(self, vals_list):
        """Refuse a topic that no form offers."""
        topics = {vals["topic"] for vals in vals_list if vals.get("topic")}
        unknown = topics - {key for key, _label in self._selection_topic()}
        if unknown:
            raise ValidationError(
                self.env._(
                    "No form asks for '%(topics)s'. Choose what is proposed from the "
                    "list.",
                    topics=", ".join(sorted(map(str, unknown))),
                )
            )

    def _clean_proposed(self):
        """Bring what was sent into the plain form of its fields, or refuse it."""
        for line in self:
            given = line.proposed or {}
            clean = {}
            for part in line._parts():
                value = given.get(part["name"])
                if value not in (None, False, "", []):
                    clean[part["name"]] = line._clean(part, value)
            if clean != given:
                line._stamp({"proposed": clean})

    def _clean(self, part, value):
        """Return the value in the plain form of its field.

        :raises ValidationError: when the field cannot hold it
        """
        kind = {"text": "char", "float": "number", "monetary": "number"}.get(
            part["type"], part["type"]
        )
        try:
            return getattr(self, f"_clean_{kind}")(part, value)
        except (TypeError, ValueError) as error:
            raise ValidationError(
                self.env._(
                    "%(line)s: '%(value)s' is not possible for '%(part)s'.",
                    line=self.topic_label,
                    value=value,
                    part=part["label"],
                )
            ) from error

    def _clean_char(self, part, value):
        if not isinstance(value, str):
            raise TypeError(value)
        text = value.strip()
        if part["name"] == "company_registry":
            self._check_registration(text)
        problem = text and self.env["res.partner"]._law_contact_problem(
            part["name"], text, self._client().country_id
        )
        if problem:
            raise ValidationError(problem)
        return text or None

    def _check_registration(self, number):
        """Refuse an impossible number at once, not only when the form is posted."""
        country = self._client().country_id.code or ""
        problem = number and registration_problem(number, country)
        if problem:
            raise ValidationError(
                self.env._(
                    "%(number)s cannot be a registration number: %(problem)s Check it "
                    "against the business licence.",
                    number=number,
                    problem=self.env["res.partner"]._law_registration_problem_text(
                        problem
                    ),
                )
            )

    def _clean_date(self, part, value):
        date = fields.Date.to_date(value)
        if part["name"] in PAST_DAYS and date > fields.Date.context_today(self):
            raise ValidationError(
                self.env._(
                    "%(label)s: %(date)s lies in the future. Enter the day on which it "
                    "was.",
                    label=part["label"],
                    date=format_date(self.env, date),
                )
            )
        return fields.Date.to_string(date)

    def _clean_number(self, part, value):
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError(value)
        if not 0 <= value <= (100 if part["name"] == "share" else LARGEST):
            raise ValueError(value)
        return value

    def _clean_integer(self, part, value):
        number = self._clean_number(part, value)
        if number != int(number) or number > LARGEST_INTEGER:
            raise ValueError(value)
        return int(number)

    def _clean_selection(self, part, value):
        if value not in dict(part["selection"]):
            raise ValueError(value)
        return value

    def _clean_many2one(self, part, value):
        return self._chosen(part, [value]).id

    def _clean_many2many(self, part, value):
        return sorted(self._chosen(part, value).ids)

    def _chosen(self, part, ids):
        """Return the records of these ids, all of them, that the user may choose."""
        if not all(isinstance(id_, int) for id_ in ids):
            raise TypeError(ids)
        records = self.env[part["comodel"]].search(
            [*part["domain"], ("id", "in", ids)], order="id"
        )
        if len(records) != len(set(ids)):
            raise ValueError(ids)
        return records

    # === IN WORDS ===

    @api.model
    def _chosen_names(self, values):
        """Return {(model, id): name} of the records chosen in the values of lines.

        Each model is read once, however many lines there are.

        :param values: {line: [{field: value}, …]}
        """
        ids = {}
        for line, dicts in values.items():
            for part in line._parts():
                for given in dicts:
                    chosen = (given or {}).get(part["name"])
                    if part["comodel"] and chosen:
                        ids.setdefault(part["comodel"], set()).update(_ids(chosen))
        return {
            (model, record.id): record.display_name
            for model, among in ids.items()
            for record in self.env[model].browse(sorted(among)).exists()
        }

    def _text(self, values, names):
        """Return the values of this proposal as one readable text.

        :param names: {(model, id): name} of the records chosen in them
        """
        texts = [
            self._part_text(part, values.get(part["name"]), names)
            for part in (self._parts() if values else ())
        ]
        return " · ".join(text for text in texts if text)

    def _part_text(self, part, value, names):
        if value is None:
            return ""
        kind = part["type"]
        if kind == "selection":
            return dict(part["selection"]).get(value, value)
        if kind == "date":
            return format_date(self.env, value)
        if kind in ("many2one", "many2many"):
            known = [names.get((part["comodel"], id_)) for id_ in _ids(value)]
            return listed(self.env, [name for name in known if name])
        if kind == "monetary":
            currency = self.update_id.company_id.currency_id
            return formatLang(self.env, value, currency_obj=currency)
        if part["name"] == "share":
            return f"{value:g} %"
        if kind in ("integer", "float"):
            return formatLang(self.env, value, digits=0 if kind == "integer" else 2)
        return value
