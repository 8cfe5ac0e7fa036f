"""One small firm that all tests share.

Company A ("Hengjian Law Firm") and company B ("Second Firm"). People, by login:

==========  =========================  ===========================================
login       role                       sees
==========  =========================  ===========================================
lawyer      lawyer                     ``harbour`` (handling lawyer)
lawyer2     lawyer                     ``lighthouse`` (liaison lawyer)
outsider    lawyer                     no client
manager     client manager             every client of company A; keeps ``harbour``
manager2    client manager             every client of company A; keeps ``lighthouse``
head        client management head     every client of company A
partner     managing partner           every client of company A
marketing   marketing                  the list without sensitive data
auditor     auditor                    no client
committee   complaints committee       no client
manager_b   client manager, company B  ``foreign``
==========  =========================  ===========================================

Clients: ``harbour`` (active) and ``lighthouse`` (prospect) in company A, ``foreign``
(prospect) in company B.
"""

from contextlib import contextmanager

from odoo import Command
from odoo.tests import HttpCase, TransactionCase, new_test_user

ROLES = {
    "lawyer": "group_lawyer",
    "lawyer2": "group_lawyer",
    "outsider": "group_lawyer",
    "manager": "group_client_manager",
    "manager2": "group_client_manager",
    "head": "group_client_head",
    "partner": "group_managing_partner",
    "marketing": "group_marketing",
    "auditor": "group_auditor",
    "committee": "group_complaints_committee",
    "manager_b": "group_client_manager",
}


class FirmCase(TransactionCase):
    """Builds the firm of this module's docstring, with an attribute for each name.

    Users get the login ``test_<name>``, so that they do not meet the demo firm's.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(
            context={
                **cls.env.context,
                "tracking_disable": True,
                "mail_create_nolog": True,
                "no_reset_password": True,
            }
        )
        cls.company_a, cls.company_b = cls.env["res.company"].create(
            [{"name": "Hengjian Law Firm"}, {"name": "Second Firm"}]
        )
        for name, group in ROLES.items():
            company = cls.company_b if name.endswith("_b") else cls.company_a
            user = new_test_user(
                cls.env,
                login=f"test_{name}",
                name=name.capitalize(),
                groups=f"law_firm_client.{group}",
                company_id=company.id,
                company_ids=[Command.set(company.ids)],
            )
            setattr(cls, name, user)
        cls.harbour = cls.make_client(
            "Harbour Trading Ltd",
            state="active",
            manager=cls.manager,
            handling=cls.lawyer,
        )
        cls.lighthouse = cls.make_client(
            "灯塔科技有限公司", manager=cls.manager2, liaison=cls.lawyer2
        )
        cls.foreign = cls.make_client(
            "Foreign Shipping Ltd", company=cls.company_b, manager=cls.manager_b
        )

    @classmethod
    def make_client(cls, name, company=None, state="prospect", **team):
        """Create a client with `team` as {role: user}, and return it.

        In state active, with all that an active client's card must hold.
        """
        client = cls.env["law.client"].create(
            {
                "name": name,
                "is_company": True,
                "company_id": (company or cls.company_a).id,
            }
        )
        cls.env["law.client.member"].create(
            [
                {"client_id": client.id, "user_id": user.id, "role": role}
                for role, user in team.items()
            ]
        )
        if state == "active":
            cls.complete(client)
            client.state = "active"
        return client

    @classmethod
    def complete(cls, client):
        """Fill in what a client, who has a team, needs to become active."""
        client.write(
            {
                "company_registry": f"HRB {client.id}",
                "street": "1 Harbour Road",
                "city": "Shanghai",
                "email": f"client{client.id}@example.com",
                "client_since": "2019-05-01",
            }
        )
        cls.make_person(client, "Chen Legal", "legal_representative")

    @classmethod
    def make_person(cls, client, name, role, **position):
        """Create a key person of `client` who holds the position `role`."""
        return cls.env["law.client.person"].create(
            {
                "client_id": client.id,
                "name": name,
                "position_ids": [Command.create({"role": role, **position})],
            }
        )

    @classmethod
    def make_contact(cls, name, **values):
        """Create a contact that is nobody's client: a company unless told otherwise."""
        return cls.env["res.partner"].create(
            {"name": name, "is_company": True, **values}
        )

    def forget(self):
        """Empty the cache before queries are counted.

        Not of the people's time zones: each new environment looks up its user's, and
        how long one lives is the garbage collector's to say.
        """
        self.env.flush_all()
        self.env.invalidate_all()
        (self.manager | self.lawyer | self.head).mapped("tz")

    @contextmanager
    def assertRefused(self, exception, pattern):
        """Check that the block raises, with what message, and undo what it wrote."""
        with self.assertRaisesRegex(exception, pattern), self.env.cr.savepoint():
            yield


class TourCase(HttpCase):
    """Browser tours that a busy machine does not fail; see also tour.js."""

    def start_tour(self, url_path, tour_name, step_delay=None, **kwargs):
        return super().start_tour(
            url_path, tour_name, step_delay, **{"timeout": 300, **kwargs}
        )
