import psycopg2

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .privacy_common import PrivacyCase

HELD = "under legal hold"


@tagged("post_install", "-at_install", "s64")
class TestHolds(PrivacyCase):
    """What is held is destroyed by nobody, the system itself included."""

    def hold(self, user=None, **values):
        return (
            self.env["law.hold"]
            .with_user(user or self.keeper)
            .create({"matter": "Smith v. Harbour", "reason": "Suit", **values})
        )

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.said = cls.note(cls.harbour, "Signed")
        cls.on_contact = cls.note(cls.wei.partner_id, "Called")
        cls.paper = cls.env["ir.attachment"].create(
            {
                "name": "contract.txt",
                "raw": b"contract",
                "res_model": "law.client",
                "res_id": cls.harbour.id,
            }
        )

    def test_nothing_of_a_held_client_is_deleted_even_by_the_system(self):
        self.hold(client_id=self.harbour.id)
        person = self.wei
        held = (
            *(self.harbour, self.harbour.partner_id, person, person.partner_id),
            *(self.fact, person.position_ids, self.said, self.on_contact, self.paper),
        )
        for record in held:
            with self.subTest(model=record._name):
                with self.assertRefused(UserError, HELD):
                    record.sudo().unlink()
                self.assertTrue(record.exists())

    def test_the_history_of_changes_is_not_deleted(self):
        self.hold(client_id=self.harbour.id)
        field = self.env["ir.model.fields"]._get("law.client", "state")
        change = self.env["mail.tracking.value"].create(
            {"mail_message_id": self.said.id, "field_id": field.id}
        )
        with self.assertRefused(UserError, HELD):
            change.sudo().unlink()

    def test_a_held_client_is_not_archived(self):
        self.hold(client_id=self.harbour.id)
        for record in (self.harbour, self.harbour.partner_id, self.wei.partner_id):
            with self.subTest(record=record):
                with self.assertRefused(UserError, HELD):
                    record.sudo().write({"active": False})
                with self.assertRefused(UserError, HELD):
                    record.with_user(self.partner).action_archive()

    def test_papers_and_messages_are_not_emptied_or_moved_away(self):
        self.hold(client_id=self.harbour.id)
        for record, vals in (
            (self.paper, {"raw": b"nothing"}),
            (self.paper, {"res_model": "res.partner", "res_id": self.namesake.id}),
            (self.said, {"body": "Nothing"}),
        ):
            with self.assertRefused(UserError, HELD):
                record.sudo().write(vals)
        with self.assertRefused(UserError, HELD):
            self.paper.sudo().with_context(law_to_vault=True).unlink()

    def test_contacts_under_hold_are_not_merged(self):
        self.hold(partner_id=self.namesake.id)
        other = self.make_contact("张伟林", is_company=False)
        wizard = self.env["base.partner.merge.automatic.wizard"]
        for chosen in (self.namesake, other):
            with self.assertRefused(UserError, HELD):
                wizard._merge((self.namesake | other).ids, chosen)

    def test_odoo_s_own_privacy_lookup_deletes_nothing_that_is_held(self):
        if "privacy.lookup.wizard" not in self.env:
            self.skipTest("privacy_lookup is not installed")
        self.hold(client_id=self.harbour.id)
        partner = self.wei.partner_id
        wizard = self.env["privacy.lookup.wizard"].create(
            {"name": partner.name, "email": partner.email}
        )
        wizard.action_lookup()
        line = wizard.line_ids.filtered(
            lambda one: (one.res_model, one.res_id) == (partner._name, partner.id)
        )
        self.assertTrue(line)
        with self.assertRefused(UserError, HELD):
            line.action_unlink()

    def test_a_hold_over_a_person_reaches_no_stranger(self):
        self.hold(partner_id=self.wei.partner_id.id)
        for record in (self.fact, self.wei.position_ids, self.wei):
            with self.subTest(model=record._name):
                self.assertTrue(record)
                with self.assertRefused(UserError, HELD):
                    record.sudo().unlink()
        self.namesake.active = False
        self.namesake.unlink()
        self.assertFalse(self.namesake.exists())

    def test_work_goes_on_under_a_hold(self):
        self.hold(client_id=self.harbour.id)
        self.harbour.with_user(self.manager).write({"habits": "Calls on Mondays"})
        self.note(self.harbour, "Called today")
        self.wei.with_user(self.manager).write({"phone": "+86 139 5550 0124"})

    def test_a_lifted_hold_holds_nothing_and_stays_on_record(self):
        hold = self.hold(client_id=self.harbour.id)
        with self.assertRefused(UserError, "what became of the matter"):
            hold.action_lift()
        hold.lifted_because = "Settled"
        hold.action_lift()
        self.assertEqual(hold.lifted_by_id, self.keeper)
        self.paper.unlink()
        with self.assertRefused(UserError, "was lifted"):
            hold.write({"reason": "Again"})
        with self.assertRefused(UserError, "stays on record"):
            hold.sudo().unlink()

    def test_a_hold_keeps_what_it_is_over(self):
        hold = self.hold(client_id=self.harbour.id)
        with self.assertRefused(UserError, "keeps what it is over"):
            hold.write({"client_id": self.lighthouse.id})
        with self.assertRefused(UserError, "cannot be entered"):
            hold.write({"lifted": True})
        with self.assertRefused(UserError, "cannot be entered"):
            self.hold(client_id=self.harbour.id, lifted=True)

    def test_what_is_changed_under_a_hold_is_kept_as_it_was(self):
        need = self.env["law.need"].create(
            {"client_id": self.harbour.id, "name": "Advice", "description": "Lease"}
        )
        self.harbour.philosophy = "Slowly"
        free = self.harbour.with_user(self.manager)
        free.write({"risk_note": "None yet"})
        hold = self.hold(client_id=self.harbour.id)
        self.assertFalse(hold.keep_ids)
        self.wei.with_user(self.manager).write({"phone": False, "email": False})
        free.write({"philosophy": "", "risk_note": "High", "habits": free.habits})
        need.with_user(self.manager).description = False
        kept = {(one.res_model, one.res_id): one for one in hold.keep_ids}
        told = "\n".join(hold.keep_ids.mapped("before"))
        for words in ("5550 0123", "weilin@example.com", "Slowly", "None yet", "Lease"):
            self.assertIn(words, told)
        row = kept["law.client", self.harbour.id]
        self.assertEqual(row.user_id, self.manager)
        self.assertNotIn("habits", row.sudo().content)
        self.wei.with_user(self.manager).phone = "+86 139 5550 0199"
        count = len(hold.keep_ids)
        self.lighthouse.with_user(self.partner).philosophy = "Fast"
        self.assertEqual(len(hold.keep_ids), count)
        for user in (self.manager, self.lawyer, self.head, self.auditor):
            self.assertFalse(row.with_user(user).has_access("read"))
        for user in (self.keeper, self.partner):
            with self.assertRefused(UserError, "not changed by anybody"):
                row.with_user(user).write({"res_id": 1})
            with self.assertRaises(AccessError):
                row.with_user(user).unlink()
        with self.assertRefused(UserError, "not deleted by anybody"):
            row.sudo().unlink()

    def test_what_was_kept_for_a_lifted_hold_is_emptied_at_night(self):
        hold = self.hold(partner_id=self.wei.partner_id.id)
        self.wei.phone = False
        job = self.env["law.privacy.vault"]
        job._cron_erase()
        self.assertIn("5550 0123", hold.keep_ids.before)
        hold.lifted_because = "Settled"
        hold.action_lift()
        job._cron_erase()
        self.assertFalse(hold.keep_ids.before)

    def test_who_ordered_a_hold_and_when_is_not_made_up(self):
        over = {"client_id": self.harbour.id}
        with self.assertRefused(UserError, "cannot be entered"):
            self.hold(set_by_id=self.partner.id, **over)
        law_hold = self.env["law.hold"].with_context(default_set_by_id=self.partner.id)
        hold = law_hold.with_user(self.keeper).create(
            {"matter": "Suit", "reason": "Suit", **over}
        )
        self.assertEqual(hold.set_by_id, self.keeper)
        for day in ("9999-01-01", "1066-10-14"):
            with self.assertRefused(ValidationError, "within a year from today"):
                self.hold(date_from=day, **over)
        for words in ({"matter": "x" * 201}, {"reason": "x" * 4001}, {"matter": "  "}):
            with self.assertRefused(ValidationError, "Say it in 1 to"):
                self.hold(**{**over, **words})
        for words in ({"matter": "Nothing"}, {"reason": "Nothing"}):
            with self.assertRefused(UserError, "since when and why"):
                hold.write(words)

    @mute_logger("odoo.sql_db")
    def test_a_hold_is_over_something(self):
        with self.assertRaises(psycopg2.IntegrityError), self.env.cr.savepoint():
            self.hold()

    def test_only_handlers_order_and_see_holds(self):
        hold = self.hold(client_id=self.harbour.id)
        for user in (self.head, self.manager, self.lawyer, self.auditor):
            with self.subTest(user=user.login):
                self.assertFalse(hold.with_user(user).has_access("read"))
                with self.assertRaises(AccessError):
                    self.hold(user, client_id=self.harbour.id)

    def test_a_hold_over_a_client_behind_a_wall_is_not_seen_and_still_holds(self):
        hold = self.hold(self.partner, client_id=self.harbour.id)
        self.bar(self.keeper, self.harbour)
        self.assertFalse(hold.with_user(self.keeper).has_access("read"))
        with self.assertRaises(AccessError):
            self.hold(client_id=self.harbour.id)
        with self.assertRefused(UserError, HELD):
            self.harbour.sudo().unlink()

    def test_another_company_s_holds_are_not_seen(self):
        self.manager_b.group_ids += self.env.ref(
            "law_firm_client.group_privacy_handler"
        )
        hold = self.hold(client_id=self.harbour.id).with_user(self.manager_b)
        self.assertFalse(hold.search([("id", "=", hold.id)]))
