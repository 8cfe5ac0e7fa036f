"""Readings by the firm's people, as through the screen, and the log's rows of them."""

from contextlib import contextmanager

from odoo.tests.common import TEST_CURSOR_COOKIE_NAME

from odoo.addons.http_routing.tests.common import MockRequest

from ..common import FirmCase

FORM = {
    "name": {},
    "taboo_topics": {},
    "person_ids": {"fields": {"name": {}, "position_ids": {"fields": {"role": {}}}}},
    "standing_ids": {"fields": {"kind": {}}},
    "member_ids": {"fields": {"user_id": {"fields": {"display_name": {}}}}},
    "manager_id": {"fields": {"display_name": {}}},
    "street": {},
    "city": {},
    "email": {},
    "phone": {},
    "habits": {},
    "features": {},
}


class LogCase(FirmCase):
    """The firm, with `reading` as the way in that a person takes."""

    def setUp(self):
        super().setUp()
        self.Log = self.env["law.access.log"].with_user(self.auditor)
        self.before = self.env["law.access.log"]._head()[0]

    @contextmanager
    def reading(self, user, record, path="/web/dataset/call_kw"):
        """Let `user` read `record` through a request, in the log's own cursor."""
        record = record.with_user(user).with_context(
            allowed_company_ids=user.company_ids.ids
        )
        with self.enter_registry_test_mode():
            with MockRequest(
                record.env,
                path=path,
                remote_addr="203.0.113.7",
                cookies={TEST_CURSOR_COOKIE_NAME: self.http_request_key},
            ):
                yield record

    def rows(self):
        """Return the log's rows of this test, oldest first."""
        self.env.invalidate_all()
        return self.Log.sudo().search([("id", ">", self.before)], order="id")

    def opened(self, user, client):
        """Let `user` open a client's form, and return the row."""
        with self.reading(user, client) as record:
            record.web_read(FORM)
        return self.rows()[-1:]
