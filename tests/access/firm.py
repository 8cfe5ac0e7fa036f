"""The people of the access matrix, and a client full of words that nobody else has.

Beside the people of ``LockCase``:

=============  ====================================================================
login          who
=============  ====================================================================
walled         managing partner, kept from ``harbour`` by a wall
manager_b      head, auditor and marketing of the firm's other company, all in one
leaver         was on the team of ``harbour``; the membership ended, the login closed
both           client manager who is a lawyer, too
seller         leads the sale of something, without a role of ours
accountant     in the group All Contacts
guest          portal user of ``harbour``
guest2         portal user of another client
public         nobody: no login
=============  ====================================================================

Its contacts are called ``NAME`` and carry the words of ``CONTACT``; all that the firm
knows beside has ``CARD`` in it. Whoever meets a word in an answer has seen such data.
"""

from odoo import Command
from odoo.tests import new_test_user

from ..protection.lock_common import LockCase
from .records import MAKERS

NAME = "Zyxwharbor"
WORD = "qvxcanary"
DIGITS = "55501737"
CARD = "kvzcanary"
CONTACT = (NAME, WORD, DIGITS)
SECRETS = (WORD, DIGITS, CARD)
ROLES = (
    "outsider",
    "lawyer",
    "both",
    "manager",
    "manager_b",
    "head",
    "partner",
    "walled",
    "committee",
    "marketing",
    "auditor",
    "plain",
    "accountant",
    "seller",
    "leaver",
    "admin",
    "guest",
    "guest2",
    "public",
)
LONG = 40


class AccessCase(LockCase):
    """The firm with one client whose data is marked, and one record of each model."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.registry_enter_test_mode_cls()
        cls._hire()
        cls._mark_client()
        cls.records = {}
        for model, make in MAKERS.items():
            if model.partition("#")[0] in cls.env:
                cls.records[model] = make(cls).sudo(False)
        cls.env.flush_all()
        for model, records in cls.records.items():
            cls._plant(model, records)
        cls._part_ways()
        cls.env.flush_all()
        cls.env.invalidate_all()
        cls.env.registry.clear_cache()

    @classmethod
    def _hire(cls):
        managing = "law_firm_client.group_managing_partner"
        cls.walled = cls.make_user("walled", managing)
        cls.leaver = cls.make_user("leaver", "law_firm_client.group_lawyer")
        cls.both = cls.make_user(
            "both",
            "law_firm_client.group_lawyer,law_firm_client.group_client_manager"
            ",sales_team.group_sale_salesman_all_leads",
        )
        cls.seller = cls.make_user("seller", "sales_team.group_sale_manager")
        cls.accountant.group_ids += cls.env.ref("law_firm_client.group_all_contacts")
        for role in ("client_head", "auditor", "marketing"):
            cls.manager_b.group_ids += cls.env.ref(f"law_firm_client.group_{role}")
        cls.public = cls.env.ref("base.public_user")
        keeper = cls.make_contact("Keeper", parent_id=cls.lighthouse.partner_id.id)
        cls.guest2 = new_test_user(
            cls.env,
            login="test_guest2",
            groups="base.group_portal",
            partner_id=keeper.id,
            company_id=cls.company_a.id,
            company_ids=[Command.set(cls.company_a.ids)],
        )

    @classmethod
    def _mark_client(cls):
        """Write the marked words where the client's contacts keep their data."""
        marked = {
            "street": f"1 {WORD} Road",
            "phone": f"+8621{DIGITS}",
            "comment": WORD,
            "website": f"https://{WORD}.example.com",
        }
        cls.guest.partner_id.type = "other"  # else the client's address is its own
        cls.locked.write({**marked, "name": NAME, "email": f"a@{WORD}.example.com"})
        # The guest's own contact is seen by administrators, as it has a login.
        cls.guest.partner_id.write(
            {"name": "Guest of Harbour", "street": "2 Guest Road"}
        )
        for number, partner in enumerate(cls.contact | cls.person):
            partner.write(
                {
                    **marked,
                    "name": f"{NAME} clerk {number}",
                    "email": f"p{number}@{WORD}.example.com",
                }
            )
        # Shown by name where others read: the name is not marked, the address is.
        known = cls.make_person(cls.harbour, "Known Person", "contact").partner_id
        known.parent_id = False
        known.write({**marked, "email": f"known@{WORD}.example.com"})
        cls.known = known
        # While on the team, the leaver writes and follows like the others.
        cls.env["law.client.member"].create(
            {
                "client_id": cls.harbour.id,
                "user_id": cls.leaver.id,
                "role": "liaison",
                "date_from": "2024-01-01",
            }
        )

    @classmethod
    def _part_ways(cls):
        """The leaver leaves, the wall goes up."""
        member = cls.harbour.member_ids.filtered(lambda m: m.user_id == cls.leaver)
        member.write({"date_to": "2024-06-30", "reason": CARD})
        cls.leaver.sudo().active = False
        cls.env["law.barrier"].create(
            {"client_id": cls.harbour.id, "user_id": cls.walled.id, "reason": CARD}
        )

    @classmethod
    def _plant(cls, model, records):
        """Write the word into every text of these records, past all that checks it.

        By SQL: what a text may hold is not the matter here. Sealed tables stay.
        """
        if model.startswith(UNPLANTED) or "#" in model or not records._auto:
            return
        word = WORD if model.startswith(OF_CONTACTS) else CARD
        for field in records._fields.values():
            if cls._is_plantable(field):
                value = f'{{"en_US": "{word}"}}' if field.translate else word
                cls.env.cr.execute(
                    f'UPDATE "{records._table}" SET "{field.name}" = %s'
                    f' WHERE id IN %s AND "{field.name}" IS NULL',
                    [value, records._ids],
                )

    @classmethod
    def _is_plantable(cls, field):
        free = field.type in ("text", "html") or (
            field.type == "char" and not 0 < (field.size or 0) < LONG
        )
        return (
            free
            and field.store
            and field.column_type
            and not field.compute
            and not field.related
            and not field.company_dependent
            and not callable(field.translate)
            and field.name not in UNMARKED
        )

    def as_role(self, role, record):
        """Return `record` as `role` sees it, at work in that person's companies."""
        user = getattr(self, role)
        return record.with_user(user).with_context(
            allowed_company_ids=user.sudo().company_ids.ids, lang="en_US", tz="UTC"
        )


# What whoever sees the contact sees, too.
OF_CONTACTS = ("calendar.", "crm.", "res.partner", "snailmail.", "sms.")
# Sealed tables, the firm's settings, and what is no client's: Discuss, logins.
UNPLANTED = (
    "law.access.",
    "law.client.import.mapping",
    "law.client.reason",
    "law.committee",
    "law.export.kind",
    "law.export.policy",
    "law.hold.keep",
    "law.house.",
    "law.positioning",
    "law.privacy.vault",
    "law.profile",
    "law.relation.type",
    "law.service",
    "discuss.",
    "res.users",
)
# Texts that mean something to Odoo itself.
UNMARKED = {
    "access_token",
    "mimetype",
    "type",
    "res_field",
    "store_fname",
    "model",
    "res_model",
    "lang",
    "tz",
    "notification",
    "rrule",
    "message_id",
    "image_src",
    "new_password",
    "password",
    "signature_key",
}
