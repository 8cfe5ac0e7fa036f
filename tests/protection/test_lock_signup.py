from odoo.exceptions import AccessError
from odoo.tests import tagged

from .lock_common import UNAUTHORISED, LockCase

HINT = "A restricted matter; ask Partner, Head"


@tagged("post_install", "-at_install", "s62")
class TestLockSignup(LockCase):
    """How a client's people log in, or sign up, is told to nobody else."""

    def test_nobody_gets_a_token_to_sign_up_as_a_clients_contact(self):
        parameters = self.env["ir.config_parameter"].sudo()
        parameters.set_param("auth_signup.invitation_scope", "b2c")
        for name, user in self.people(UNAUTHORISED):
            with self.subTest(user=name):
                with self.assertRefused(AccessError, HINT):
                    self.contact.with_user(user).signup_get_auth_param()
        told = self.contact.with_user(self.manager).signup_get_auth_param()
        self.assertIn("auth_signup_token", told[self.contact.id])

    def test_nobody_learns_the_login_of_a_clients_portal_user(self):
        guest = self.guest.partner_id
        for name, user in self.people(("outsider", "lawyer2", "auditor", "plain")):
            with self.subTest(user=name):
                with self.assertRefused(AccessError, HINT):
                    (self.stranger + guest).with_user(user).signup_get_auth_param()
        for user in (self.manager, self.admin):
            told = guest.with_user(user).signup_get_auth_param()
            self.assertEqual(told[guest.id], {"auth_login": "test_guest"})

    def test_the_system_itself_makes_links_with_a_login(self):
        mine = self.guest.partner_id.with_user(self.outsider).sudo()
        told = mine.signup_get_auth_param()
        self.assertEqual(told[mine.id], {"auth_login": "test_guest"})

    def test_meetings_of_a_hidden_contact_are_refused_in_words(self):
        with self.assertRefused(AccessError, "restricted matter"):
            self.contact.with_user(self.outsider).schedule_meeting()
        self.contact.with_user(self.manager).schedule_meeting()
