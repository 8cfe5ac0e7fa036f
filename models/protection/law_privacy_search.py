from collections import Counter
from hashlib import sha256

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.person_patterns import (
    any_of,
    around,
    date_pattern,
    email_pattern,
    find,
    name_patterns,
    number_pattern,
    phone_pattern,
)
from .kinds import kind_name
from .law_privacy_find import LOG
from .law_privacy_request import OPEN

MOST = 500
TEXTS = ("char", "text", "html", "json")
# Odoo's own records that tell about people; of ours, all are searched.
NEIGHBOURS = (
    "res.partner",
    "res.partner.bank",
    "res.users",
    "mail.message",
    "mail.tracking.value",
    "mail.mail",
    "mail.activity",
    "ir.attachment",
    "calendar.event",
    "calendar.attendee",
    "crm.lead",
    "discuss.channel",
)
ONLY = {
    "ir.attachment": ("name", "description", "index_content"),
    "mail.message": ("subject", "body", "email_from", "reply_to", "incoming_email_to"),
    "mail.tracking.value": ("old_value_char", "new_value_char")
    + ("old_value_text", "new_value_text"),
    "res.users": ("login", "signature"),
    LOG: ("user_login", "user_name", "client_names", "query", "detail"),
}
# What answers and guards, and holds no data of its own about clients.
NOT_SEARCHED = (
    "law.privacy.",
    "law.hold",
    "law.retention.rule",
    "law.access.mark",
    "law.access.archive",
)


def _is_copy(model):
    """Return whether a model repeats, for speed, what is found where it stands."""
    return getattr(model, "_repeats_others", False)


class LawPrivacyRequest(models.Model):
    """Finding the person, by whatever is known: an e-mail address is not needed."""

    _inherit = "law.privacy.request"

    other_names = fields.Text(
        help="Former names and other spellings, one a line; traditional and simplified "
        "characters are the same anyway."
    )
    phones = fields.Text(help="One a line, in any format.")
    emails = fields.Text("E-mail Addresses", help="One a line.")
    numbers = fields.Text(help="Identity card, passport, registration; one a line.")
    birthday = fields.Date()
    find_ids = fields.One2many("law.privacy.find", "request_id", "Places")
    find_count = fields.Integer(compute="_compute_find_counts", aggregator=None)
    open_find_count = fields.Integer(compute="_compute_find_counts", aggregator=None)
    this_find_count = fields.Integer(compute="_compute_find_counts", aggregator=None)
    searched_on = fields.Datetime("Last Searched", readonly=True, copy=False)
    search_result = fields.Text("Result of the Search", readonly=True, copy=False)

    def _compute_find_counts(self):
        counts = {
            (request.id, decision): count
            for request, decision, count in self.env["law.privacy.find"]._read_group(
                [("request_id", "in", self.ids)],
                ["request_id", "decision"],
                ["__count"],
            )
        }
        for request in self:
            open_, this, other = (
                counts.get((request.id, decision), 0)
                for decision in ("open", "this", "other")
            )
            request.open_find_count, request.this_find_count = open_, this
            request.find_count = open_ + this + other

    # === BY WHAT ===

    def _patterns(self):
        """Return {how found: expression} of all that is known of the person."""
        patterns = {how: any_of(known.values()) for how, known in self._known().items()}
        return {how: pattern for how, pattern in patterns.items() if pattern}

    def _known(self):
        """Return {how found: {words that were given: their expression}}."""
        names = self._lines(self.other_names, self.person_name)
        day = self.birthday
        return {
            self.env._("name"): {name: any_of(name_patterns(name)) for name in names},
            self.env._("phone"): {n: self._phone(n) for n in self._lines(self.phones)},
            self.env._("e-mail"): {
                email: email_pattern(email) for email in self._lines(self.emails)
            },
            self.env._("number"): {
                number: number_pattern(number) for number in self._lines(self.numbers)
            },
            self.env._("birthday"): {str(day): date_pattern(day)} if day else {},
        }

    def _lines(self, text, *more):
        lines = [*more, *(text or "").splitlines()]
        return [line.strip() for line in lines if line and line.strip()]

    def _phone(self, phone):
        """Return the expression for a phone number, with its country code or not."""
        return phone_pattern(phone, self.company_id.sudo().country_id.code or "CN")

    # === THE SEARCH ===

    def action_search(self):
        """Look for the person in everything that the firm keeps (button)."""
        for request in self:
            request._check_handler()
            request._check_open()
            request._check_identified()
            patterns = request._patterns()
            if not patterns:
                raise UserError(
                    self.env._(
                        "There is nothing to search by: give a name of two letters at "
                        "least, a phone, an e-mail address, a number or a birthday."
                    )
                )
            found, remarks = request._search_everywhere(patterns)
            found += request._linked_to(found, any_of(patterns.values()))
            request._note_finds((found, remarks))

    def _check_open(self):
        if self.state not in OPEN:
            raise UserError(
                self.env._(
                    "%(request)s is closed: nothing is searched or decided.",
                    request=self.name,
                )
            )

    def _check_identified(self):
        if self.state == "received":
            raise UserError(
                self.env._(
                    "Confirm first that %(request)s comes from the person it is about; "
                    "then search.",
                    request=self.name,
                )
            )

    def _sources(self):
        """Return {model: names of its fields} of all that is searched.

        Each record of the firm's own rooms, later ones too, and Odoo's that tell about
        people. A room with texts elsewhere extends this.
        """
        models_ = [
            name
            for name, model in self.env.registry.items()
            if name in NEIGHBOURS
            or (name.startswith("law.") and not name.startswith(NOT_SEARCHED))
        ]
        sources = {}
        for name in models_:
            model = self.env[name]
            if model._abstract or model._transient or _is_copy(model):
                continue
            if not model._auto and name != LOG:
                continue
            names = ONLY.get(name) or [
                field.name
                for field in model._fields.values()
                if field.type in TEXTS and field.store and field.column_type
                if not field.inherited
            ]
            names = [field for field in names if field in model._fields]
            if names:
                sources[name] = list(names)
        return sources

    def _search_everywhere(self, patterns):
        """Return the values of new finds, and sentences about what was too much."""
        self.env.flush_all()
        found, remarks = [], []
        for model, names in self._sources().items():
            rows = self._rows(model, names, any_of(patterns.values()))
            if len(rows) > MOST:
                remarks.append(
                    self.env._(
                        "%(where)s: more than %(count)s places. Say more about the "
                        "person and search again.",
                        where=kind_name(self.env, model),
                        count=MOST,
                    )
                )
            hits = self._hits(model, names, rows[:MOST], patterns)
            if model == LOG:
                hits = self._one_line_of_log(hits)
            elif model == "mail.tracking.value":
                hits = self._on_messages(hits)
            found += hits
        return self._of_company(found) + self._odoo_lookup(), remarks

    def _rows(self, model, names, pattern):
        """Return the rows of one table in which any of the fields meets the pattern.

        SQL: the ORM knows no regular expressions, and this reads past archived records
        and past the rights of whoever searches; what is shown is masked later.
        """
        columns = [SQL("%s::text", SQL.identifier(name)) for name in names]
        where = SQL(" OR ").join(SQL("%s ~* %s", c, pattern) for c in columns)
        return self.env.execute_query(
            SQL(
                "SELECT id, %s FROM %s WHERE %s ORDER BY id LIMIT %s",
                SQL(", ").join(columns),
                SQL.identifier(self.env[model]._table),
                where,
                MOST + 1,
            )
        )

    def _hits(self, model, names, rows, patterns):
        """Return the values of finds for the rows that truly meet a pattern."""
        hits = []
        for number, *texts in rows:
            how, places, shown = [], [], ""
            for kind, pattern in patterns.items():
                for name, text in zip(names, texts, strict=True):
                    if find(pattern, text or ""):
                        how.append(kind)
                        places.append(self._label(model, name))
                        shown = shown or around(pattern, text)
            if how:
                where = ", ".join(dict.fromkeys(places))
                hits.append(
                    {
                        "res_model": model,
                        "res_id": number,
                        "how": ", ".join(dict.fromkeys(how)) + f" ({where})",
                        "snippet": shown,
                        "sequence": 10 if model == "res.partner" else 50,
                    }
                )
        return hits

    def _label(self, model, name):
        return self.env[model]._fields[name]._description_string(self.env)

    def _one_line_of_log(self, hits):
        """Return one find for all rows of the access log: they are not edited."""
        if not hits:
            return []
        last = max(hits, key=lambda hit: hit["res_id"])
        return [{**last, "row_count": len(hits), "sequence": 90, "snippet": False}]

    def _on_messages(self, hits):
        """Return finds on the messages to which tracked changes belong."""
        values = self.env["mail.tracking.value"].sudo()  # masked where it is shown
        for hit in hits:
            message = values.browse(hit["res_id"]).mail_message_id
            hit.update(res_model="mail.message", res_id=message.id)
        return hits

    def _of_company(self, found):
        """Leave out what belongs to another company of the firm."""
        kept = []
        for hit in found:
            record = self.env[hit["res_model"]].sudo().browse(hit["res_id"])
            record = record.with_context(active_test=False)
            mine = self._companies_of(record) <= self.company_id
            if mine and not self._is_of_desk(record):
                kept.append(hit)
        return kept

    def _is_of_desk(self, record):
        """Whether a message, task or paper belongs to a request itself."""
        anchor = self.env["law.hold"]._hangs_on(record)
        return anchor is not None and anchor._name.startswith(NOT_SEARCHED)

    def _companies_of(self, record):
        """Return the companies that a record says it belongs to."""
        anchor = self.env["law.hold"]._hangs_on(record)
        record = record if anchor is None else anchor
        companies = self.env["res.company"].sudo()
        if record and "company_id" in record._fields:
            companies |= record.company_id
        if record and record._name in ("res.partner", "law.client.person"):
            clients, _partners = self.env["law.hold"]._told_by(record)
            if self.company_id not in clients.company_id:
                companies |= clients.company_id
        return companies

    def _odoo_lookup(self):
        """Return what Odoo's own privacy lookup finds, where it is installed.

        It looks into every model with an e-mail address, of other addons too.
        """
        emails = self._lines(self.emails)
        if "privacy.lookup.wizard" not in self.env or not emails:
            return []
        finds = []
        for email in emails:
            wizard = self.env["privacy.lookup.wizard"].sudo()  # of the settings' people
            wizard = wizard.new({"name": self.person_name, "email": email})
            for model_id, number, _active in self.env.execute_query(
                wizard._get_query()
            ):
                model = self.env["ir.model"].sudo().browse(model_id).model
                if model in self.env and not model.startswith(NOT_SEARCHED):
                    finds.append(
                        {
                            "res_model": model,
                            "res_id": number,
                            "how": self.env._("Odoo's privacy lookup"),
                            "snippet": False,
                            "sequence": 60,
                        }
                    )
        return self._of_company(finds)

    def _note_finds(self, result):
        """Keep what was found, and that and by what was searched."""
        found, remarks = result
        added = self._add_finds(found)
        now = fields.Datetime.now()
        total = len({(hit["res_model"], hit["res_id"]) for hit in found})
        text = (
            self.env._("Places found: %(total)s, new: %(new)s.", total=total, new=added)
            if total
            else self.env._("Nothing was found: the firm has no data of this person.")
        )
        remarks = [*self._counted_by_kind(found), *remarks]
        self._stamp(
            {
                "searched_on": now,
                "search_result": "\n".join([text, *remarks]),
                "erasure_approved_by_id": False,
                "erasure_approved_on": False,
            }
        )
        # Numbers and a hash only: the log must not become a list of who asked.
        mark = sha256("|".join(self._patterns().values()).encode()).hexdigest()
        self.env["law.access.log"]._record(
            "list", self, count=total, query=f"{self.name} sha256:{mark}"
        )

    def _counted_by_kind(self, found):
        """Return in words how many places of each kind were found."""
        counts = Counter(
            model for model, _number in {(h["res_model"], h["res_id"]) for h in found}
        )
        return [
            self.env._(
                "%(kind)s: %(count)s", kind=kind_name(self.env, model), count=count
            )
            for model, count in counts.most_common()
        ]

    def _add_finds(self, found, **values):
        """Add finds that are not listed yet, and return how many."""
        known = {(find.res_model, find.res_id) for find in self.sudo().find_ids}
        new = {}
        for hit in found:
            place = hit["res_model"], hit["res_id"]
            if place not in known:
                new.setdefault(place, {"request_id": self.id, **hit, **values})
        self.env["law.privacy.find"].sudo().create(  # nobody enters finds by hand
            list(new.values())
        )
        return len(new)

    def _missing_answer(self):
        missing = super()._missing_answer()
        if not self.searched_on:
            missing.append(self.env._("a search for the person"))
        if self.open_find_count:
            missing.append(
                self.env._(
                    "a decision on %(count)s places: this person or another",
                    count=self.open_find_count,
                )
            )
        return missing
