from datetime import timedelta
from unittest.mock import patch

from odoo import Command, fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from .leaver_common import LeaverCase


@tagged("post_install", "-at_install", "s65", "s1")
class TestHandOver(LeaverCase):
    """Successors, and handing all over: everything or nothing, and nothing twice."""

    def hang(self):
        """Let one thing of each kind hang on the lawyer, and return them."""
        self.task = self.harbour.activity_schedule(
            "mail.mail_activity_data_todo", user_id=self.lawyer.id
        )
        self.lead = self.env["crm.lead"].create(
            {
                "name": "New harbour",
                "type": "opportunity",
                "partner_id": self.harbour.partner_id.id,
                "user_id": self.lawyer.id,
            }
        )
        self.meeting = self.env["calendar.event"].create(
            {
                "name": "Harbour talk",
                "start": fields.Datetime.now() + timedelta(days=3),
                "stop": fields.Datetime.now() + timedelta(days=3, hours=1),
                "user_id": self.lawyer.id,
                "partner_ids": [
                    Command.set((self.lawyer.partner_id | self.harbour.partner_id).ids)
                ],
            }
        )
        self.form = (
            self.env["law.client.update"]
            .with_user(self.lawyer)
            .create({"client_id": self.harbour.id})
        )
        self.committee_of_two = self.env["law.committee"].create(
            {
                "name": "Key Clients",
                "company_id": self.company_a.id,
                "chair_id": self.lawyer.id,
                "user_ids": [Command.set((self.lawyer | self.outsider).ids)],
                "client_ids": [Command.set(self.lighthouse.ids)],
            }
        )

    def count(self, departure, kind):
        rows = departure.holding_ids.filtered(lambda row: row.kind == kind)
        rows.invalidate_recordset()
        return rows.count

    def test_what_hangs_on_the_person_is_counted(self):
        self.hang()
        departure = self.announce()
        for kind in ("activity", "opportunity", "meeting", "update"):
            with self.subTest(kind=kind):
                self.assertEqual(self.count(departure, kind), 1)
        action = departure.holding_ids.filtered(
            lambda row: row.kind == "activity"
        ).action_show()
        self.assertEqual(
            self.env[action["res_model"]].with_user(self.head).search(action["domain"]),
            self.task,
        )
        self.assertEqual(departure.line_ids.committee_id, self.committee_of_two)

    def test_private_meetings_with_clients_are_counted_and_not_shown(self):
        self.hang()
        self.meeting.with_user(self.lawyer).privacy = "private"
        alone = self.meeting.with_user(self.lawyer).copy()
        alone.partner_ids = self.lawyer.partner_id
        departure = self.announce()
        self.assertEqual(self.count(departure, "private"), 1)
        self.assertEqual(self.count(departure, "meeting"), 0)
        row = departure.holding_ids.filtered(lambda row: row.kind == "private")
        self.assertIn("ask about it", row.fate)
        with self.assertRefused(UserError, "cannot be listed"):
            row.action_show()

    def test_all_goes_over_at_once_and_the_history_stays(self):
        self.hang()
        departure = self.ready()
        departure.action_hand_over()
        self.assertEqual(departure.state, "handover")
        self.assertEqual(self.current(self.harbour, "handling"), self.lawyer2)
        old = self.env["law.client.member"].search(
            [("client_id", "=", self.harbour.id), ("user_id", "=", self.lawyer.id)]
        )
        self.assertEqual(old.date_to, self.today)
        self.assertIn(departure.name, old.reason)
        self.assertEqual(self.task.user_id, self.lawyer2)
        self.assertEqual(self.lead.user_id, self.lawyer2)
        self.assertEqual(self.form.user_id, self.lawyer2)
        self.assertEqual(self.form.create_uid, self.lawyer)
        self.assertEqual(self.meeting.user_id, self.lawyer2)
        self.assertIn(self.lawyer2.partner_id, self.meeting.partner_ids)
        self.assertNotIn(self.lawyer.partner_id, self.meeting.partner_ids)
        self.assertIn(self.harbour.partner_id, self.meeting.partner_ids)
        self.assertEqual(self.committee_of_two.chair_id, self.lawyer2)
        self.assertEqual(self.committee_of_two.user_ids, self.lawyer2 | self.outsider)
        self.assertFalse(self.sees(self.lawyer, self.harbour))
        self.assertFalse(self.sees(self.lawyer, self.lighthouse))
        self.assertTrue(self.sees(self.lawyer2, self.harbour))

    def test_doing_it_again_does_nothing_twice(self):
        self.hang()
        departure = self.ready()
        departure.action_hand_over()
        Member = self.env["law.client.member"]
        before = Member.search_count([]), len(departure.message_ids)
        stamps = departure.line_ids.mapped("done_on")
        departure.action_hand_over()
        self.assertEqual((Member.search_count([]), len(departure.message_ids)), before)
        self.assertEqual(departure.line_ids.mapped("done_on"), stamps)
        # A place that came all the same: handed over, too.
        with patch.object(type(departure), "_check_takers", lambda *args: None):
            self.env["law.client.member"].create(
                {
                    "client_id": self.lighthouse.id,
                    "user_id": self.lawyer.id,
                    "role": "handling",
                }
            )
        departure.action_hand_over()
        self.assertFalse(self.current(self.lighthouse, "handling"))

    def test_one_part_fails_and_nothing_is_done(self):
        self.hang()
        departure = self.ready()
        Departure = type(self.env["law.departure"])

        def fail(*args):
            raise UserError(self.env._("The calendar is away"))

        message = ""
        # Not by `assertRefused`, which would undo it by itself.
        with patch.object(Departure, "_move_meetings", fail):
            try:
                departure.action_hand_over()
            except UserError as error:
                message = str(error)
        self.assertRegex(message, "Nothing was handed over.*Meetings to come")
        self.env.invalidate_all()
        self.assertEqual(departure.state, "announced")
        self.assertEqual(self.current(self.harbour, "handling"), self.lawyer)
        self.assertEqual(self.task.user_id, self.lawyer)
        self.assertEqual(self.lead.user_id, self.lawyer)
        self.assertFalse(any(departure.line_ids.mapped("done_on")))

    def test_a_client_is_not_left_alone(self):
        departure = self.announce(successor_id=self.manager.id)
        departure.line_ids.successor_id = False
        with self.assertRefused(UserError, "Harbour Trading Ltd"):
            departure.action_hand_over()
        self.assertIn("Places to hand over: 1", departure.missing_note)

    def test_the_managers_place_needs_a_manager(self):
        departure = self.announce(self.manager, successor_id=self.manager2.id)
        line = departure.line_ids.filtered(lambda x: x.role == "manager")
        self.assertTrue(line.needed)
        self.assertIn(line.successor_id, self.head | self.partner)
        with self.assertRefused(UserError, "lacks the role"):
            line.successor_id = self.lawyer2
        line.successor_id = self.manager2
        departure.action_hand_over()
        self.harbour.invalidate_recordset()
        self.assertEqual(self.harbour.manager_id, self.manager2)
        self.assertEqual(self.current(self.harbour, "manager"), self.manager2)

    def test_suggestions_are_near_the_client(self):
        second = self.make_client(
            "Second Ltd",
            manager=self.manager,
            liaison=self.lawyer,
            handling=self.outsider,
        )
        lines = self.announce().line_ids
        by_client = {line.client_id: line.successor_id for line in lines}
        self.assertEqual(by_client[second], self.outsider)
        self.assertFalse(by_client[self.harbour], "the manager would be alone")

    def test_several_get_one_successor_at_once(self):
        self.make_client("Second Ltd", manager=self.manager, handling=self.lawyer)
        departure = self.announce()
        departure.line_ids.write({"successor_id": self.lawyer2.id})
        self.assertEqual(len(departure.line_ids), 2)
        self.assertEqual(departure.line_ids.successor_id, self.lawyer2)

    def test_a_wall_refuses_the_successor(self):
        departure = self.announce(successor_id=self.manager.id)
        self.bar(self.lawyer2, self.harbour)
        with self.assertRefused(UserError, "kept from Harbour.* by a wall"):
            departure.line_ids.successor_id = self.lawyer2
        departure.line_ids.successor_id = self.outsider
        self.bar(self.outsider, self.harbour)
        with self.assertRefused(UserError, "kept from Harbour.* by a wall"):
            departure.action_hand_over()

    def test_a_successor_who_leaves_meanwhile_is_replaced(self):
        departure = self.announce()
        departure.line_ids.successor_id = self.lawyer2
        self.announce(self.lawyer2)
        departure.action_refresh()
        self.assertFalse(departure.line_ids.successor_id)

    def test_many_clients_cost_no_query_each(self):
        for number in range(25):
            self.make_client(
                f"Client {number} Ltd", manager=self.manager, handling=self.lawyer
            )
        departure = self.announce()
        self.assertEqual(len(departure._all_lines()), 26)
        self.forget()
        with self.assertQueryCount(60):
            departure.action_refresh()

    def test_what_is_only_counted_is_not_listed(self):
        self.lawyer.sudo().env["res.users.apikeys"].with_user(
            self.lawyer
        ).sudo()._generate("rpc", "Script", fields.Datetime.now() + timedelta(days=1))
        departure = self.announce()
        row = departure.holding_ids.filtered(lambda row: row.kind == "key")
        row.invalidate_recordset()
        self.assertEqual((row.count, row.shows), (1, False))
        with self.assertRefused(UserError, "only their number"):
            row.action_show()

    def test_nor_does_a_stranger_or_somebody_leaving_follow(self):
        departure = self.announce()
        self.announce(self.outsider)
        for user, words in (
            (self.lawyer, "himself"),
            (self.outsider, "take over"),
            (self.manager_b, "does not work in"),
            (self.marketing, "lacks the role"),
        ):
            with self.subTest(user=user.login), self.assertRefused(UserError, words):
                departure.line_ids.successor_id = user

    def test_what_a_wall_hides_from_the_head_is_handed_over_unseen(self):
        self.bar(self.head, self.harbour)
        departure = self.announce(successor_id=self.manager.id)
        self.env.invalidate_all()
        self.assertFalse(departure.line_ids)
        self.assertIn("1 of this person's clients", departure.hidden_note)
        hidden = departure.with_user(self.partner)._all_lines()
        hidden.successor_id = False
        self.env.invalidate_all()
        with self.assertRaises(UserError) as caught, self.env.cr.savepoint():
            departure.action_hand_over()
        self.assertIn("1 more", str(caught.exception))
        self.assertNotIn("Harbour", str(caught.exception))
        self.env.invalidate_all()
        hidden.successor_id = self.lawyer2
        self.env.invalidate_all()
        departure.action_hand_over()
        self.assertEqual(self.current(self.harbour, "handling"), self.lawyer2)
        self.assertNotIn("Harbour", "".join(departure.message_ids.mapped("body")))

    def test_the_walls_of_lines_and_reports_are_needed(self):
        line = self.announce().line_ids
        self.bar(self.head, self.harbour)
        self.env["ir.config_parameter"].set_param("law_firm_client.partner_lock", "off")
        alone = self.env["law.client.alone"].with_user(self.head)
        for record, domain in (
            (line.with_user(self.head), [("id", "=", line.id)]),
            (alone, [("client_id", "=", self.harbour.id)]),
        ):
            rule = self.env.ref(
                f"law_firm_client.{record._name.replace('.', '_')}_rule_wall"
            )
            with self.subTest(model=record._name):
                self.assertFalse(record.search(domain))
                rule.active = False
                self.assertTrue(record.search(domain))
                rule.active = True

    def test_things_without_client_need_the_general_successor(self):
        departure = self.announce()
        departure.line_ids.successor_id = self.lawyer2
        self.env["mail.activity"].create(
            {"user_id": self.lawyer.id, "summary": "Order paper"}
        )
        with self.assertRefused(UserError, "general successor"):
            departure.action_hand_over()

    def test_a_higher_room_adds_its_own(self):
        Departure = type(self.env["law.departure"])
        original = Departure._holdings
        moved = []

        def holdings(this):
            known = original(this)
            task = next(holding for holding in known if holding.key == "activity")
            extra = task._replace(key="promise", label="Promises")
            return [*known, extra._replace(move="_move_promises")]

        def move(this, records, heirs):
            moved.append((records, this._heir(self.harbour.sudo(), heirs)))

        self.hang()
        with (
            patch.object(Departure, "_holdings", holdings),
            patch.object(Departure, "_move_promises", move, create=True),
            patch.object(Departure, "_move_activities", lambda *a: None),
        ):
            departure = self.ready()
            self.assertEqual(self.count(departure, "promise"), 1)
            departure.action_hand_over()
        self.assertEqual(moved, [(self.task.sudo(), self.lawyer2)])


@tagged("post_install", "-at_install", "s1")
class TestKnownToOne(LeaverCase):
    """Clients and entries that one person alone knows."""

    def risk(self, client, user=None):
        Alone = self.env["law.client.alone"].with_user(user or self.head)
        Alone.env.flush_all()
        return Alone.search([("client_id", "=", client.id)])

    def test_one_lawyer_or_one_person(self):
        self.assertEqual(self.risk(self.harbour).kind, "lawyer")
        self.assertEqual(self.risk(self.harbour).user_id, self.lawyer)
        lonely = self.make_client("Lonely Ltd", handling=self.lawyer)
        self.assertEqual(self.risk(lonely).kind, "person")
        self.assertEqual(self.risk(lonely).user_id, self.lawyer)
        self.env["law.client.member"].create(
            {"client_id": lonely.id, "user_id": self.lawyer2.id, "role": "handling"}
        )
        self.assertFalse(self.risk(lonely))

    def test_who_may_see_the_report(self):
        for name in ("lawyer", "manager", "marketing", "auditor", "committee"):
            user = getattr(self, name)
            for model in ("law.client.alone", "law.knowledge.alone"):
                with self.subTest(user=name, model=model):
                    self.assertFalse(self.env[model].with_user(user).has_access("read"))
        self.assertTrue(self.risk(self.harbour, self.partner))
        self.assertFalse(self.risk(self.foreign))

    def test_the_rules_of_both_reports_are_needed(self):
        self.env["law.need"].with_user(self.lawyer).create(
            {"client_id": self.harbour.id, "name": "Advice"}
        )
        boss = self.manager_b
        boss.group_ids += self.env.ref("law_firm_client.group_client_head")
        self.bar(self.head, self.harbour)
        self.env.flush_all()
        for model in ("law.client.alone", "law.knowledge.alone"):
            for kind, user in (("wall", self.head), ("company", boss)):
                rows = self.env[model].with_user(user)
                rows = rows.with_context(allowed_company_ids=user.company_ids.ids)
                rule = self.env.ref(
                    f"law_firm_client.{model.replace('.', '_')}_rule_{kind}"
                )
                mine = [("client_id", "=", self.harbour.id)]
                with self.subTest(model=model, rule=kind):
                    self.assertFalse(rows.search(mine))
                    rule.active = False
                    self.assertTrue(rows.search(mine))
                    rule.active = True

    def test_entries_of_one_person(self):
        Need = self.env["law.need"].with_user(self.lawyer)
        mine = Need.create({"client_id": self.harbour.id, "name": "Advice"})
        shared = Need.create({"client_id": self.harbour.id, "name": "Training"})
        shared.with_user(self.manager).description = "Twice a year"
        self.env.flush_all()
        rows = (
            self.env["law.knowledge.alone"]
            .with_user(self.head)
            .search([("user_id", "=", self.lawyer.id), ("kind", "=", "need")])
        )
        self.assertEqual(rows.mapped("res_id"), mine.ids)
        self.assertEqual(rows.title, "Advice")
        self.assertEqual(rows.client_id, self.harbour)
        self.assertEqual(self.risk(self.harbour).entry_count, 1)
