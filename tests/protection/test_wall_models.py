from odoo import fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .wall_common import WallCase

LEAF = "('in_force', '=', True)"


@tagged("post_install", "-at_install", "s62")
class TestWallModels(WallCase):
    """Every model that points at a client stands behind the wall with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.steel = cls.make_contact("Steel Works Ltd")
        cls.parts = cls._fill(cls.harbour)

    @classmethod
    def _fill(cls, client):
        """Return one record of each model that a client's card can have."""
        person = client.person_ids[:1]
        make = cls._make
        supplies = cls.env["law.relation.type"].create(
            {"name": "supplies", "inverse_name": "is supplied by"}
        )
        relation = make(
            "law.relation",
            left_id=client.partner_id.id,
            type_id=supplies.id,
            right_id=cls.steel.id,
            company_id=client.company_id.id,
        )
        update = make("law.client.update", client_id=client.id)
        records = [
            client,
            make("law.client.alias", client_id=client.id, name="Haven"),
            client.block_ids[:1],
            client.event_ids[:1],
            client.member_ids[:1],
            person,
            person.position_ids[:1],
            make(
                "law.client.standing",
                client_id=client.id,
                kind="credit",
                rating="3",
                source="lawyer_visit",
            ),
            make("law.need", client_id=client.id, name="Advice"),
            make("law.reactivation", client_id=client.id),
            make(
                "law.client.update.line",
                update_id=update.id,
                topic="preferred_time",
                proposed={"preferred_time": "Evenings"},
            ),
            relation,
            update,
        ]
        return [*records, *cls._fill_import(client)]

    @classmethod
    def _fill_import(cls, client):
        """Return a row that meets the client in an import, and a problem of it."""
        Upload = cls.env["law.client.import"].with_company(client.company_id)
        upload = Upload.create({})
        row = cls._make(
            "law.client.import.row",
            import_id=upload.id,
            sheet=0,
            kind="card",
            number=1,
            match_client_id=client.id,
        )
        row._report("late_duplicate", "name", client=client.name)
        return [row, row.problem_ids]

    @classmethod
    def _make(cls, model, **values):
        return cls.env[model].create(values)

    def _pointers(self):
        """Return {model: fields} of the addon's models that point at a client.

        Whoever points at a model that points at a client does so, too. Those that
        nobody has a right to are left out: nobody comes as far as a rule.
        """
        rights = self.env["ir.model.access"].search(
            [("model_id.model", "=like", "law.%"), ("perm_read", "=", True)]
        )
        own = {
            name: self.env[name]
            for name in rights.model_id.mapped("model")
            if not self.env[name]._abstract
        }
        found = {"law.client": {"id"}}
        while True:
            more = {
                name: {
                    field.name
                    for field in model._fields.values()
                    if field.store
                    and field.type == "many2one"
                    and field.comodel_name in found
                    and name != field.comodel_name
                }
                for name, model in own.items()
            }
            more = {name: names for name, names in more.items() if names}
            if found.keys() >= more.keys():
                return found | more
            found |= more

    def test_every_model_that_points_at_a_client_has_the_wall(self):
        pointers = self._pointers()
        self.assertGreaterEqual(len(pointers), 20)
        for name in pointers:
            rules = (
                self.env["ir.rule"]
                .search([("model_id.model", "=", name), ("groups", "=", False)])
                .filtered(lambda rule: LEAF in (rule.domain_force or ""))
            )
            with self.subTest(model=name):
                self.assertTrue(rules, "add a rule to protection_wall_rules.xml")
                self.assertTrue(all(r.perm_read and r.perm_write for r in rules))

    def test_the_wall_rule_names_each_field_that_leads_to_a_client(self):
        for name, names in self._pointers().items():
            direct = {
                field
                for field in names
                if field != "id"
                and self.env[name]._fields[field].comodel_name == "law.client"
                # What the system alone reads is shown by fields with their own rule.
                and self.env[name]._fields[field].groups != fields.NO_ACCESS
            }
            rule = self.env.ref(f"law_firm_client.{name.replace('.', '_')}_rule_wall")
            for field in direct:
                with self.subTest(model=name, field=field):
                    self.assertIn(f"('{field}', 'not any'", rule.domain_force)

    def test_what_lies_behind_the_wall_is_neither_found_nor_read(self):
        for user in (self.head, self.partner, self.manager):
            for record in self.parts:
                self.assertTrue(record, "the test must have a record of each model")
                mine = record.with_user(user)
                with self.subTest(user=user.login, model=record._name):
                    self.assertTrue(mine.search([("id", "=", mine.id)]))
        for user in (self.head, self.manager):
            self.bar(user, self.harbour)
        self.bar(self.partner, self.harbour, by=self.env.user)
        for user in (self.head, self.partner, self.manager):
            for record in self.parts:
                mine = record.with_user(user)
                with self.subTest(user=user.login, model=record._name):
                    self.assertFalse(mine.search([("id", "=", mine.id)]))
                    self.assertFalse(
                        mine.with_context(active_test=False)._read_group(
                            [("id", "=", mine.id)], [], ["__count"]
                        )[0][0]
                    )
                    for operation in ("read", "write", "unlink"):
                        self.assertFalse(mine.has_access(operation))

    def test_each_wall_rule_is_needed(self):
        """Broken one after the other, each rule opens its model again."""
        # The lock of the contact would hide these by itself.
        self.env["ir.config_parameter"].set_param("law_firm_client.partner_lock", "off")
        self.bar(self.manager, self.harbour)
        for record in self.parts:
            rule = self.env.ref(
                f"law_firm_client.{record._name.replace('.', '_')}_rule_wall"
            )
            mine = record.with_user(self.manager)
            domain = [("id", "=", record.id)]
            with self.subTest(model=record._name):
                self.assertFalse(mine.search(domain))
                rule.active = False
                self.assertTrue(mine.search(domain))
                rule.active = True
                self.assertFalse(mine.search(domain))

    def test_views_made_by_sql_are_walled(self):
        client = self.harbour
        for model in ("law.client.gap", "law.relation.end"):
            domain = [("client_id", "=", client.id)]
            Model = self.env[model].with_user(self.manager)
            self.assertTrue(Model.search(domain), model)
        self.bar(self.manager, client)
        for model in ("law.client.gap", "law.relation.end"):
            Model = self.env[model].with_user(self.manager)
            self.assertFalse(Model.search(domain), model)

    def test_messages_activities_and_attachments_follow_their_client(self):
        text = "Secret of Harbour"
        message = self.harbour.message_post(body=text)
        task = self.harbour.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.manager2.id
        )
        paper = self.env["ir.attachment"].create(
            {
                "name": "secret.txt",
                "raw": b"secret",
                "res_model": "law.client",
                "res_id": self.harbour.id,
            }
        )
        for record in (message, task, paper):
            self.assertTrue(record.with_user(self.manager).has_access("read"))
        self.bar(self.manager, self.harbour)
        for record in (message, task, paper):
            mine = record.with_user(self.manager)
            mine.invalidate_recordset()
            with self.subTest(model=record._name):
                self.assertFalse(mine.has_access("read"))
                self.assertFalse(mine.search([("id", "=", mine.id)]))

    def test_a_committee_does_not_name_a_walled_client(self):
        committee = self._make(
            "law.committee",
            name="Key Clients",
            company_id=self.company_a.id,
            client_ids=[(6, 0, self.harbour.ids)],
        )
        self.bar(self.head, self.harbour)
        committee.invalidate_recordset()
        mine = committee.with_user(self.head)
        self.assertFalse(mine.client_ids)
        self.assertFalse(mine.read(["client_ids"])[0]["client_ids"])

    def test_nothing_is_entered_about_a_walled_client(self):
        self.bar(self.manager, self.harbour)
        Need = self.env["law.need"].with_user(self.manager)
        with self.assertRaises(AccessError):
            Need.create({"client_id": self.harbour.id, "name": "Advice"})

    def test_the_list_for_marketing_is_walled(self):
        Listing = self.env["law.client.listing"].with_user(self.marketing)
        domain = [("name", "=", "Harbour Trading Ltd")]
        self.assertTrue(Listing.search(domain))
        self.bar(self.marketing, self.harbour)
        self.assertFalse(Listing.search(domain))

    def test_ids_of_the_marketing_list_lead_nowhere(self):
        Listing = self.env["law.client.listing"].with_user(self.marketing)
        rows = Listing.search([("company_id", "=", self.company_a.id)])
        clients = self.env["law.client"].search([])
        known = {*clients.ids, *clients.partner_id.ids}
        self.assertFalse(known.intersection(rows.ids))
        self.assertEqual(rows, Listing.search([("id", "in", rows.ids)]))
        self.assertEqual(len(set(rows.mapped("name"))), len(rows))
        with self.assertRaises(AccessError):
            rows.read(["client_id"])
