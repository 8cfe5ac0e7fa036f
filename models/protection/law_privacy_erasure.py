from psycopg2.extras import Json

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ...tools.person_patterns import BLACK, any_of, blacken_all
from .hold_guard import TO_VAULT
from .law_privacy_find import LOG
from .law_privacy_request import ERASING
from .law_privacy_search import TEXTS

# Deleted whole; of everything else the words about the person are blackened.
DELETED = (
    "law.client.person",
    "law.person.fact",
    "law.client.position",
    "law.client.alias",
    "calendar.attendee",
    "mail.activity",
    "mail.mail",
)
# Deleted first: contacts last, when nothing leads to them any more.
ORDER = ("law.person.fact", "law.client.position", "law.client.person")


class LawPrivacyRequest(models.Model):
    """Erasing a person, and putting away what must be kept."""

    _inherit = "law.privacy.request"

    erased_on = fields.Datetime("Erasure Done On", readonly=True, copy=False)
    erased_by_id = fields.Many2one(
        "res.users", "Erasure Done by", readonly=True, copy=False, ondelete="restrict"
    )
    proof = fields.Text("Searched Again", readonly=True, copy=False)
    vault_ids = fields.One2many("law.privacy.vault", "request_id", "Kept, Restricted")

    def action_erase(self):
        """Erase what may be erased, put away the rest, and search again (button).

        :raises UserError: naming all that is missing before
        """
        self.ensure_one()
        self._check_handler()
        missing = self._missing_erasure()
        if missing:
            raise UserError(
                self.env._(
                    "Before anything is erased, %(request)s still needs:\n%(list)s",
                    request=self.name,
                    list="\n".join(f"• {line}" for line in missing),
                )
            )
        patterns = self._patterns()
        finds = self.find_ids.filtered(
            lambda find: find.decision == "this" and not find.outcome
        )
        self.env["law.access.log"]._record(
            "list", self, count=len(finds), query=f"{self.name} erase"
        )
        self._carry_out(finds, any_of(patterns.values()))
        self._stamp({"erased_on": fields.Datetime.now(), "erased_by_id": self.env.uid})
        self._prove(patterns)

    def _missing_erasure(self):
        """Return what an erasure still needs; other files of this folder add to it."""
        return self._missing_plan()

    def _missing_plan(self):
        """Return what is missing before an erasure can be approved."""
        missing = []
        if self.state != "handling":
            missing.append(self.env._("to be handled: identity first, then 'Start'"))
        if self.kind not in ERASING:
            missing.append(self.env._("to be a request for erasure or restriction"))
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

    def _carry_out(self, finds, pattern):
        """Put away or erase each of the finds."""
        rank = {model: place for place, model in enumerate(ORDER)}
        last = len(ORDER) + 1
        finds = finds.sorted(
            lambda f: (f.res_model == "res.partner", rank.get(f.res_model, last))
        )
        plan = [(find, find.fate, find._record()) for find in finds]
        content = {
            find.id: find._content(record)
            for find, fate, record in plan
            if fate == "keep" and record
        }
        vault = self.env["law.privacy.vault"]
        kept = {
            find.id: vault._put_away(find, content[find.id])
            for find, fate, record in plan
            if fate == "keep" and record
        }
        for find, fate, record in plan:
            if fate == "firm" and find._is_said_by_firm(record):
                find._blacken(record, pattern, ("subject", "body"))
            if fate not in ("keep", "erase"):
                continue
            piece = kept.get(find.id, vault)
            record = record.exists()
            if record:
                find._erase(record, pattern, piece)
            find.sudo().write(  # the handler was checked
                {
                    "outcome": "restricted" if piece else "erased",
                    "vault_id": piece.id,
                    "snippet": False,
                }
            )

    def _prove(self, patterns):
        """Search again, and keep what is still found."""
        found, _remarks = self._search_everywhere(patterns)
        others = {
            (find.res_model, find.res_id)
            for find in self.find_ids
            if find.decision == "other" or find.fate in ("firm", "stay")
        }
        left = {(hit["res_model"], hit["res_id"]) for hit in found} - others
        rows = sum(hit.get("row_count", 1) for hit in found if hit["res_model"] == LOG)
        left = {place for place in left if place[0] != LOG}
        self._add_finds([h for h in found if (h["res_model"], h["res_id"]) in left])
        stays = sum(find.fate == "stay" for find in self.find_ids)
        stay = self.env._("Stays unchanged, must be kept: %(count)s.", count=stays)
        sentence = (
            self.env._("Nothing of the person is left in use.")
            if not left
            else self.env._("Still found: %(count)s places.", count=len(left))
        )
        kept = self.env._("Put away, restricted: %(count)s.", count=len(self.vault_ids))
        log = self.env._(
            "Rows of the access log that name the person: %(count)s. They are not "
            "edited; they leave in sealed archives.",
            count=rows,
        )
        lines = [sentence, kept, *([stay] if stays else []), *([log] if rows else [])]
        self._stamp({"proof": "\n".join(lines)})

    def _missing_answer(self):
        missing = super()._missing_answer()
        if self.kind == "erasure" and not self.erased_on and self.this_find_count:
            missing.append(self.env._("the erasure itself"))
        return missing


class LawPrivacyFind(models.Model):
    """How one place is emptied."""

    _inherit = "law.privacy.find"

    def _content(self, record):
        """Return all that stands in a record's row, and in what goes with it."""
        return {"row": self._rows_of(record)[0], **self._content_beside(record)}

    def _rows_of(self, records):
        """Return the rows of records as they stand in their table."""
        records.flush_recordset()
        rows = self.env.execute_query(
            SQL(
                "SELECT row_to_json(one) FROM %s one WHERE id IN %s ORDER BY id",
                SQL.identifier(records._table),
                tuple(records.ids),
            )
        )
        return [row for (row,) in rows]

    def _content_beside(self, record):
        """Return what goes with a record when it is taken away."""
        if record._name == "law.client.person":
            parts = record.position_ids, record.fact_ids
            return {part._name: self._rows_of(part) for part in parts if part}
        if record._name == "mail.message":
            values = record.tracking_value_ids
            return {
                "changes": [
                    {
                        "old": value.old_value_char or value.old_value_text or "",
                        "new": value.new_value_char or value.new_value_text or "",
                    }
                    for value in values
                ]
            }
        return {}

    def _erase(self, record, pattern, piece):
        """Take the person out of a record, which `piece` keeps if there is one."""
        record = record.with_context(
            active_test=True,  # else a contact has logins that are archived already
            tracking_disable=True,
            mail_notrack=True,
            **{TO_VAULT: self.env.registry},  # see hold_guard.py
        )
        if record._name == "ir.attachment":
            self._erase_paper(record, piece)
        elif self._is_deleted(record):
            record.unlink()
        elif record._name == "res.partner" and self._is_of_person(record):
            self._erase_contact(record, pattern)
        elif record._name == "res.partner.bank":
            # Odoo archives accounts instead of deleting them.
            record.write({"acc_number": f"{BLACK} {record.id}", "active": False})
            self._blank(record, ("acc_holder_name", "note"))
        elif record._name == "res.users":
            record.write({"login": f"erased-{record.id}", "active": False})
        else:
            if record._name == "law.client.import.row":
                self._blank(record, ("cells", "values", "name", "name_key"))
                self._blank(record, ("phone_key", "email_key", "registration_key"))
            if record._name == "mail.message":
                self._erase_message(record, pattern)
            if record._name == "law.client" and self._is_of_person(record):
                record.alias_ids.unlink()
                self._blank(record, ("philosophy", "direction", "features"))
            self._blacken(record, pattern)

    def _is_deleted(self, record):
        if self._is_by_staff(record):
            return False
        return record._name in DELETED or self._is_relation_of_person(record)

    def _erase_paper(self, paper, piece):
        if not piece:
            paper.unlink()
            return
        paper.write(
            {
                "res_model": piece._name,
                "res_id": piece.id,
                "res_field": False,
                "name": piece.display_name,
                "index_content": False,
                "description": False,
                "public": False,
                "access_token": False,
            }
        )
        paper.flush_recordset()

    def _erase_message(self, message, pattern):
        """Empty what the person wrote; blacken the name in what others wrote."""
        if self._is_of_person(message):
            self._blank(message, ("body", "subject"))
        self._blacken(message.tracking_value_ids, pattern)

    def _contacts_of_person(self):
        """Return the ids of the contacts that were ticked as this person."""
        finds = self.request_id.sudo().find_ids.filtered(
            lambda find: find.res_model == "res.partner" and find.decision == "this"
        )
        return set(finds.mapped("res_id"))

    def _is_relation_of_person(self, record):
        if record._name != "law.relation":
            return False
        sides = record.left_id | record.right_id
        return bool(self._contacts_of_person() & set(sides.ids))

    def _erase_contact(self, partner, pattern):
        """Leave of a contact no more than its number, for what points at it."""
        kept = ("name", "lang", "tz", "type", "color")
        emptied = {
            field.name: False
            for field in partner._fields.values()
            if field.store
            and field.type in ("char", "text", "html", "binary", "image", "date")
            and not (field.compute and not field.inverse and field.readonly)
            and not (field.related or field.required or field.company_dependent)
            and field.name not in kept
        }
        partner.env["mail.followers"].search([("partner_id", "=", partner.id)]).unlink()
        logins = partner.with_context(active_test=False).user_ids
        logins.filtered("share").write({"active": False})
        partner.write({**emptied, "category_id": [fields.Command.clear()]})
        partner.write({"name": f"{BLACK} {partner.id}", "image_1920": False})
        if not partner.law_client_ids:
            partner.write({"active": False})
        self._blacken(partner, pattern)

    def _blank(self, record, names):
        """Empty columns past the record's own gates, which guard what people enter."""
        self._put(record, {name: None for name in names if name in record._fields})

    def _blacken(self, records, pattern, only=None):
        """Blacken the person in the texts of the records, however they are stored.

        :param only: the names of the fields; without, every text
        """
        for record in records:
            names = [
                field.name
                for field in record._fields.values()
                if field.type in TEXTS
                and field.store
                and field.column_type
                and not field.inherited
                and field.name not in ("sha256", "access_token")
                and (only is None or field.name in only)
            ]
            row = self.env.execute_query(
                SQL(
                    "SELECT %s FROM %s WHERE id = %s",
                    SQL(", ").join(map(SQL.identifier, names)),
                    SQL.identifier(record._table),
                    record.id,
                )
            )[0]
            changed = {}
            for name, value in zip(names, row, strict=True):
                clean = blacken_all(pattern, value)
                if clean != value:
                    changed[name] = clean
            self._put(record, changed)

    def _put(self, record, values):
        """Write columns by SQL: the ORM would refuse what people may not change."""
        if not values:
            return
        record.flush_recordset()
        self.env.execute_query(
            SQL(
                "UPDATE %s SET %s WHERE id = %s RETURNING id",
                SQL.identifier(record._table),
                SQL(", ").join(
                    SQL(
                        "%s = %s",
                        SQL.identifier(name),
                        Json(value) if isinstance(value, dict | list) else value,
                    )
                    for name, value in values.items()
                ),
                record.id,
            )
        )
        record.invalidate_recordset()
        record.modified(list(values))
        record.env.flush_all()
