from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import FirmCase


@tagged("post_install", "-at_install", "s1", "s18")
class TestForgery(FirmCase):
    """What the system keeps, or others said, comes by no detour of the context."""

    def _as(self, user, model, **context):
        return self.env[model].with_user(user).with_context(**context)

    def test_defaults_of_the_context_are_entered_like_values(self):
        note = {"client_id": self.harbour.id, "note": "Forged"}
        member = {"client_id": self.harbour.id, "user_id": self.outsider.id}
        Event = self._as(self.manager, "law.client.event", default_kind="state")
        with self.assertRefused(UserError, "written by the system"):
            Event.create(note)
        Member = self._as(self.manager, "law.client.member", default_role="committee")
        with self.assertRefused(UserError, "committee"):
            Member.create(member)
        Member = self._as(self.manager, "law.client.member", default_revoked=True)
        self.assertFalse(Member.create(member).revoked)
        Client = self._as(self.manager, "law.client", default_risk_since="2001-01-01")
        self.assertFalse(Client.create({"name": "New Ltd"}).risk_since)

    def test_origin_is_no_text_that_a_client_sends(self):
        harbour = self.harbour.with_user(self.manager)
        forged = f"law.client,{self.harbour.id}"
        for origin in (forged, ["law.client", self.harbour.id], 5):
            harbour.with_context(law_origin=origin, law_source=[1]).phone = "1234567"
            self.assertNotIn("origin", harbour.provenance["phone"])
        with self.assertRefused(UserError, "future"):
            harbour.with_context(law_source_date="2999-01-01").phone = "12345678"

    def test_nobody_judges_in_a_colleagues_name(self):
        need = {"client_id": self.harbour.id, "name": "A will"}
        Need = self._as(self.lawyer, "law.need")
        with self.assertRefused(UserError, "your own name"):
            Need.create({**need, "user_id": self.head.id})
        with self.assertRefused(UserError, "your own name"):
            Need.create(need).user_id = self.head
        with self.assertRefused(UserError, "person of the firm"):
            self._as(self.manager, "law.need").create({**need, "user_id": 1})
        handed = self._as(self.manager, "law.need").create(
            {**need, "user_id": self.lawyer.id}
        )
        self.assertEqual(handed.user_id, self.lawyer)

    def test_lawyers_judge_by_the_update_form_only(self):
        standing = {"client_id": self.harbour.id, "kind": "credit", "rating": "5"}
        with self.assertRefused(AccessError, "."):
            self._as(self.lawyer, "law.client.standing").create(standing)

    def test_what_was_does_not_lie_in_the_future(self):
        for model, vals in (
            ("law.need", {"name": "A will"}),
            ("law.client.event", {"note": "Fee", "kind": "fee"}),
            ("law.client.standing", {"kind": "credit", "rating": "5"}),
        ):
            vals |= {"client_id": self.harbour.id, "date": "2999-01-01"}
            with self.subTest(model=model):
                with self.assertRefused(UserError, "lies in the future"):
                    self._as(self.manager, model).create(vals)

    def test_facts_do_not_pass_to_another_person(self):
        person = self.make_person(self.harbour, "Bo Li", "contact")
        stranger = self.make_contact("Stranger", is_company=False)
        with self.assertRefused(UserError, "about Bo Li"):
            person.with_user(self.manager).partner_id = stranger

    def test_a_membership_that_is_over_is_not_rewritten(self):
        member = self.env["law.client.member"].with_user(self.manager)
        past = member.create(
            {
                "client_id": self.harbour.id,
                "user_id": self.outsider.id,
                "date_from": "2020-01-01",
                "date_to": "2021-01-01",
            }
        )
        self.assertTrue(past.revoked)
        for vals in ({"date_to": False}, {"date_to": "2020-02-02"}, {"revoked": False}):
            with self.subTest(vals=vals), self.assertRefused(UserError, "."):
                past.write(vals)

    def test_a_served_client_is_not_deleted_by_way_of_prospect(self):
        lost = self.env["law.client.reason"].search([("kind", "=", "lost")], limit=1)
        harbour = self.harbour.with_user(self.head)
        harbour.write({"state": "former", "state_reason_id": lost.id})
        harbour.state = "prospect"
        with self.assertRefused(UserError, "Archive this client"):
            harbour.unlink()

    def test_an_active_client_keeps_what_it_needs(self):
        harbour = self.harbour.with_user(self.manager)
        for vals in ({"client_since": False}, {"street": False, "city": False}):
            with self.subTest(vals=vals):
                with self.assertRefused(UserError, "Still missing"):
                    harbour.write(vals)
        lost = self.env["law.client.reason"].search([("kind", "=", "lost")], limit=1)
        with self.assertRefused(UserError, "Only dormant and former"):
            harbour.state_reason_id = lost
