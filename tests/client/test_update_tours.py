# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo.tests import tagged

from ..common import TourCase
from .update_common import UpdateCase


class UpdateTourCase(UpdateCase, TourCase):
    def start_as(self, user, path, tour):
        user.password = user.login
        self.start_tour(path, tour, login=user.login)


@tagged("post_install", "-at_install", "s53")
class TestUpdateTours(UpdateTourCase):
    """The form on the screen: fast to fill in, clear to check."""

    def test_lawyer_proposes_and_manager_posts(self):
        self.start_as(
            self.lawyer, f"/odoo/law.client/{self.harbour.id}", "law_update_propose"
        )
        form = self.harbour.update_ids
        self.assertEqual((form.state, form.user_id), ("submitted", self.lawyer))
        self.start_as(self.manager, f"/odoo/update-forms/{form.id}", "law_update_post")
        self.assertEqual(self.harbour.phone, "021 5555 0199")
        self.assertEqual(form.posted_by_id, self.manager)

    def test_manager_returns_a_line_with_a_reason(self):
        form = self.submitted(("phone", {"phone": "021 5555 019"}))
        self.start_as(
            self.manager, f"/odoo/update-forms/{form.id}", "law_update_return"
        )
        self.assertEqual(form.state, "returned")
        self.assertEqual(form.line_ids.reason, "A digit too few")


@tagged("post_install", "-at_install", "s53")
class TestUpdatePhoneTour(UpdateTourCase):
    """The form in the hand of a lawyer who has just left the client."""

    browser_size = "390x844"
    touch_enabled = True

    def test_lawyer_proposes_on_a_phone(self):
        form = self.write_form(
            ("phone", {"phone": "021 5555 0177"}), contact_on=self.today
        )
        self.start_as(
            self.lawyer, f"/odoo/update-forms/{form.id}", "law_update_propose_phone"
        )
        self.assertEqual(form.state, "submitted")
        self.assertTrue(form.rest_confirmed)
        self.assertEqual(form.line_ids.proposed, {"phone": "021 5555 0199"})
