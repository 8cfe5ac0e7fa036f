"""The people and contacts by which the lock of clients' contacts is tested."""

from odoo import Command
from odoo.tests import new_test_user

from ..common import FirmCase

# Who is in no way entitled to a client, though in the house.
UNAUTHORISED = ("outsider", "lawyer2", "auditor", "marketing", "plain", "admin")


class LockCase(FirmCase):
    """FirmCase, and for the client ``harbour``: ``contact`` below its own entry, the
    key person ``person`` and the portal user ``guest``, who is another contact.

    ``plain`` has no role but the house's, ``admin`` keeps users and settings,
    ``accountant`` is in the group ``accounting``, ``manager_ab`` serves both companies.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.plain = cls.make_user("plain", "base.group_user")
        cls.admin = cls.make_user("admin", "base.group_system")
        cls.manager_ab = cls.make_user(
            "manager_ab", "base.group_user,law_firm_client.group_client_manager"
        )
        cls.manager_ab.company_ids = cls.company_a | cls.company_b
        cls.accounting = cls.env["res.groups"].create(
            {
                "name": "Accounting",
                "implied_ids": [Command.link(cls.env.ref("base.group_user").id)],
            }
        )
        cls.accountant = cls.make_user("accountant", "base.group_user")
        cls.accountant.group_ids += cls.accounting
        cls.locked = cls.harbour.partner_id
        reach = {"email": "desk@harbour.example.com", "phone": "+86 21 5550 0199"}
        cls.locked.write(reach)
        cls.contact, guest = cls.env["res.partner"].create(
            [
                {
                    "name": name,
                    "parent_id": cls.locked.id,
                    "email": f"{name}@harbour.example.com",
                }
                for name in ("Secretary", "Guest")
            ]
        )
        cls.person = cls.harbour.person_ids.partner_id
        cls.guest = new_test_user(
            cls.env,
            login="test_guest",
            groups="base.group_portal",
            partner_id=guest.id,
            company_id=cls.company_a.id,
            company_ids=[Command.set(cls.company_a.ids)],
        )
        cls.stranger = cls.make_contact("Stranger Ltd", email="stranger@example.com")

    @classmethod
    def make_user(cls, name, groups):
        return new_test_user(
            cls.env,
            login=f"test_{name}",
            name=name.capitalize(),
            groups=groups,
            company_id=cls.company_a.id,
            company_ids=[Command.set(cls.company_a.ids)],
        )

    @classmethod
    def people(cls, names):
        """Yield each of `names` with the user of that name."""
        for name in names:
            yield name, getattr(cls, name)

    def sees(self, user, partner, **context):
        """Return whether `user` finds and reads `partner`; both say the same."""
        self.env.flush_all()
        self.env.invalidate_all()
        Partner = self.env["res.partner"].with_user(user).with_context(**context)
        found = bool(Partner.search_count([("id", "=", partner.id)]))
        self.assertEqual(Partner.browse(partner.id).has_access("read"), found)
        return found

    def set_lock(self, **values):
        """Save the settings as the administrator does."""
        self.env["res.config.settings"].with_user(self.admin).create(values).execute()
