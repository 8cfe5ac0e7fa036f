# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from datetime import timedelta

from odoo import Command, fields
from odoo.exceptions import AccessError
from odoo.tests import tagged

from .lock_common import UNAUTHORISED, LockCase


@tagged("post_install", "-at_install", "s62", "s64")
class TestLockContacts(LockCase):
    """A client's contacts are seen by its team and by client management."""

    def test_nobody_unauthorised_sees_a_client_or_its_people(self):
        for name, user in self.people(UNAUTHORISED):
            for partner in self.locked | self.contact | self.person:
                with self.subTest(user=name, partner=partner.name):
                    self.assertFalse(self.sees(user, partner))
                    with self.assertRaises(AccessError):
                        partner.with_user(user).read(["name"])

    def test_team_and_management_see_them(self):
        for name, user in self.people(
            ("lawyer", "manager", "manager2", "head", "partner", "manager_ab")
        ):
            for partner in self.locked | self.contact | self.person | self.stranger:
                with self.subTest(user=name, partner=partner.name):
                    self.assertTrue(self.sees(user, partner))

    def test_other_contacts_stay_open(self):
        for name, user in self.people(UNAUTHORISED):
            with self.subTest(user=name):
                self.assertTrue(self.sees(user, self.stranger))

    def test_names_numbers_and_counts_do_not_find_it(self):
        self.guest.partner_id.parent_id = False  # whom the administrator sees
        self.guest.partner_id.email = False
        for name, user in self.people(UNAUTHORISED):
            Partner = self.env["res.partner"].with_user(user)
            with self.subTest(user=name):
                self.assertFalse(Partner.name_search("Harbour Trading"))
                self.assertFalse(Partner.search([("email", "ilike", "@harbour.")]))
                self.assertFalse(Partner.search([("parent_id", "=", self.locked.id)]))
                self.assertFalse(
                    Partner._read_group([("name", "ilike", "Harbour Tr")], ["name"])
                )
                self.assertFalse(Partner.search([("child_ids", "=", self.contact.id)]))

    def test_a_member_needs_no_role(self):
        self.env["law.client.member"].create(
            {"client_id": self.harbour.id, "user_id": self.plain.id, "role": "granted"}
        )
        self.assertTrue(self.sees(self.plain, self.contact))

    def test_membership_counts_only_in_its_time(self):
        today = fields.Date.context_today(self.harbour)
        member = self.env["law.client.member"].create(
            {
                "client_id": self.harbour.id,
                "user_id": self.outsider.id,
                "role": "granted",
                "date_from": today + timedelta(days=3),
                "date_to": today + timedelta(days=9),
            }
        )
        self.assertFalse(self.sees(self.outsider, self.locked))
        member.write({"date_from": today - timedelta(days=3)})
        self.assertTrue(self.sees(self.outsider, self.locked))
        member.write({"date_to": today - timedelta(days=1)})
        self.assertFalse(self.sees(self.outsider, self.locked))

    def test_an_ended_membership_ends_the_sight_at_once(self):
        seen = self.locked.with_user(self.lawyer)
        self.assertTrue(seen.has_access("read"))
        member = self.harbour.member_ids.filtered(lambda m: m.user_id == self.lawyer)
        member.with_user(self.manager).action_end()
        self.assertFalse(seen.has_access("read"))

    def test_whoever_does_not_see_does_not_write(self):
        partner_manager = self.env.ref("base.group_partner_manager")
        self.outsider.group_ids += partner_manager
        contact = self.contact.with_user(self.outsider)
        with self.assertRaises(AccessError):
            contact.phone = "+86 1"
        with self.assertRaises(AccessError):
            contact.unlink()
        with self.assertRaises(AccessError):
            contact.create({"name": "Spy", "parent_id": self.locked.id})
        self.env["res.partner"].with_user(self.outsider).create({"name": "Free"})

    def test_whoever_does_not_see_does_not_merge(self):
        self.outsider.group_ids += self.env.ref("base.group_partner_manager")
        wizard = self.env["base.partner.merge.automatic.wizard"]
        wizard = wizard.with_user(self.outsider).create({})
        with self.assertRaises(AccessError):
            wizard._merge(
                (self.locked | self.stranger).ids,
                self.stranger.with_env(wizard.env),
                extra_checks=False,
            )

    def test_own_companies_and_people_of_the_firm_are_never_hidden(self):
        self.env["law.client"].create(
            {"partner_id": self.lawyer2.partner_id.id, "company_id": self.company_a.id}
        )
        self.make_person(self.harbour, "Firm", "legal_representative")
        self.env["law.client"].create(
            {
                "partner_id": self.company_b.partner_id.id,
                "company_id": self.company_a.id,
            }
        )
        for name, user in self.people(UNAUTHORISED):
            with self.subTest(user=name):
                self.assertTrue(self.sees(user, self.lawyer2.partner_id))
                self.assertTrue(self.sees(user, self.company_b.partner_id))

    # === WHICH CONTACTS ARE LOCKED ===

    def test_a_contact_that_moves_is_locked_and_opened(self):
        below = self.make_contact("Below", parent_id=self.stranger.id)
        self.assertTrue(self.sees(self.plain, below))
        self.stranger.parent_id = self.locked
        self.assertFalse(self.sees(self.plain, self.stranger))
        self.assertFalse(self.sees(self.plain, below))
        self.stranger.parent_id = False
        self.assertTrue(self.sees(self.plain, below))

    def test_a_card_locks_its_contact_and_its_deletion_opens_it(self):
        client = self.env["law.client"].create(
            {"partner_id": self.stranger.id, "company_id": self.company_a.id}
        )
        self.assertFalse(self.sees(self.plain, self.stranger))
        client.active = False
        self.assertFalse(self.sees(self.plain, self.stranger))
        client.unlink()
        self.assertTrue(self.sees(self.plain, self.stranger))

    def test_a_person_of_two_clients_is_seen_by_both_teams(self):
        both = self.make_contact("Both", is_company=False)
        people = self.env["law.client.person"].create(
            [
                {"client_id": client.id, "partner_id": both.id}
                for client in (self.harbour, self.lighthouse)
            ]
        )
        for name, user in self.people(("lawyer", "lawyer2", "manager")):
            with self.subTest(user=name):
                self.assertTrue(self.sees(user, both))
        self.assertFalse(self.sees(self.outsider, both))
        people[0].unlink()
        self.assertFalse(self.sees(self.lawyer, both))
        people[1].unlink()
        self.assertTrue(self.sees(self.outsider, both))

    def test_a_client_of_two_companies(self):
        self.locked.company_id = False
        second = self.env["law.client"].create(
            {"partner_id": self.locked.id, "company_id": self.company_b.id}
        )
        for name, user in self.people(("lawyer", "manager", "manager_b")):
            with self.subTest(user=name):
                self.assertTrue(self.sees(user, self.locked))
        second.unlink()
        self.assertFalse(self.sees(self.manager_b, self.locked))

    def test_managers_see_the_companies_at_which_they_work(self):
        self.foreign.partner_id.company_id = False
        at = {"allowed_company_ids": self.company_a.ids}
        both = {"allowed_company_ids": (self.company_a | self.company_b).ids}
        self.assertFalse(self.sees(self.manager_ab, self.foreign.partner_id, **at))
        self.assertTrue(self.sees(self.manager_ab, self.foreign.partner_id, **both))
        self.assertFalse(self.sees(self.manager, self.foreign.partner_id))

    def test_companies_of_the_context_open_nothing(self):
        self.foreign.partner_id.company_id = False
        partner = self.foreign.partner_id.with_user(self.manager)
        with self.assertRaises(AccessError):
            partner.with_context(allowed_company_ids=self.company_b.ids).read(["name"])

    def test_merged_contacts_are_locked_with_all_below(self):
        below = self.make_contact("Below", parent_id=self.stranger.id)
        self.env["base.partner.merge.automatic.wizard"].with_context(
            active_test=False
        )._merge((self.locked | self.stranger).ids, self.locked, extra_checks=False)
        self.assertEqual(below.parent_id, self.locked)
        self.assertFalse(self.sees(self.plain, below))
        self.assertTrue(self.sees(self.lawyer, below))

    def test_an_import_locks_before_it_publishes(self):
        client = self.env["law.client"].create(
            {
                "name": "Unpublished Ltd",
                "company_id": self.company_a.id,
                "active": False,
                "person_ids": [Command.create({"name": "Early"})],
            }
        )
        person = client.person_ids.partner_id
        for partner in client.partner_id | person:
            self.assertFalse(self.sees(self.plain, partner))

    # === WHAT IS ASKED OF THE FIELDS ===

    def test_nobody_is_told_who_is_a_client(self):
        for name in ("law_lock_client_id", "law_lock_other_client_ids", "law_open"):
            with self.subTest(field=name), self.assertRaises(AccessError):
                self.stranger.with_user(self.manager).read([name])
            with self.subTest(field=name), self.assertRaises(AccessError):
                self.stranger.with_user(self.manager).search([(name, "!=", False)])

    def test_a_name_with_address_stays_a_name_when_locked(self):
        """Odoo reads names as superuser, and a context has them show the address."""
        note = self.stranger.message_post(author_id=self.contact.id)
        context = {"show_address": 1, "show_email": 1, "show_vat": 1}
        author = {"fields": {"display_name": {}}, "context": context}
        for user, told in ((self.plain, False), (self.manager, True)):
            with self.subTest(user=user.login):
                self.env.flush_all()
                self.env.invalidate_all()
                [shown] = note.with_user(user).web_read({"author_id": author})
                name = shown["author_id"]["display_name"]
                self.assertIn("Secretary", name)
                self.assertEqual("secretary@harbour" in name.lower(), told)
                sudo = self.contact.with_user(user).sudo().with_context(**context)
                self.assertEqual("\n" in sudo.display_name, told)
