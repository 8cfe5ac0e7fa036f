from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged
from odoo.tests.common import warmup

from .lock_common import LockCase

MANY = 20
COLUMNS = {
    "name": {},
    "login": {},
    "email": {},
    "phone": {},
    "login_date": {},
    "partner_id": {"fields": {"display_name": {}}},
}


@tagged("post_install", "-at_install", "s62", "s1")
class TestRefusalCosts(LockCase):
    """Refusing many costs no more than refusing one; so does a list of logins."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clients = cls.harbour.union(
            *(cls.make_client(f"Hidden {number}") for number in range(MANY))
        )
        cls.env["res.partner"].create(
            [{"name": f"Guest {n}", "parent_id": cls.locked.id} for n in range(MANY)]
        )
        for number, partner in enumerate(cls.locked.child_ids[-MANY:]):
            if not partner.user_ids:
                new_test_user(
                    cls.env,
                    login=f"test_guest_{number}",
                    groups="base.group_portal",
                    partner_id=partner.id,
                    company_id=cls.company_a.id,
                    company_ids=[(6, 0, cls.company_a.ids)],
                )

    def refuse(self, records):
        self.env.invalidate_all()
        # Not assertRaises: Odoo's flushes and undoes, which would be counted.
        with self.assertRaisesRegex(AccessError, "restricted matter"):
            records.with_user(self.outsider).read(["name"])

    @warmup
    def test_refusals_of_many_clients(self):
        with self.assertQueryCount(38):
            self.refuse(self.clients)

    @warmup
    def test_refusals_of_many_contacts(self):
        with self.assertQueryCount(38):
            self.refuse(self.clients.partner_id)

    @warmup
    def test_the_administrators_list_of_logins(self):
        users = self.env["res.users"].with_user(self.admin)
        self.env.invalidate_all()
        with self.assertQueryCount(30):
            found = users.web_search_read([("share", "=", True)], COLUMNS, limit=80)
        self.assertGreaterEqual(found["length"], MANY)
