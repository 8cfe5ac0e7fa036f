from odoo.exceptions import AccessError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...models.protection.law_access_log_refused import MANY_REFUSED
from .export_common import ExportHttpCase
from .lock_common import LockCase
from .log_common import LogCase

DESK = r"^A restricted matter; ask Partner, Head\.$"


@tagged("post_install", "-at_install", "s62", "s64")
class TestRefusalOfContacts(LockCase):
    """Whoever opens a client's contact by its number is told whom to ask, no name."""

    def hidden(self):
        bank = self.env["res.partner.bank"].create(
            {"acc_number": "DE02", "partner_id": self.contact.id}
        )
        lead = self.env["crm.lead"].create(
            {"name": "Lead", "partner_id": self.contact.id, "user_id": False}
        )
        return self.locked, self.contact, self.person, bank, lead

    def test_the_refusal_is_the_firms_and_names_nobody_hidden(self):
        for record in self.hidden():
            mine = record.with_user(self.outsider)
            for read in (
                lambda one: one.read(["display_name"]),
                lambda one: one.web_read({"display_name": {}}),
            ):
                with self.subTest(model=record._name, id=record.id):
                    with self.assertRefused(AccessError, DESK):
                        read(mine)

    def test_what_a_refusal_looked_at_is_not_read_afterwards(self):
        """Of a contact that is nobody's client, too, hidden by a rule of the firm."""
        contact = self.env["res.partner"].create({"name": "Quiet Harbour Pilots"})
        self.env["ir.rule"].create(
            {
                "name": "One contact is hidden",
                "model_id": self.env["ir.model"]._get_id("res.partner"),
                "domain_force": [("id", "!=", contact.id)],
            }
        )
        mine = contact.with_user(self.outsider)
        contact.invalidate_recordset()
        with self.assertRefused(AccessError, "."):
            mine.read(["name"])
        with self.assertRefused(AccessError, "."):
            self.assertFalse(mine.name)

    def test_it_stays_so_for_whoever_develops(self):
        self.outsider.group_ids += self.env.ref("base.group_no_one")
        with self.assertRefused(AccessError, DESK):
            self.contact.with_user(self.outsider).read(["name"])

    def test_a_kind_of_record_that_is_not_the_roles_names_whom_to_ask(self):
        for deed, words in (
            (lambda holds: holds.search([]), "does not show you this: Legal Hold"),
            (lambda holds: holds.create({}), "does not let you enter this: Legal Ho"),
        ):
            with self.assertRefused(
                AccessError, f"^Your role {words}.*work, ask Partner, Head\\.$"
            ):
                deed(self.env["law.hold"].with_user(self.outsider))

    def test_where_nobody_may_nobody_is_named(self):
        with self.assertRefused(AccessError, r"^Your role does not let .*: [^.]*\.$"):
            self.env["law.access.log"].with_user(self.outsider).browse(1).unlink()

    def test_a_portal_user_learns_no_names_of_the_desk(self):
        with self.assertRaises(AccessError) as refused:
            self.env["law.hold"].with_user(self.guest).search([])
        self.assertNotIn("Partner", str(refused.exception))

    def test_a_foreign_firms_contact_names_nobody(self):
        contact = self.foreign.partner_id.with_user(self.outsider)
        with self.assertRefused(AccessError, r"^You may not see or change this \(Con"):
            contact.read(["name"])

    def test_who_manages_a_hidden_client_is_not_told_by_its_number(self):
        said = set()
        for client in (self.harbour, self.lighthouse):
            with self.assertRaises(AccessError) as refused:
                client.with_user(self.outsider).read(["name"])
            said.add(str(refused.exception))
        self.assertEqual(said, {"A restricted matter; ask Partner, Head."})

    def test_a_wall_against_one_who_is_asked_does_not_show(self):
        self.env["law.barrier"].with_user(self.head).create(
            {
                "client_id": self.harbour.id,
                "user_id": self.partner.id,
                "reason": "Other side",
            }
        )
        with self.assertRefused(AccessError, DESK):
            self.harbour.with_user(self.outsider).read(["name"])

    def test_nobody_is_sent_to_himself(self):
        self.env["law.barrier"].with_user(self.partner).create(
            {
                "client_id": self.harbour.id,
                "user_id": self.head.id,
                "reason": "Other side",
            }
        )
        with self.assertRefused(AccessError, r"^A restricted matter; ask Partner\.$"):
            self.harbour.with_user(self.head).read(["name"])


@tagged("post_install", "-at_install", "s63")
class TestRefusalsAreLogged(LogCase):
    """One refusal is a link; many are somebody who tries numbers out."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clients = cls.harbour.union(
            *(cls.make_client(f"Hidden {n}") for n in range(MANY_REFUSED - 1))
        )

    def refuse(self, user, records):
        for record in records:
            # Not assertRaises: Odoo's undoes what was written, the row too.
            with self.assertRaisesRegex(AccessError, "."):
                with self.reading(user, record) as mine:
                    mine.read(["name"])

    def alerts(self):
        return self.env["law.access.alert"].search([("measure", "=", "refused")])

    def test_a_refusal_leaves_a_row_and_the_same_again_none(self):
        self.refuse(self.outsider, [self.harbour, self.harbour])
        row = self.rows()
        self.assertEqual((row.action, row.user_name), ("refused", "Outsider"))
        self.assertEqual(row.record_ids, self.harbour.ids)
        self.assertEqual(row.client_ids, self.harbour.ids)
        self.refuse(self.outsider, self.harbour.partner_id)
        self.assertEqual(self.rows()[-1].model, "res.partner")
        self.assertFalse(self.alerts())

    def test_contacts_of_nobody_leave_none(self):
        private = self.make_contact("Foreign", company_id=self.company_b.id)
        self.refuse(self.outsider, private)
        self.assertFalse(self.rows())

    def test_many_refusals_are_told_to_the_auditor_at_once(self):
        self.refuse(self.outsider, self.clients[:-1])
        self.assertFalse(self.alerts())
        self.refuse(self.outsider, self.clients[-1])
        alert = self.alerts()
        self.assertEqual((alert.user_name, alert.figure), ("Outsider", MANY_REFUSED))
        self.assertEqual(alert.activity_ids.user_id, self.auditor)
        self.assertIn(f"for {MANY_REFUSED} records", alert.reason)
        shown = self.Log.search(alert.action_open_rows()["domain"])
        self.assertEqual(shown, self.rows())
        self.refuse(self.outsider, self.lighthouse)
        self.assertEqual(self.alerts().figure, MANY_REFUSED + 1)

    def test_those_of_another_person_do_not_count(self):
        self.refuse(self.lawyer2, self.clients[: MANY_REFUSED // 2])
        self.refuse(self.outsider, self.clients[MANY_REFUSED // 2 :])
        self.assertFalse(self.alerts())

    def test_refusals_do_not_use_up_what_may_be_read(self):
        self.env["law.export.policy"].search([]).write(
            {"read_rows_hour": 200, "read_rows_day": 200}
        )
        with self.reading(self.lawyer, self.env["law.access.log"]) as log:
            log._record("list", self.harbour, count=199)
        self.refuse(self.lawyer, self.lighthouse)
        self.assertEqual(self.opened(self.lawyer, self.harbour).action, "open")


@tagged("post_install", "-at_install", "s63", "s64")
class TestRefusalDoors(HttpCase, ExportHttpCase):
    @mute_logger("odoo.http", "odoo.addons.rpc.controllers")
    def test_the_screen_and_programs_are_told_the_same(self):
        contact = self.harbour.partner_id
        self.log_in("outsider")
        path = "/web/dataset/call_kw/res.partner/web_read"
        params = {"model": "res.partner", "method": "web_read"}
        params |= {"args": [contact.ids, {"name": {}}], "kwargs": {}}
        answer = self.url_open(path, json={"params": params})
        self.assertIn("restricted matter; ask Partner, Head", answer.text)
        person = self.harbour.person_ids.partner_id
        answer = self.json2(self.outsider, "res.partner", "read", ids=person.ids)
        self.assertEqual(answer.status_code, 403)
        self.assertIn("restricted matter; ask Partner, Head", answer.text)
        self.assertNotIn("Chen", answer.text)
        told = self.rows().filtered(lambda row: row.action == "refused")
        self.assertEqual(told.mapped("path"), [path, "/json/2/res.partner/read"])
