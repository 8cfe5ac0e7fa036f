from odoo.tests import Form, tagged

from .log_common import LogCase


@tagged("post_install", "-at_install", "s63")
class TestAccessLogNested(LogCase):
    """What a reading brings along of other clients is named and counted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.make_client("Ningbo Pier")
        cls.env["law.relation"].create(
            {
                "left_id": cls.harbour.partner_id.id,
                "type_id": cls.env["law.relation.type"].search([], limit=1).id,
                "right_id": cls.other.partner_id.id,
                "company_id": cls.company_a.id,
            }
        )

    def nested(self, fields, **part):
        """Return the form's specification with these fields of the other client."""
        other = {"fields": {name: {} for name in fields}, **part}
        return {"name": {}, "relation_end_ids": {"fields": {"other_client_id": other}}}

    def web_read(self, user, record, specification):
        with self.reading(user, record) as read:
            read.web_read(specification)

    def test_another_client_that_is_read_along_is_named_and_counted(self):
        self.web_read(self.manager, self.harbour, self.nested(["philosophy"]))
        row = self.rows()
        self.assertEqual((row.action, row.record_count), ("bulk", 2))
        self.assertEqual(set(row.client_ids), set((self.harbour | self.other).ids))
        self.assertIn("relation_end_ids.other_client_id.philosophy", row.detail)

    def test_another_client_by_name_is_none(self):
        self.web_read(self.manager, self.harbour, self.nested(["display_name"]))
        row = self.rows()
        self.assertEqual((row.action, row.record_count), ("open", 1))
        self.assertEqual(row.client_ids, self.harbour.ids)

    def test_in_a_list_too(self):
        with self.reading(self.manager, self.env["law.client"]) as clients:
            clients.web_search_read(
                [("id", "=", self.harbour.id)], self.nested(["philosophy"])
            )
        self.assertIn(self.other.id, self.rows().client_ids)

    def test_another_specification_is_another_reading(self):
        people = {"name": {}, "person_ids": {"fields": {"name": {}}}}
        more = {"name": {}, "person_ids": {"fields": {"name": {}, "email": {}}}}
        for specification in (people, people, more):
            self.web_read(self.manager, self.harbour, specification)
        self.assertEqual(len(self.rows()), 2)

    def test_the_form_of_a_client_costs_no_query_more(self):
        form = Form(self.harbour.with_user(self.manager))
        specification = form._view["fields_spec"]
        none = self.env["law.client"].sudo().browse()
        counts = []
        for _time in range(3):
            if len(counts) == 2:
                clients = self.registry["law.client"]
                self.patch(clients, "_law_clients_brought", lambda *_args: none)
            with self.reading(self.manager, self.harbour) as client:
                client.env.flush_all()
                client.env.invalidate_all()
                before = self.cr.sql_log_count
                client.web_read(specification)
                counts.append(self.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[2])
