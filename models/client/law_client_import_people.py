from collections import defaultdict

from odoo import models
from odoo.tools import SQL

from ...tools.names import fold


class LawClientImport(models.Model):
    _inherit = "law.client.import"

    def _add_people(self, people_by_client):
        """Add people with positions and facts; who is on the card already is kept.

        :param people_by_client: {client: [what a row says about a person]}
        """
        Person = self.env["law.client.person"].with_context(active_test=False)
        known = defaultdict(dict)
        clients = self.env["law.client"].union(*people_by_client)
        for person in Person.search([("client_id", "in", clients.ids)]):
            known[person.client_id][fold(person.name or "")] = person
        fresh = {
            (client, fold(found["name"])): self._person_values(client, found)
            for client, people in people_by_client.items()
            for found in people
            if fold(found["name"]) not in known[client]
        }
        created = Person.with_context(_partners_skip_fields_sync=True).create(
            list(fresh.values())
        )
        created.partner_id.filtered(lambda p: not p.parent_id.active).active = False
        for (client, name), person in zip(fresh, created, strict=True):
            known[client][name] = person
        said = [
            (known[client][fold(found["name"])], found)
            for client, people in people_by_client.items()
            for found in people
        ]
        self._add_positions(said)
        self._add_facts(said)

    def _person_values(self, client, found):
        """Return the values of a contact below the client.

        Address and company data are the client's: Odoo copies them contact by contact,
        which takes longer than everything else together.
        """
        partner = client.partner_id
        shared = partner._convert_fields_to_values(
            [*partner._address_fields(), *partner._commercial_fields()]
        )
        values = {name: value for name, value in shared.items() if value}
        contact = ("name", "phone", "email", "function")
        values |= {name: found[name] for name in contact if found.get(name)}
        return {**values, "client_id": client.id}

    def _add_positions(self, said):
        """Add the positions that the people do not hold already."""
        held = {
            (position.person_id, position.role)
            for position in self.env["law.client.position"].search(
                [
                    ("person_id", "in", [person.id for person, _found in said]),
                    ("date_to", "=", False),
                ]
            )
        }
        values = {}
        for person, found in said:
            for role in found.get("roles") or [{"role": "contact", "share": 0}]:
                if (person, role["role"]) not in held:
                    values[person, role["role"]] = {
                        "person_id": person.id,
                        "role": role["role"],
                        "share": role["share"],
                        "source": "import",
                    }
        self.env["law.client.position"].create(list(values.values()))

    def _add_facts(self, said):
        """Add the facts that are not told already, each with purpose and source."""
        Fact = self.env["law.person.fact"]
        told = {
            (fact.person_id, fact.kind, fact.value)
            for fact in Fact.search(
                [("person_id", "in", [person.id for person, _found in said])]
            )
        }
        values = {}
        for person, found in said:
            for fact in found.get("facts") or []:
                key = (person, fact["kind"], fact["value"])
                if key not in told:
                    values[key] = {
                        "person_id": person.id,
                        "kind": fact["kind"],
                        "value": fact["value"],
                        "purpose": self.env._("Care for the client relationship"),
                        "legal_basis": "interest",
                        "source": "import",
                    }
        Fact.create(list(values.values()))

    def _name_people_targets(self):
        """Find for each key person the card of the client, or the client itself.

        SQL: one statement each for the file and for the database.
        """
        self.env.flush_all()
        for key in ("registration_key", "name_key"):
            self.env.cr.execute(self._people_in_file(SQL.identifier(key)))
            self.env.cr.execute(self._people_of_clients(SQL.identifier(key)))
        self.env.invalidate_all()
        lost = self.env["law.client.import.row"].search(
            [
                ("import_id", "=", self.id),
                ("kind", "=", "person"),
                ("match_row_id", "=", False),
                ("match_client_id", "=", False),
                ("has_error", "=", False),
            ]
        )
        lost._report("client_unknown", "client_name")

    def _people_in_file(self, key):
        return SQL(
            """
            UPDATE law_client_import_row r SET match_row_id = o.id
              FROM (SELECT DISTINCT ON (%(key)s) id, %(key)s
                      FROM law_client_import_row
                     WHERE import_id = %(import_id)s AND kind = 'card'
                       AND has_error IS NOT TRUE AND %(key)s <> ''
                  ORDER BY %(key)s, sheet, number) o
             WHERE r.import_id = %(import_id)s AND r.kind = 'person'
               AND r.match_row_id IS NULL AND r.match_client_id IS NULL
               AND o.%(key)s = r.%(key)s
            """,
            key=key,
            import_id=self.id,
        )

    def _people_of_clients(self, key):
        return SQL(
            """
            UPDATE law_client_import_row r SET match_client_id = c.id
              FROM law_client c
             WHERE r.import_id = %(import_id)s AND r.kind = 'person'
               AND r.match_row_id IS NULL AND r.match_client_id IS NULL
               AND c.company_id = %(company)s AND c.%(key)s = r.%(key)s
               AND r.%(key)s <> '' AND %(settled)s
            """,
            key=key,
            import_id=self.id,
            company=self.company_id.id,
            settled=self._settled(),
        )
