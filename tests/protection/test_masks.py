from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from .wall_common import WallCase

HINT = "A restricted matter; ask"


@tagged("post_install", "-at_install", "s62")
class TestMasks(WallCase):
    """Where a search meets a hidden client, it says whom to ask, and no name."""

    def test_whom_to_ask(self):
        harbour = self.harbour.with_user(self.outsider)
        self.assertEqual(harbour._whom_to_ask(), self.manager)
        self.bar(self.manager, self.harbour)
        asked = self.harbour._whom_to_ask(self.outsider)
        self.assertTrue(asked.has_group("law_firm_client.group_managing_partner"))
        self.assertNotEqual(self.harbour._whom_to_ask(asked), asked)

    def test_a_barred_manager_is_warned_of_a_second_card(self):
        self.bar(self.manager2, self.harbour)
        form = Form(self.env["law.client"].with_user(self.manager2))
        form.name = "Harbour Trading Limited"
        self.assertEqual(form.restricted_hint, f"{HINT} Partner, Head.")
        self.assertFalse(form.duplicate_ids)
        form.name = "Something Else Ltd"
        self.assertFalse(form.restricted_hint)
        other = Form(self.env["law.client"].with_user(self.manager))
        other.name = "Harbour Trading Limited"
        self.assertFalse(other.restricted_hint)
        self.assertTrue(other.duplicate_ids)

    def test_the_link_to_a_walled_client_says_whom_to_ask(self):
        self.bar(self.lawyer, self.harbour)
        mine = self.harbour.with_user(self.lawyer)
        with self.assertRefused(AccessError, rf"^{HINT} Partner, Head\.$"):
            mine.web_read({"name": {}})
        for name in ("display_name", "name", "email"):  # nor from the cache
            with self.subTest(field=name), self.assertRefused(AccessError, "."):
                mine[name]
        self.lawyer.group_ids |= self.env.ref("base.group_no_one")
        with self.assertRefused(AccessError, rf"^{HINT} Partner, Head\.$"):
            mine.web_read({"name": {}})

    def test_a_foreign_firms_client_names_nobody(self):
        foreign = self.make_client("Foreign Steel Ltd", self.company_b)
        with self.assertRefused(AccessError, r"^You may not see or change this \(Cl"):
            foreign.with_user(self.lawyer).web_read({"name": {}})

    def test_the_card_warns_of_a_responsible_person_who_is_kept_out(self):
        self.assertFalse(self.harbour.with_user(self.manager).walled_note)
        self.bar(self.lawyer, self.harbour)
        warning = f"^{self.lawyer.name} is kept out by a wall since .*: hand over"
        for user in (self.manager, self.head, self.partner):
            with self.subTest(user=user.login):
                note = self.harbour.with_user(user).walled_note
                self.assertRegex(note, warning)
        for user in (self.manager2, self.lawyer2, self.marketing):
            mine = self.harbour.with_user(user)
            if mine.has_access("read"):
                with self.subTest(user=user.login):
                    self.assertFalse(mine.walled_note)
        self.assertTrue(self.harbour.with_user(self.manager2).has_access("read"))

    def test_a_lawyer_does_not_learn_by_trying_names(self):
        form = self.env["law.client.update"].with_user(self.outsider)
        form = form.create({"client_name": "Harbour Trading Ltd"})
        self.assertFalse(form.restricted_hint)
        self.assertFalse(form.duplicate_ids)

    def test_a_barred_checker_opens_no_second_card(self):
        form = (
            self.env["law.client.update"]
            .with_user(self.outsider)
            .create(
                {
                    "client_name": "Harbour Trading Ltd",
                    "purpose": "First talk",
                    "next_step": "Offer",
                    "line_ids": [
                        (
                            0,
                            0,
                            {
                                "topic": "preferred_time",
                                "proposed": {"preferred_time": "Noon"},
                            },
                        )
                    ],
                }
            )
        )
        form.action_submit()
        self.bar(self.manager2, self.harbour)
        mine = form.with_user(self.manager2)
        self.assertEqual(mine.restricted_hint, f"{HINT} Partner, Head.")
        mine.action_accept_all()
        with self.assertRefused(UserError, HINT):
            mine.action_post()

    def test_the_graph_names_whom_to_ask(self):
        supplies = self.env["law.relation.type"].create(
            {"name": "supplies", "inverse_name": "is supplied by"}
        )
        self.env["law.relation"].create(
            {
                "left_id": self.harbour.partner_id.id,
                "type_id": supplies.id,
                "right_id": self.lighthouse.partner_id.id,
                "company_id": self.company_a.id,
            }
        )
        self.bar(self.manager, self.lighthouse)
        for user in (self.lawyer, self.manager):
            graph = self.harbour.with_user(user).get_relation_graph()
            centre = graph["nodes"][0]
            with self.subTest(user=user.login):
                self.assertEqual(centre["hidden"], 1)
                self.assertEqual(centre["hidden_label"], f"{HINT} Partner, Head.")
                self.assertNotIn("灯塔", str(graph))

    def test_the_introduction_chain_names_whom_to_ask(self):
        introduced = self.env["law.relation.type"].create(
            {
                "name": "introduced",
                "inverse_name": "was introduced by",
                "category": "introduction",
            }
        )
        self.env["law.relation"].create(
            {
                "left_id": self.lighthouse.partner_id.id,
                "type_id": introduced.id,
                "right_id": self.harbour.partner_id.id,
                "company_id": self.company_a.id,
            }
        )
        self.bar(self.manager, self.lighthouse)
        chain = self.harbour.with_user(self.manager).get_introductions()
        self.assertEqual(chain["came_through"][0]["name"], f"{HINT} Partner, Head.")
        self.assertNotIn("灯塔", str(chain))

    def test_an_import_says_that_rows_are_left_out(self):
        self.bar(self.manager2, self.harbour)
        upload = self.env["law.client.import"].with_user(self.manager2).create({})
        row = self.env["law.client.import.row"].create(
            {
                "import_id": upload.id,
                "sheet": 0,
                "kind": "card",
                "number": 1,
                "name": "Harbour Trading",
                "match_client_id": self.harbour.id,
            }
        )
        self.assertEqual(upload.restricted_hint, f"{HINT} Partner, Head.")
        self.assertFalse(row.with_user(self.manager2).search([("id", "=", row.id)]))
        self.assertFalse(upload.with_user(self.manager).restricted_hint)
