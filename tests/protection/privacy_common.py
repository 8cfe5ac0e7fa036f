"""A person whom the firm knows, and somebody of the same name."""

from odoo import fields
from odoo.tests import new_test_user

from .wall_common import WallCase

WORD = "The passport was seen"


class PrivacyCase(WallCase):
    """WallCase, and the people of a request.

    ``keeper`` is a head with the duty of privacy handler, ``partner`` has it as a
    managing partner; ``officer`` has the duty and no other role. ``wei`` is a key
    person of ``harbour``, ``namesake`` somebody else of the same name.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        groups = {
            "keeper": "group_client_head,law_firm_client.group_privacy_handler",
            "officer": "group_privacy_handler",
        }
        for name, group in groups.items():
            user = new_test_user(
                cls.env,
                login=f"test_{name}",
                name=name.capitalize(),
                groups=f"law_firm_client.{group}",
                company_id=cls.company_a.id,
                company_ids=[(6, 0, cls.company_a.ids)],
            )
            setattr(cls, name, user)
        cls.pack = cls.env["law.privacy.pack"].create(
            {
                "name": "One month",
                "months": 1,
                "more_months": 2,
                "complain_to": "The authority at 1 Data Square",
            }
        )
        cls.company_a.law_privacy_pack_id = cls.pack
        cls.env["law.retention.rule"].search([]).active = False
        cls.today = fields.Date.context_today(cls.env["law.client"])
        cls.wei = cls.make_person(cls.harbour, "張偉林", "contact")
        cls.wei.write({"phone": "+86 139 5550 0123", "email": "weilin@example.com"})
        cls.fact = cls.env["law.person.fact"].create(
            {
                "person_id": cls.wei.id,
                "kind": "hobby",
                "value": "Plays chess",
                "purpose": "Choice of gift",
            }
        )
        cls.namesake = cls.make_contact("张伟林", is_company=False)

    def setUp(self):
        super().setUp()
        # The log's own cursor must not commit what the test wrote.
        self.enterContext(self.enter_registry_test_mode())

    def ask(self, user=None, **values):
        """Enter a request of Zhang Weilin as `user` (keeper), and return it."""
        return (
            self.env["law.privacy.request"]
            .with_user(user or self.keeper)
            .create(
                {
                    "person_name": "张伟林",
                    "kind": "access",
                    "contact_details": "weilin@example.com",
                    **values,
                }
            )
        )

    def handled(self, user=None, **values):
        """Return a request whose person is identified, and that is being handled."""
        request = self.ask(user, **values)
        request.write({"identity_how": "document", "identity_note": WORD})
        request.action_identify()
        request.action_start()
        return request

    @classmethod
    def note(cls, record, text, author=None):
        """Write something in the chatter of a record, and return the message."""
        return record.message_post(body=text, author_id=author and author.id)

    def place(self, request, record):
        """Return the find of `record`, or none."""
        return request.find_ids.filtered(
            lambda find: (find.res_model, find.res_id) == (record._name, record.id)
        )

    def settle(self, request, *records):
        """Say of these records, and what hangs on them, that they are the person."""
        for record in records:
            self.place(request, record).action_this()
        request.find_ids.filtered(lambda f: f.decision == "open").action_other()

    def erase(self, request):
        """Have the erasure approved by the partner, and carry it out."""
        request.with_user(self.partner).action_approve_erasure()
        request.action_erase()
