"""One client known well, printed by each role of the firm."""

from lxml import html

from odoo import Command, fields
from odoo.tests import new_test_user

from ..common import FirmCase

DOSSIER = "law_firm_client.report_client_dossier"


def squeeze(text):
    """Return the text without any space: PDF breaks lines and letters as it likes."""
    return "".join(text.split())


class DossierCase(FirmCase):
    """The firm, whose client ``harbour`` has people, facts, standings, relations.

    Each thing on record has a name of its own, so that a test can look for it.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = new_test_user(
            cls.env,
            login="test_portal",
            groups="base.group_portal",
            company_id=cls.company_a.id,
            company_ids=[Command.set(cls.company_a.ids)],
        )
        cls.today = fields.Date.today()
        cls.harbour.write(
            {
                "priority": "1",
                "phone": "+86 21 5550 0000",
                "taboo_topics": "the old quarrel",
                "habits": "reads the last page first",
                "features": "decides within a week",
                "alias_ids": [Command.create({"name": "HTL", "kind": "abbreviation"})],
            }
        )
        cls.chair = cls.make_person(cls.harbour, "Chen Chair", "owner", share=60.5)
        cls.harbour.decision_maker_id = cls.chair
        for tier in ("team", "manager", "partner"):
            cls.make_fact(cls.chair, f"known to {tier}", tier=tier)
        expired = cls.make_fact(cls.chair, "long forgotten")
        expired.write({"collected_on": "2020-01-01", "review_on": "2020-06-01"})
        cls.make_history()

    @classmethod
    def make_fact(cls, person, value, **values):
        """Create a fact about a key person, collected by nobody of the tests."""
        return cls.env["law.person.fact"].create(
            {
                "person_id": person.id,
                "kind": "hobby",
                "value": value,
                "purpose": "choice of gift",
                **values,
            }
        )

    @classmethod
    def make_history(cls):
        """Give ``harbour`` judgements, needs, events and a next step."""
        cls.env["law.client.standing"].create(
            [
                {
                    "client_id": cls.harbour.id,
                    "kind": "satisfaction",
                    "rating": rating,
                    "date": date,
                }
                for rating, date in (("2", "2021-03-01"), ("4", "2022-03-01"))
            ]
        )
        cls.env["law.need"].create(
            [
                {"client_id": cls.harbour.id, "name": "Port lease", "urgency": "5"},
                {
                    "client_id": cls.harbour.id,
                    "name": "Trademark watch",
                    "state": "addressed",
                    "result": "watched since May",
                },
            ]
        )
        cls.env["law.client.event"].create(
            {
                "client_id": cls.harbour.id,
                "date": "2019-05-01",
                "kind": "engagement",
                "note": "Arbitration won",
            }
        )
        cls.harbour.activity_schedule(
            "mail.mail_activity_data_call",
            date_deadline=cls.today,
            summary="Call about the lease",
            user_id=cls.manager.id,
        )

    @classmethod
    def relate(cls, left, kind, right, **values):
        """Create a relation of company A between partners or clients."""
        left, right = (
            end.partner_id if end._name == "law.client" else end
            for end in (left, right)
        )
        return cls.env["law.relation"].create(
            {
                "left_id": left.id,
                "type_id": cls.env.ref(f"law_firm_client.relation_{kind}").id,
                "right_id": right.id,
                "company_id": cls.company_a.id,
                **values,
            }
        )

    def dossier(self, user, clients=None, **context):
        """Return the text of the dossier as `user` prints it."""
        report = self.env["ir.actions.report"].with_user(user)
        self.env.invalidate_all()
        clients = self.harbour if clients is None else clients
        page, _type = report.with_context(**context)._render_qweb_html(
            DOSSIER, clients.ids
        )
        return " ".join(html.fromstring(page).text_content().split())

    def sections(self, user, client=None):
        """Return the dict from which the dossier of one client is printed."""
        Report = self.env[f"report.{DOSSIER}"].with_user(user)
        values = Report._get_report_values((client or self.harbour).ids)
        return values["dossiers"][0]
