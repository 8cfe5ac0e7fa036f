from collections import defaultdict

from odoo import Command, models
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tools import SQL

from ...tools.names import fold

BATCH = 200
# Values of a row that are fields of the client under the same name.
PLAIN_FIELDS = (
    "name",
    "is_company",
    "ref",
    "vat",
    "street",
    "street2",
    "city",
    "zip",
    "website",
    "phone",
    "email",
    "registered_on",
    "client_since",
    "registered_capital",
    "employee_count",
    "direction",
    "philosophy",
    "features",
    "cooperation_note",
)


class LawClientImport(models.Model):
    _inherit = "law.client.import"

    def _domain_to_write(self):
        """Return the domain of the rows from which something is written."""
        return [
            ("import_id", "=", self.id),
            ("outcome", "=", False),
            ("has_error", "=", False),
            ("decision", "!=", "skip"),
        ]

    def _resolve_targets(self):
        """Lead each duplicate and each key person to the row or client it belongs to.

        A row may be a duplicate of a row that is itself skipped for another: what
        counts is the one at the end.
        """
        Row = self.env["law.client.import.row"]
        linked = Row.search(
            [("import_id", "=", self.id), ("match_row_id", "!=", False)], order="id"
        )
        for row in linked:
            other, seen = row.match_row_id, set()
            while (
                other.decision != "create" and other.match_row_id and other not in seen
            ):
                seen.add(other)
                other = other.match_row_id
            if other.decision != "create" and other.match_client_id:
                row._note({"match_client_id": other.match_client_id.id})
                other = Row
            if row.match_row_id != other:
                row._note({"match_row_id": other.id})

    # === STEPS ===

    def _steps_importing(self):
        """Create, publish, then complete what existed before.

        New clients stay archived until all of them are in; then one transaction shows
        them all. What is stopped or fails before that is taken back.
        """
        if self.phase != "updating":
            yield from self._phase("creating", self._steps_creating())
            self._publish()
            yield 0
        yield from self._steps_joining(published=True)
        self._finish_rows()

    def _steps_creating(self):
        """Create the clients of the rows that say so, and what belongs to them."""
        Row = self.env["law.client.import.row"]
        waiting = Row.search_count(self._domain_to_write())
        self._stamp({"progress_total": self.progress_done + waiting})
        domain = [
            *self._domain_to_write(),
            ("kind", "=", "card"),
            ("decision", "=", "create"),
        ]
        while rows := Row.search(domain, order="sheet, number", limit=BATCH):
            self._write_rows(rows, self._create_clients)
            yield len(rows)
        yield from self._steps_joining(published=False)

    def _steps_joining(self, published):
        """Add to clients: people from their own sheet, and updates of empty fields."""
        domain = [
            *self._domain_to_write(),
            ("match_client_id" if published else "match_row_id", "!=", False),
            "|",
            ("kind", "=", "person"),
            ("decision", "=", "update"),
        ]
        Row = self.env["law.client.import.row"]
        while rows := Row.search(domain, order="sheet, number", limit=BATCH):
            self._write_rows(rows, self._join_clients)
            yield len(rows)

    def _write_rows(self, rows, method):
        """Write a batch; if the database refuses it, find the row that is to blame."""
        try:
            with self.env.cr.savepoint():
                method(rows)
                self.env.flush_all()
        except AccessError:
            raise
        except (UserError, ValidationError) as error:
            if len(rows) > 1:
                for row in rows:
                    self._write_rows(row, method)
            elif self.mode == "all_or_nothing" and not self._is_in():
                raise UserError(
                    self.env._(
                        "Row %(number)s: %(reason)s Nothing was imported.",
                        number=rows.number,
                        reason=error,
                    )
                ) from error
            else:
                rows._report("refused", reason=str(error))
                rows._note({"outcome": "left_out"})
        self.env.flush_all()
        self.env.invalidate_all()

    def _is_in(self):
        """Say whether the new clients are in for good: too late for "nothing"."""
        in_batches = self.env.context.get("law_import_batches")
        return in_batches and self.phase == "updating"

    def _claim_company(self):
        """Let no other import create clients of this company at the same time.

        Each looks for duplicates before it creates; of two that look at once, neither
        sees the other's. So both write the sequence that numbers the clients: the
        second waits for the first, is refused by the database, because it looked too
        early, and starts again with fresh eyes, as Odoo does with every request and
        the job with every batch.

        SQL: it changes nothing, which the ORM would not write; a lock alone would let
        the second go on with what it saw before. No record refers to a sequence, so
        nobody but another import is kept waiting.
        """
        sequence = self.env["law.client"]._code_sequence(self.company_id.id)
        self.env.cr.execute(
            SQL(
                "UPDATE ir_sequence SET write_date = write_date WHERE id = %s",
                sequence.id,
            )
        )

    # === NEW CLIENTS ===

    def _create_clients(self, rows):
        """Create the clients of a batch of rows, archived until they are published."""
        self.env.flush_all()
        self._claim_company()
        rows -= self._leave_out_late_duplicates(rows)
        # A client has no parent from which Odoo would copy, partner by partner.
        Client = self.env["law.client"].with_context(_partners_skip_fields_sync=True)
        clients = Client.create(
            [
                {
                    **self._client_values(row.values),
                    "company_id": self.company_id.id,
                    "active": False,
                    "member_ids": self._member_commands(),
                }
                for row in rows
            ]
        )
        clients.sudo().import_id = self  # sudo: kept by the system; created right above
        clients.partner_id.active = False
        for row, client in zip(rows, clients, strict=True):
            row._note({"client_id": client.id, "outcome": "created"})
        self._add_people(
            {
                client: row.values.get("people") or []
                for row, client in zip(rows, clients, strict=True)
            }
        )
        if self.activate:
            self.env.flush_all()
            clients.filtered(lambda c: not c.activation_gap_ids).state = "active"

    def _leave_out_late_duplicates(self, rows):
        """Leave out rows whose client was entered by somebody since the report."""
        new = rows.filtered(lambda row: not row.match_kind)
        if not new:
            return new
        late = new.browse()
        for row_id, _kind, _other, client_id, *_names in self.env.execute_query(
            SQL(
                "%s UNION ALL %s",
                self._equal_client("registration", new.ids, self._entered()),
                self._equal_client("name", new.ids, self._entered()),
            )
        ):
            row = new.browse(row_id)
            if row in late:
                continue
            late |= row
            client = self.env["law.client"].browse(client_id)
            seen = client._filtered_access("read")
            label = seen.display_name or client._hidden_label()
            row._report("late_duplicate", "name", client=label)
        late._note({"outcome": "left_out"})
        return late

    def _entered(self):
        """Return SQL that leaves out what this import created, or another takes back.

        What another import has not published yet counts: it is about to be shown.
        """
        return SQL(
            "(c.import_id IS NULL OR c.active IS TRUE OR (c.import_id <> %(id)s"
            " AND NOT EXISTS (SELECT 1 FROM law_client_import i"
            " WHERE i.id = c.import_id AND i.state = 'undoing')))",
            id=self.id,
        )

    def _member_commands(self):
        members = [{"user_id": self.manager_id.id, "role": "manager"}]
        if self.liaison_id:
            members.append({"user_id": self.liaison_id.id, "role": "liaison"})
        return [Command.create(member) for member in members]

    def _client_values(self, values):
        """Return the values of a client from what its row says."""
        country = self._country(values.get("country"))
        found = {name: values[name] for name in PLAIN_FIELDS if values.get(name)}
        found["name"] = values["name"]
        found["is_company"] = values["is_company"]
        if values.get("registration_number"):
            found["company_registry"] = values["registration_number"]
        if country:
            found["country_id"] = country.id
        found |= self._state_values(values, country)
        industry = self._industry(values)
        if industry:
            found["industry_id"] = industry.id
        notes = (values.get("cooperation_note"), values.get("note"))
        if any(notes):
            found["cooperation_note"] = "\n".join(filter(None, notes))
        if values.get("aliases"):
            found["alias_ids"] = [Command.create(alias) for alias in values["aliases"]]
        return found

    def _country(self, code):
        Country = self.env["res.country"]
        return Country.search([("code", "=", code)]) if code else Country

    def _state_values(self, values, country):
        """Return the province, or keep its words with the city if it is not known."""
        text = values.get("state")
        if not text:
            return {}
        state = self.env["res.country.state"].search(
            [
                ("country_id", "=", (country or self.country_id).id),
                "|",
                ("code", "=ilike", text),
                ("name", "=ilike", f"{text}%"),
            ],
            limit=1,
        )
        if state:
            return {"state_id": state.id}
        return {"city": " ".join(filter(None, (text, values.get("city"))))}

    def _industry(self, values):
        Industry = self.env["res.partner.industry"]
        if values.get("industry_id"):
            return Industry.browse(values["industry_id"]).exists()
        section = values.get("industry")
        if not section:
            return Industry
        return self.env.ref(f"base.res_partner_industry_{section}", False) or Industry

    # === CLIENTS THAT EXIST ===

    def _join_clients(self, rows):
        """Complete the clients to which these rows lead."""
        people = defaultdict(list)
        for row in rows:
            client = self._target(row)
            if not client:
                row._report("client_unknown", "client_name")
                row._note({"outcome": "left_out"})
                continue
            row._note({"client_id": client.id, "outcome": "updated"})
            if row.kind == "person":
                people[client].append(row.values["person"])
            else:
                self._fill_empty_fields(client, row.values)
                people[client] += row.values.get("people") or []
        if people:
            self._add_people(people)

    def _target(self, row):
        """Return the client to which a row leads, if it is one for this user."""
        client = row.match_client_id or row.match_row_id.client_id
        found = client.sudo().company_id == self.company_id  # whose it is, no more
        return client._filtered_access("read") if found else client.browse()

    def _fill_empty_fields(self, client, values):
        """Write what the card knows and the client does not; nothing is replaced."""
        found = self._client_values(values)
        aliases = found.pop("alias_ids", [])
        known = {fold(name) for name in client.alias_ids.mapped("name") + [client.name]}
        empty = {name: value for name, value in found.items() if not client[name]}
        empty.pop("is_company", None)
        fresh = [alias for alias in aliases if fold(alias[2]["name"]) not in known]
        if fresh:
            empty["alias_ids"] = fresh
        if empty:
            client.write(empty)
