from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import tagged

from ...models.protection.guarded import tells_of_clients
from .lock_common import LockCase

TEXT = "We agree."
SECRET = "desk-4711@harbour.example.com"
PHONE = "+86 21 5550 4711"
# From these, each relation is followed; from the last two, twice.
THREADS = ("calendar.event", "discuss.channel", "mail.message", "res.users")
DEEP = ("crm.lead", "res.partner")
ADDRESSES = ("email", "email_from", "phone")


@tagged("post_install", "-at_install", "s62", "s64")
class TestLockOracles(LockCase):
    """What a locked contact's address is cannot be tried out by way of other records.

    The contact writes to, follows, is invited to and is called in what everybody sees.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contact.write({"email": SECRET, "phone": PHONE})
        cls.record = cls.stranger
        cls.record.message_subscribe(cls.contact.ids)
        cls.message = cls.record.message_post(
            body=TEXT,
            author_id=cls.contact.id,
            email_from=f"Secretary <{SECRET}>",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        cls.env["mail.notification"].create(
            {
                "mail_message_id": cls.message.id,
                "res_partner_id": cls.contact.id,
                "notification_type": "email",
                "notification_status": "sent",
            }
        )
        cls.env["calendar.event"].with_user(cls.outsider).create(
            {
                "name": "Open day",
                "start": "2026-11-02 09:00:00",
                "stop": "2026-11-02 10:00:00",
                "partner_ids": [(4, cls.outsider.partner_id.id)],
            }
        ).sudo().write({"partner_ids": [(4, cls.contact.id)]})
        cls.lead = cls.env["crm.lead"].create({"name": "Open"})
        cls.lead.message_subscribe(cls.contact.ids)
        cls.env.flush_all()

    def guessed(self, model, path):
        """Return whether a lawyer without the client finds something by the address."""
        text = PHONE[-4:] if "phone" in path else SECRET[:9]
        try:
            with self.env.cr.savepoint():
                return bool(model.search_count(Domain(path, "ilike", text)))
        except (AccessError, UserError, ValueError, NotImplementedError):
            return False

    def paths(self, model, deep):
        """Yield the paths by which an address is reached from a model."""
        for name, field in model._fields.items():
            if name in ADDRESSES:
                yield name
            if not field.comodel_name or not field._description_searchable:
                continue
            other = self.env[field.comodel_name]
            yield from (f"{name}.{part}" for part in ADDRESSES if part in other._fields)
            if deep and tells_of_clients(other._name):
                for part in self.paths(other, False):
                    if "." in part:
                        yield f"{name}.{part}"

    def test_no_path_tells_the_address(self):
        found = []
        for name in (*THREADS, *DEEP):
            model = self.env[name].with_user(self.outsider)
            for path in self.paths(model, name in DEEP):
                if self.guessed(model, path):
                    found.append(f"{name}: {path}")
        self.assertEqual(found, [])

    def test_addresses_of_messages_are_neither_sorted_nor_grouped_nor_counted(self):
        Message = self.env["mail.message"].with_user(self.outsider)
        mine = self.env["mail.message"].create(
            {
                "model": self.record._name,
                "res_id": self.record.id,
                "body": TEXT,
                "author_id": self.outsider.partner_id.id,
                "email_from": "Secretary <desk-1@harbour.example.com>",
                "message_type": "comment",
                "subtype_id": self.env.ref("mail.mt_comment").id,
            }
        )
        both = [("id", "in", (self.message + mine).ids)]
        for order in ("email_from", "email_from desc"):
            told = Message.search(both, order=order)
            self.assertEqual(told[:1], mine if order == "email_from" else self.message)
        groups = Message.formatted_read_group(both, ["email_from"], ["__count"])
        self.assertNotIn(SECRET, str(groups))
        for figure in ("email_from:max", "email_from:array_agg"):
            with self.assertRefused(AccessError, "neither counted"):
                Message.formatted_read_group(both, [], [figure])
        lawyer = Message.with_user(self.lawyer)
        self.assertIn(SECRET, str(lawyer.formatted_read_group(both, ["email_from"])))
