import json
from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged
from odoo.tools import SQL

from .privacy_common import PrivacyCase

REASON = "The court asks for the letter"


@tagged("post_install", "-at_install", "s64")
class TestPrivacyErasure(PrivacyCase):
    """Hold before duty to keep before erasure, and what is erased is gone."""

    def paper(self, name="minutes.txt", text="Present: 張偉林", record=None):
        record = record or self.harbour
        return self.env["ir.attachment"].create(
            {
                "name": name,
                "raw": text.encode(),
                "mimetype": "text/plain",
                "res_model": record._name,
                "res_id": record.id,
            }
        )

    def keep(self, kind, **values):
        return self.env["law.retention.rule"].create(
            {
                "name": "Duty",
                "kind": kind,
                "years": 10,
                "source": "Bar rules, 5",
                **values,
            }
        )

    def hold(self, **values):
        return (
            self.env["law.hold"]
            .with_user(self.keeper)
            .create({"matter": "Smith v. Harbour", "reason": "Suit", **values})
        )

    def wanted(self, *records, **values):
        """Return a request for erasure, searched, of which `records` are the person."""
        request = self.handled(**{"kind": "erasure", **values})
        request.phones = "+86 139 5550 0123"
        request.emails = "weilin@example.com"
        request.action_search()
        self.settle(request, self.wei.partner_id, *records)
        return request

    def traces(self):
        """Return the tables in which the name, phone or e-mail still stands."""
        self.env.flush_all()
        request = self.env["law.privacy.request"]
        found = set()
        for model, names in request._sources().items():
            if model == "law.access.log":
                continue
            for name in names:
                rows = self.env.execute_query(
                    SQL(
                        "SELECT id FROM %s WHERE id != %s AND %s::text ~ %s",
                        SQL.identifier(self.env[model]._table),
                        self.namesake.id if model == "res.partner" else 0,
                        SQL.identifier(name),
                        "[张張][伟偉]林|5550.?0123|weilin@",
                    )
                )
                if rows:
                    found.add((model, name))
        return found

    def about_wei(self):
        """Return records of Odoo and of the firm that tell of the person."""
        note = self.note(self.harbour, "Lunch with 張偉林 on Monday")
        field = self.env["ir.model.fields"]._get("law.client", "state")
        self.env["mail.tracking.value"].create(
            {
                "mail_message_id": note.id,
                "field_id": field.id,
                "new_value_char": "张伟林",
            }
        )
        event = self.env["calendar.event"].create(
            {
                "name": "Lunch with 张伟林",
                "start": "2026-03-01",
                "stop": "2026-03-01",
                "partner_ids": [(6, 0, self.wei.partner_id.ids)],
            }
        )
        alias = self.env["law.client.alias"].create(
            {"client_id": self.harbour.id, "name": "张伟林的店"}
        )
        form = self.env["law.client.update"].create({"client_id": self.harbour.id})
        line = self.env["law.client.update.line"].create(
            {
                "update_id": form.id,
                "topic": "preferred_time",
                "proposed": {"preferred_time": "When 張偉林 is in"},
            }
        )
        Upload = self.env["law.client.import"].with_company(self.company_a)
        row = self.env["law.client.import.row"].create(
            {
                "import_id": Upload.create({}).id,
                "sheet": 0,
                "kind": "person",
                "number": 1,
                "name": "张伟林",
                "cells": ["Harbour", "张伟林", "chess player"],
            }
        )
        return note, event, alias, line, row

    def test_what_may_be_erased_is_gone_everywhere(self):
        partner = self.wei.partner_id
        bank = self.env["res.partner.bank"].create(
            {"acc_number": "DE0012", "partner_id": partner.id}
        )
        own = self.note(self.harbour, "I shall come", author=partner)
        note, event, alias, line, row = self.about_wei()
        paper = self.paper()
        self.harbour.partner_id.message_subscribe(partner.ids)
        self.assertTrue(self.traces())
        request = self.wanted(note, event, alias, line, row, paper)
        self.erase(request)
        self.assertEqual(self.traces(), set())
        for gone in (self.wei, self.fact, paper, alias):
            self.assertFalse(gone.exists(), gone)
        self.assertFalse(partner.active)
        self.assertFalse(partner.email or partner.phone or partner.bank_ids)
        self.assertNotIn("0012", f"{bank.acc_number}{bank.sanitized_acc_number}")
        self.assertFalse(event.attendee_ids.filtered(lambda a: a.partner_id == partner))
        Follower = self.env["mail.followers"]
        self.assertFalse(Follower.search([("partner_id", "=", partner.id)]))
        self.assertIn("Lunch with", note.body)
        self.assertNotIn("shall come", own.body or "")
        self.assertNotIn("chess", json.dumps(row.cells or []))
        self.assertNotIn("张伟林", self.harbour.search_text)
        self.assertIn("Nothing of the person is left", request.proof)
        self.assertEqual(self.namesake.name, "张伟林")
        request.outcome_note = "Erased"
        request.action_answer()
        self.assertFalse(any(request.sudo().find_ids.mapped("snippet")))

    def test_nothing_is_erased_before_every_place_is_decided(self):
        request = self.handled(kind="erasure")
        with self.assertRefused(UserError, "a search for the person"):
            request.action_erase()
        request.action_search()
        with self.assertRefused(UserError, "a decision on [0-9]+ places"):
            request.action_erase()
        with self.assertRefused(UserError, "request for erasure"):
            self.handled().action_erase()
        early = self.ask(kind="erasure")
        with self.assertRefused(UserError, "identity first"):
            early.action_erase()

    def test_a_duty_to_keep_puts_away_and_says_why_and_until_when(self):
        rule = self.keep("paper", event="created")
        paper = self.paper()
        request = self.wanted(paper)
        find = self.place(request, paper)
        until = fields.Date.add(fields.Date.to_date(paper.create_date), years=10)
        self.assertEqual((find.fate, find.fate_until), ("keep", until))
        self.assertIn(rule.source, find.fate_ground)
        self.assertEqual(self.place(request, self.fact).fate, "erase")
        self.erase(request)
        piece = request.vault_ids
        self.assertEqual((piece.until, piece.res_id), (until, paper.id))
        self.assertEqual(find.outcome, "restricted")
        for user in (self.manager, self.lawyer, self.head, self.keeper, self.partner):
            with self.subTest(user=user.login):
                self.assertFalse(
                    paper.with_user(user).search([("name", "=", "minutes.txt")])
                )
                mine = paper.with_user(user)
                mine.invalidate_recordset()
                name = mine.name if mine.has_access("read") else ""
                self.assertNotIn("minutes", name)
        self.assertFalse(self.traces())

    def test_a_copy_or_a_correction_shows_no_erasure(self):
        for kind in ("access", "portability", "rectification"):
            request = self.handled(kind=kind)
            request.action_search()
            self.place(request, self.wei).action_this()
            with self.subTest(kind=kind):
                ticked = request.find_ids.filtered(lambda f: f.decision == "this")
                self.assertTrue(ticked)
                self.assertFalse(any(ticked.mapped("fate")))

    def test_what_is_put_away_is_called_by_its_kind_and_no_number(self):
        self.hold(client_id=self.harbour.id)
        request = self.wanted()
        self.erase(request)
        names = set(request.vault_ids.mapped("display_name"))
        self.assertIn("Key Person of a Client", names)
        self.assertFalse([name for name in names if any(c.isdigit() for c in name)])

    def test_a_relationship_that_lasts_has_no_last_day(self):
        self.keep("paper")
        paper = self.paper()
        find = self.place(self.wanted(paper), paper)
        self.assertEqual((find.fate, find.fate_until), ("keep", False))

    def test_a_duty_that_is_over_keeps_nothing(self):
        self.keep("paper", event="created", years=1)
        paper = self.paper()
        request = self.wanted(paper)
        with freeze_time(fields.Datetime.now() + timedelta(days=400)):
            find = self.place(request, paper)
            find.invalidate_recordset()
            self.assertEqual(find.fate, "erase")

    def test_a_wish_for_restriction_puts_everything_away(self):
        request = self.wanted(kind="restriction")
        self.erase(request)
        self.assertFalse(self.traces())
        kept = request.sudo().vault_ids
        self.assertIn("law.person.fact", kept.mapped("res_model"))
        self.env["law.privacy.vault"]._cron_erase()
        self.assertFalse(any(kept.mapped("erased_on")))

    def test_a_hold_goes_before_everything(self):
        hold = self.hold(client_id=self.harbour.id)
        note = self.note(self.harbour, "张伟林 signed")
        paper = self.paper()
        request = self.wanted(note, paper)
        fates = {note: "stay", paper: "keep", self.fact: "keep", self.wei: "keep"}
        for record, fate in fates.items():
            find = self.place(request, record)
            self.assertEqual(find.fate, fate, record)
            self.assertIn(hold.name, find.fate_ground)
        self.erase(request)
        for record, fate in fates.items():  # what happened, as it was announced
            find = self.place(request, record)
            self.assertEqual(find.fate, fate, record)
            self.assertIn(hold.name, find.fate_ground)
            self.assertEqual(find.outcome, "restricted" if fate == "keep" else False)
        self.assertEqual(self.traces(), {("mail.message", "body")})
        self.assertIn("张伟林 signed", note.body)
        self.assertIn("Stays unchanged, must be kept: 1.", request.proof)
        self.assertTrue(paper.exists())
        pieces = request.vault_ids.sudo()
        kept = json.dumps(pieces.mapped("content"), ensure_ascii=False)
        for text in ("Plays chess", "張偉林", "+86 139 5550 0123", '"role": "contact"'):
            self.assertIn(text, kept)

    def test_restricted_data_is_read_with_a_reason_only_and_it_is_logged(self):
        self.hold(client_id=self.harbour.id)
        request = self.wanted()
        self.erase(request)
        piece = request.vault_ids.filtered(lambda p: p.res_model == self.fact._name)
        Open = self.env["law.privacy.vault.open"]
        wizard = Open.with_user(self.keeper).create({"vault_id": piece.id})
        with self.assertRefused(UserError, "Say in a sentence"):
            wizard.action_read()
        wizard.reason = REASON
        wizard.action_read()
        self.assertIn("Plays chess", wizard.content)
        forged = Open.with_user(self.partner).create(
            {"vault_id": piece.id, "log_number": wizard.log_number, "reason": REASON}
        )
        self.assertFalse(forged.content)
        row = self.env["law.access.log"].search([], limit=1)
        self.assertEqual(
            (row.action, row.model, row.user_number),
            ("open", piece._name, self.keeper.id),
        )
        self.assertIn(REASON, row.detail)
        for user in (self.partner, self.keeper):
            with self.assertRaises(AccessError):
                piece.with_user(user).read(["content"])
        for user in (self.head, self.manager, self.lawyer, self.auditor):
            self.assertFalse(piece.with_user(user).has_access("read"))
            with self.assertRaises(AccessError):
                Open.with_user(user).create({"vault_id": piece.id, "reason": REASON})
        with self.assertRaises(AccessError):
            wizard.with_user(self.partner).read(["content"])
        with freeze_time(fields.Datetime.now() + timedelta(hours=1)):
            wizard.invalidate_recordset()
            self.assertFalse(wizard.content)

    def test_a_hold_over_a_person_keeps_what_hangs_on_the_person(self):
        hold = self.hold(partner_id=self.wei.partner_id.id)
        request = self.wanted()
        self.erase(request)
        mine = request.find_ids.filtered(lambda find: find.decision == "this")
        models = {"law.person.fact", "law.client.position", "law.client.person"}
        self.assertLessEqual(models, set(mine.mapped("res_model")))
        for find in mine.filtered(lambda find: find.res_model in models):
            with self.subTest(model=find.res_model):
                self.assertEqual((find.fate, find.outcome), ("keep", "restricted"))
                self.assertIn(hold.name, find.fate_ground)

    def test_a_wall_holds_for_what_is_restricted_too(self):
        self.hold(client_id=self.harbour.id)
        request = self.wanted()
        self.erase(request)
        self.bar(self.keeper, self.harbour)
        piece = request.vault_ids[:1]
        wizard = self.env["law.privacy.vault.open"].with_user(self.keeper)
        wizard = wizard.create({"vault_id": piece.id, "reason": REASON})
        with self.assertRefused(AccessError, "ask"):
            wizard.action_read()

    def test_what_was_put_away_goes_by_itself_when_its_time_is_over(self):
        self.keep("paper", event="created", years=1)
        hold = self.hold(client_id=self.harbour.id)
        paper = self.paper()
        request = self.wanted(paper)
        self.erase(request)
        job = self.env["law.privacy.vault"]
        pieces = request.sudo().vault_ids
        job._cron_erase()
        self.assertFalse(any(pieces.mapped("erased_on")))
        hold.lifted_because = "Settled"
        hold.action_lift()
        job._cron_erase()
        kept = pieces.filtered(lambda piece: not piece.erased_on)
        self.assertEqual(kept.res_model, "ir.attachment")
        self.assertIn("Bar rules", kept.ground)
        self.assertFalse((pieces - kept).filtered("content"))
        with freeze_time(fields.Datetime.now() + timedelta(days=400)):
            job._cron_erase()
        self.assertTrue(kept.erased_on)
        self.assertFalse(kept.content)
        self.assertFalse(paper.exists())
        with self.assertRefused(UserError, "erased when its time was over"):
            kept.with_user(self.keeper)._read_for(REASON)

    def test_the_vault_is_deleted_and_written_by_nobody(self):
        self.hold(client_id=self.harbour.id)
        request = self.wanted()
        self.erase(request)
        piece = request.vault_ids[:1]
        with self.assertRaises(AccessError):
            piece.with_user(self.partner).write({"until": self.today})
        with self.assertRefused(UserError, "goes by itself"):
            piece.sudo().unlink()

    def test_the_access_log_stays_as_it_is_and_the_plan_says_so(self):
        other = self.make_client("张伟林", manager=self.manager)
        self.env["law.access.log"]._record("open", other)
        request = self.handled(kind="erasure")
        request.action_search()
        find = request.find_ids.filtered(lambda f: f.res_model == "law.access.log")
        self.assertEqual(len(find), 1)
        self.settle(request, self.wei.partner_id)
        find.action_this()
        self.assertEqual(find.fate, "log")
        before = self.env["law.access.log"]._head()
        self.erase(request)
        self.assertGreater(self.env["law.access.log"]._head()[0], before[0])
        row = self.env["law.access.log"].search([("client_names", "=", "张伟林")])
        self.assertTrue(row)
        self.assertIn("Rows of the access log", request.proof)

    def test_a_login_of_the_firm_stays_and_a_portal_login_goes(self):
        portal = new_test_user(
            self.env,
            login="weilin@example.com",
            name="张伟林",
            groups="base.group_portal",
            company_id=self.company_a.id,
            company_ids=[(6, 0, self.company_a.ids)],
        )
        self.lawyer.name = "张伟林"
        request = self.handled(kind="erasure")
        request.action_search()
        self.settle(request, portal.partner_id, self.lawyer.partner_id)
        self.assertEqual(self.place(request, self.lawyer.partner_id).fate, "firm")
        self.erase(request)
        self.assertEqual(self.lawyer.name, "张伟林")
        self.assertTrue(self.lawyer.active)
        self.assertFalse(portal.active)
        self.assertNotIn("weilin", portal.login)

    def test_a_person_who_is_a_client_is_erased_from_the_card(self):
        client = self.make_client("张伟林", manager=self.manager)
        client.partner_id.is_company = False
        client.write({"habits": "Calls 張偉林 by first name"})
        request = self.handled(kind="erasure")
        request.action_search()
        self.settle(request, client.partner_id)
        self.erase(request)
        self.assertNotIn("张", f"{client.name}{client.search_text}{client.name_key}")
        self.assertNotIn("林", client.habits or "")

    def test_a_company_s_card_that_names_the_person_loses_the_name_only(self):
        self.harbour.write({"features": "Run by 張偉林", "philosophy": "Slowly"})
        self.env["law.client.alias"].create(
            {"client_id": self.harbour.id, "name": "Haven"}
        )
        request = self.wanted(self.harbour)
        self.erase(request)
        self.assertEqual(self.harbour.philosophy, "Slowly")
        self.assertTrue(self.harbour.features.startswith("Run by"))
        self.assertNotIn("林", self.harbour.features)
        self.assertEqual(self.harbour.alias_ids.mapped("name"), ["Haven"])
        self.assertEqual(self.harbour.name, "Harbour Trading Ltd")

    def test_relations_of_the_person_go(self):
        kind = self.env["law.relation.type"].create(
            {"name": "advises", "inverse_name": "is advised by"}
        )
        relation = self.env["law.relation"].create(
            {
                "left_id": self.wei.partner_id.id,
                "type_id": kind.id,
                "right_id": self.lighthouse.partner_id.id,
                "company_id": self.company_a.id,
            }
        )
        request = self.wanted()
        self.assertEqual(self.place(request, relation).decision, "this")
        self.erase(request)
        self.assertFalse(relation.exists())

    def test_a_correction_goes_by_an_update_form_and_recipients_are_told(self):
        request = self.handled(kind="rectification")
        request.action_search()
        self.settle(request, self.wei.partner_id)
        action = request.action_propose_correction()
        self.assertEqual(action["context"]["default_client_id"], self.harbour.id)
        Form = self.env["law.client.update"].with_user(self.keeper)
        form = Form.with_context(**action["context"]).create({})
        self.assertEqual(request.update_ids, form)
        request.write(
            {
                "outcome_note": "Corrected",
                "recipient_ids": [(0, 0, {"name": "Court", "what": "Address"})],
            }
        )
        with self.assertRefused(UserError, "(?s)told: Court.*posted update form"):
            request.action_answer()
        self.fact.with_user(self.partner).privacy_request_id = request
        request.recipient_ids.told_on = self.today
        request.action_answer()
        self.assertEqual(request.state, "answered")
        for user in (self.manager, self.lawyer):
            with self.assertRaises(AccessError):
                self.fact.with_user(user).read(["privacy_request_id"])
            with self.assertRaises(AccessError):
                form.with_user(user).read(["privacy_request_id"])

    # === EXPIRED FACTS ===

    def expire(self, days):
        later = fields.Datetime.to_datetime(self.fact.review_on)
        with freeze_time(later + timedelta(days=days)):
            self.env["law.person.fact"]._cron_expire()

    def test_an_expired_fact_is_hidden_then_deleted(self):
        self.expire(1)
        self.assertTrue(self.fact.expired)
        self.expire(89)
        self.assertTrue(self.fact.exists())
        self.expire(91)
        self.assertFalse(self.fact.exists())

    def test_a_held_fact_is_hidden_and_not_deleted(self):
        self.hold(client_id=self.harbour.id)
        self.expire(1)
        self.expire(200)
        self.assertTrue(self.fact.exists())
        self.assertTrue(self.fact.expired)

    def test_a_fact_that_must_be_kept_is_not_deleted(self):
        self.keep("fact")
        self.expire(1)
        self.expire(200)
        self.assertTrue(self.fact.exists())
