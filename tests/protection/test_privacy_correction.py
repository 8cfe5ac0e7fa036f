from odoo.tests import tagged

from .privacy_common import PrivacyCase


@tagged("post_install", "-at_install", "s64")
class TestPrivacyCorrection(PrivacyCase):
    """A name that was put right at a person's request leaves no wrong one behind."""

    def rename(self, client, name, **values):
        """Let the keeper post a form of `client` with another name."""
        form = (
            self.env["law.client.update"]
            .with_user(self.keeper)
            .create(
                {
                    "client_id": client.id,
                    "contact_on": self.today,
                    "purpose": "What the client is called",
                    "next_step": "None",
                    "line_ids": [(0, 0, {"topic": "name", "proposed": {"name": name}})],
                    **values,
                }
            )
        )
        form.action_submit()
        form = form.with_user(self.partner)
        form.action_accept_all()
        form.action_post()
        self.assertEqual(client.name, name)
        return client.alias_ids.mapped("name")

    def test_a_changed_name_is_kept_as_the_former_one(self):
        before = self.harbour.name
        self.assertEqual(self.rename(self.harbour, "Haven Trading Ltd"), [before])

    def test_a_corrected_name_is_not(self):
        request = self.handled(kind="rectification")
        names = self.rename(
            self.harbour, "Haven Trading Ltd", privacy_request_id=request.id
        )
        self.assertEqual(names, [])

    def test_the_name_is_kept_where_something_else_was_asked_for(self):
        request, before = self.handled(kind="access"), self.harbour.name
        names = self.rename(
            self.harbour, "Haven Trading Ltd", privacy_request_id=request.id
        )
        self.assertEqual(names, [before])
