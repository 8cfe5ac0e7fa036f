from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .firm import ROLES
from .probes import ProbeCase, Refused

# Each points at a contact by its number, and Odoo then shows the contact's name.
POINTING = {
    "calendar.filters": lambda c: {"partner_id": c.contact.id},
    "calendar.event": lambda c: {
        "name": "Lunch",
        "start": "2030-05-02 09:00:00",
        "stop": "2030-05-02 10:00:00",
        "partner_ids": [Command.link(c.contact.id)],
    },
    "mail.compose.message": lambda c: {"author_id": c.contact.id},
    "mail.message": lambda c: {"author_id": c.contact.id, "body": "Hello"},
    "res.partner.bank": lambda c: {"partner_id": c.contact.id, "acc_number": "77"},
    "res.partner": lambda c: {"name": "Below", "parent_id": c.locked.id},
    "crm.lead": lambda c: {"name": "Lead", "partner_id": c.contact.id},
    "res.users.settings.volumes": lambda c: {"partner_id": c.contact.id},
    "mail.followers.edit": lambda c: {"partner_ids": [Command.set(c.contact.ids)]},
    "portal.wizard": lambda c: {"partner_ids": [Command.set(c.contact.ids)]},
}


@tagged("post_install", "-at_install", "s62", "access")
class TestNumbers(ProbeCase):
    """Whoever only knows a number, or keeps the rules, gets no further."""

    def unauthorised(self):
        for role in ROLES:
            if "r" not in self.cells["res.partner"][role]:
                yield role

    def test_nobody_points_at_whom_he_does_not_see(self):
        for role in self.unauthorised():
            for model, values in POINTING.items():
                mine = self.as_role(role, self.env[model])
                with self.subTest(role=role, model=model):
                    answer = self.tried(mine.create, values(self), writes=True)
                    self.assertIsInstance(answer, Refused)
                    self.assertFalse(self.found_in(answer, role))

    def test_nobody_is_added_or_followed_by_number(self):
        for role in self.unauthorised():
            channel = self.as_role(role, self.env["discuss.channel"])
            contact = self.as_role(role, self.stranger)
            with self.subTest(role=role):
                for function in (
                    lambda channel=channel: channel._create_group([]).add_members(
                        self.contact.ids
                    ),
                    lambda contact=contact: contact.message_subscribe(self.contact.ids),
                ):
                    answer = self.tried(function, writes=True)
                    self.assertIsInstance(answer, Refused)
                    self.assertFalse(self.found_in(answer, role))

    def test_a_refusal_names_nothing_to_developers_either(self):
        self.outsider.group_ids += self.env.ref("base.group_no_one")
        for model in ("law.client", "res.partner", "law.client.person", "mail.message"):
            mine = self.as_role("outsider", self.records[model])
            with self.subTest(model=model):
                answer = self.tried(mine.read, ["display_name"])
                self.assertFalse(self.found_in(answer, "outsider"))

    def test_the_administrator_does_not_edit_who_sees_a_client(self):
        rule = self.env.ref("law_firm_client.law_client_rule_wall")
        row = self.env.ref("law_firm_client.access_law_client_lawyer")
        model = self.env["ir.model"]._get_id("law.client")
        for record, values in (
            (rule, {"active": False}),
            (rule, {"domain_force": "[(1, '=', 1)]"}),
            (row, {"perm_unlink": True}),
        ):
            with self.assertRefused(UserError, "not changed here"):
                record.with_user(self.admin).write(values)
        for record in (rule, row):
            with self.assertRefused(UserError, "not changed here"):
                record.with_user(self.admin).unlink()
        for name in ("ir.rule", "ir.model.access"):
            values = {"name": "Open", "model_id": model}
            with self.assertRefused(UserError, "not changed here"):
                self.env[name].with_user(self.admin).create(values)
        other = self.env["ir.rule"].create(
            {"name": "Other", "model_id": self.env["ir.model"]._get_id("res.bank")}
        )
        other.with_user(self.admin).active = False

    def test_blank_reasons_are_none(self):
        with self.assertRefused(ValidationError, "why the wall stands"):
            self.env["law.barrier"].create(
                {
                    "client_id": self.lighthouse.id,
                    "user_id": self.lawyer.id,
                    "reason": " \t ",
                }
            )
        Request = self.env["law.access.request"].with_user(self.outsider)
        for values in (
            {"client_text": "  ", "purpose": "To advise"},
            {"client_text": "Harbour", "purpose": " \n"},
        ):
            with self.assertRefused(ValidationError, "which client"):
                Request.create(values)

    def test_a_form_is_seen_by_whoever_opened_it(self):
        form = self.records["law.paper.print"]
        with self.assertRefused(AccessError, "."):
            form.with_user(self.head).read(["client_ids"])
