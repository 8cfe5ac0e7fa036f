import threading
from contextlib import closing

from psycopg2 import errors

from odoo import Command
from odoo.exceptions import UserError, ValidationError
from odoo.sql_db import db_connect
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...tools import conflict_terms
from ...tools.person_patterns import BLACK
from .conflict_common import ConflictCase

CHINESE = "上海云栎生物科技有限公司"


@tagged("post_install", "-at_install", "s22")
class TestConflictHoles(ConflictCase):
    """Nobody hides a client behind other names, or behind what surrounds a name."""

    def flood(self, *names, client=None, **values):
        """Enter parties of these names in an engagement of the firm, one by one."""
        parties = [
            Command.create({"name": name, "role": "third_party"}) for name in names
        ]
        client = client or self.lighthouse
        return self.draft(self.manager, client, party_ids=parties, **values)

    def names(self, check):
        """Return the names found, with where they stand."""
        hits = check.sudo().hit_ids
        return {(hit.kept_source, hit.kept_name) for hit in hits}

    def test_two_hundred_parties_of_one_name_do_not_hide_a_client(self):
        self.flood(*["Harbour Trading Ltd"] * 250)
        for number in range(60):
            self.flood("Harbour Trading Ltd", name=f"Supply contract {number}")
        check = self.ask(self.manager2, "Harbour Trading Limited")
        self.assertIn(("client", "Harbour Trading Ltd"), self.names(check))
        self.assertEqual(check.shown_hit_ids[0].source, "Clients")
        self.assertEqual(check.line_ids.gap, "cut")

    def test_four_hundred_names_alike_do_not_hide_one_that_is_the_same(self):
        alike = [f"Harbour Trading {n} Ltd" for n in range(400)]
        self.flood(*alike)
        self.env["law.client"].create(
            [
                {
                    "is_company": True,
                    "company_id": self.company_a.id,
                    "name": f"Harbour Traders {n} Ltd",
                }
                for n in range(200)
            ]
        )
        check = self.ask(self.manager2, "Harbour Trading GmbH")
        self.assertIn(("client", "Harbour Trading Ltd"), self.names(check))

    def test_terms_are_counted_as_names_come_and_go(self):
        index = self.env["law.conflict.name"]
        count = "SELECT sum(names) FROM law_conflict_term WHERE term IN %s"

        def common():
            index._settle()
            terms = index.search([("name", "like", "Zanzibar 1 Ltd")], limit=1)
            if not terms:
                return 0
            self.env.cr.execute(
                "SELECT t.term, sum(t.names) FROM law_conflict_name n,"
                " unnest(n.terms) u (term), law_conflict_term t"
                " WHERE n.id = %s AND t.term = u.term GROUP BY 1 ORDER BY 2 DESC",
                [terms.id],
            )
            return self.env.cr.fetchone()[1]

        engagement = self.flood(*(f"Zanzibar {n} Ltd" for n in range(30)))
        self.assertEqual(common(), 30, count)
        engagement.party_ids.filtered(lambda p: p.name > "Zanzibar 2").unlink()
        self.assertLess(common(), 20)
        index._count_terms()
        self.env.cr.execute(
            "SELECT count(*) - count(DISTINCT term) FROM law_conflict_term"
        )
        self.assertEqual(self.env.cr.fetchone()[0], 0)

    def test_one_party_of_many_names_hides_no_other(self):
        party = self.flood("Kolvarta Shipping 0 Ltd").party_ids
        party.other_names = "\n".join(
            f"Kolvarta Shipping {n} Ltd" for n in range(1, 51)
        )
        self.flood("Kolvarta Shipping Ltd")
        self.assert_kolvarta_is_found()
        with self.assertRefused(ValidationError, "50"):
            party.other_names += "\nKolvarta Shipping 51 Ltd"

    def test_three_hundred_parties_alike_hide_no_other(self):
        self.flood(*(f"Kolvarta Shipping {n} Ltd" for n in range(300)))
        self.flood("Kolvarta Shipping Ltd")
        self.assert_kolvarta_is_found()

    def assert_kolvarta_is_found(self):
        for _again in range(2):
            for name in ("Kolvarta", "Kolvarta Shiping", "Kolvartta Shpping"):
                with self.subTest(name=name):
                    check = self.ask(self.manager2, name)
                    names = self.names(check)
                    self.assertIn(("party", "Kolvarta Shipping Ltd"), names)
            self.env["law.conflict.name"]._count_terms()

    def test_what_too_many_names_have_is_said_to_be_cut(self):
        self.flood("Kolvarta Shipping Ltd")
        self.patch(conflict_terms, "PROBE", 0)
        self.patch(conflict_terms, "WIDE", 0)
        self.assertEqual(self.ask(self.manager2, "Kolvarta").line_ids.gap, "cut")

    def test_names_one_a_line_are_told_apart_as_python_does(self):
        party = self.flood("Nobody Knows Ltd").party_ids
        for end in "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029":
            with self.subTest(end=end):
                party.other_names = f"Zanderloo Quarries{end}Kolvarta Shipping Ltd"
                names = self.names(self.ask(self.manager2, "Kolvarta Shipping"))
                self.assertIn(("party", "Kolvarta Shipping Ltd"), names)

    def test_a_registration_number_finds_its_client_among_many_parties(self):
        number = self.harbour.company_registry = "HRB 480213"
        parties = [
            Command.create({"name": f"Nobody {n}", "registration_number": number})
            for n in range(120)
        ]
        self.draft(self.manager, self.lighthouse, party_ids=parties)
        check = self.ask(self.manager2, "Nothing alike at all", run=False)
        check.line_ids.number = number
        check.action_search()
        self.assertIn(("client", "Harbour Trading Ltd"), self.names(check))
        check = self.ask(self.manager2, number)  # typed where the name belongs
        self.assertIn(("client", "Harbour Trading Ltd"), self.names(check))

    def test_what_surrounds_a_name_does_not_hide_it(self):
        client = self.make_client(CHINESE, manager=self.manager)
        self.make_person(client, "王小明", "owner")
        for name, shown in (
            ("c/o Harbour Trading Ltd", "Harbour Trading Ltd"),
            ("Harbour Trading Ltd and its affiliates", "Harbour Trading Ltd"),
            ("Harbour Trading Ltd (in liquidation)", "Harbour Trading Ltd"),
            ("Quay Ltd t/a Harbour Trading", "Harbour Trading Ltd"),
            ("Quay Ltd, formerly known as Harbour Trading", "Harbour Trading Ltd"),
            ("H A R B O U R  T R A D I N G", "Harbour Trading Ltd"),
            (f"{CHINESE}以及其关联公司", CHINESE),
            (f"{CHINESE}等", CHINESE),
            ("Shanghai Yunli Biotechnology Co., Ltd.", CHINESE),
            ("云栎", CHINESE),
            ("小明王", "王小明"),
        ):
            with self.subTest(name=name):
                self.assertIn(shown, self.found(self.ask(self.manager, name)))

    def test_titles_and_initials_do_not_hide_a_person(self):
        self.make_person(self.harbour, "叶志秋", "owner")
        self.make_person(self.harbour, "周海生", "owner")
        for name, shown in (
            ("Prof. Dr. Ye Zhiqiu", "叶志秋"),
            ("Ye Zhiqiu PhD", "叶志秋"),
            ("叶总", "叶志秋"),
            ("Z.Q. Ye", "叶志秋"),
            ("周海生董事长", "周海生"),
            ("Zhou Haisheng (Chairman)", "周海生"),
            ("Zhou H.S.", "周海生"),
        ):
            with self.subTest(name=name):
                self.assertIn(shown, self.found(self.ask(self.manager, name)))

    def test_a_name_at_the_end_of_a_long_one_is_found(self):
        long = "The Greater Northern Consortium of Ore Traders and Carriers "
        for between in ("acting for", "on behalf of", "in the interest of"):
            with self.subTest(between=between):
                self.flood(f"{long * 3}{between} Dravenpolt Smelting Plc")
                check = self.ask(self.manager2, "Dravenpolt Smelting Plc")
                texts = {name for _source, name in self.names(check)}
                self.assertTrue(any(between in text for text in texts))

    def test_a_renamed_client_is_found_by_the_name_it_had(self):
        client = self.make_client("Osterleigh Marine Ltd", manager=self.manager)
        client.with_user(self.manager).name = "Zanderloo Quarries Ltd"
        client.partner_id.with_user(self.manager).name = "Kolvarta Shipping Ltd"
        self.assertEqual(set(client.alias_ids.mapped("kind")), {"former"})
        for name in ("Osterleigh Marine", "Zanderloo Quarries", "Kolvarta Shipping"):
            with self.subTest(name=name):
                check = self.ask(self.manager, name)
                hits = check.sudo().hit_ids
                self.assertEqual(set(hits.mapped("kept_client_id")), {client.id})
        client.with_user(self.manager).name = "Osterleigh Marine Ltd"  # and back
        self.assertEqual(len(client.alias_ids), 3)
        client.sudo().name = f"{BLACK} {client.id}"  # erased
        self.assertEqual(len(client.alias_ids), 3)

    def test_one_rare_word_finds_who_is_called_so(self):
        client = self.make_client(
            "Osterleigh Marine Holdings Ltd", manager=self.manager
        )
        self.make_person(client, "John Quornwood", "owner")
        for name in ("Osterleigh", "Quornwood"):
            with self.subTest(name=name):
                self.assertTrue(self.found(self.ask(self.manager, name)))

    def test_another_family_with_the_same_given_name_is_no_hit(self):
        self.make_person(self.harbour, "王小明", "owner")
        self.assertFalse(self.ask(self.manager2, "李小明").hit_count)
        self.assertTrue(self.ask(self.manager2, "汪小明").hit_count)

    def test_what_is_no_name_is_told_and_does_not_stop_the_others(self):
        check = self.ask(self.lawyer, "★★★", "Harbour Trading Limited", "Nobody Knows")
        self.assertTrue(check.hit_count)
        self.assertIn("★★★", check.gap_text)
        self.assertIn("★★★", check.looked_text)
        for form in ("有限公司", "Co., Ltd."):
            self.assertEqual(self.ask(self.lawyer, form).line_ids.gap, "unreadable")
        alone = self.ask(self.lawyer, "★★★")
        self.assertEqual((alone.light, alone.hit_count), ("partial", 0))
        with self.assertRefused(UserError, "cannot be read as a name"):
            alone.action_clear()

    def test_what_was_cut_is_cleared_with_a_reason_alone(self):
        for number in range(60):
            self.flood("Harbour Trading Ltd", name=f"Supply contract {number}")
        check = self.ask(self.lawyer, "Harbour Trading Limited")
        judge = check.with_user(self.manager)
        judge.hit_ids.action_assess("none", "One witness of many")
        with self.assertRefused(UserError, "not complete"):
            judge.action_clear()
        judge.reason = "All of them are one witness"
        judge.action_clear()
        self.assertEqual(check.state, "cleared")

    def test_a_party_has_a_name_that_can_be_searched(self):
        engagement = self.draft(self.manager)
        for name, refusal in (
            ("Harbour " * 40, "too many"),
            ("Har\u200bbour", "nobody sees"),
            ("\u202egnidarT", "direction"),
            ("★★★", "no letter"),
        ):
            with self.subTest(name=name):
                with self.assertRefused(ValidationError, refusal):
                    engagement.party_ids.name = name
                with self.assertRefused(ValidationError, refusal):
                    engagement.party_ids.other_names = f"Good Name\n{name}"

    def test_a_party_from_before_with_no_name_to_search_stops_no_other(self):
        engagement = self.draft(self.manager)
        for name in ("\u200b\u200b", "x" * 400):
            self.env.cr.execute(
                "UPDATE law_engagement_party SET name = %s WHERE engagement_id = %s",
                [name, engagement.id],
            )
            self.env.invalidate_all()
            self.env["law.conflict.name"]._mark("party", engagement.party_ids.ids)
            check = engagement._run_conflict_check()
            self.assertEqual(set(check.line_ids.mapped("gap")), {False, "unreadable"})

    def test_what_was_looked_through_tells_no_numbers(self):
        check = self.ask(self.outsider, "Nobody Knows Ltd")
        self.assertIn("Clients", check.looked_text)
        self.assertNotRegex(check.looked_text, r"\d")
        self.assertNotIn("looked_through", check.fields_get())
        with self.assertRaises(Exception):  # noqa: B017 - refused one way or another
            check.read(["looked_through"])

    def test_two_thousand_parties_are_asked_in_few_queries(self):
        engagement = self.flood(*(f"Party {n} Whatever" for n in range(80)))
        check = self.env["law.conflict.check"].create({"engagement_id": engagement.id})
        check._take_names()
        index = self.env["law.conflict.name"].sudo()
        asked = [(line.name, line.number) for line in check.line_ids]
        with self.assertQueryCount(24):
            index._find_all(self.company_a, asked)


@tagged("post_install", "-at_install", "s22", "s26")
class TestConflictRace(ConflictCase):
    """Whoever opens an engagement sees the party that somebody adds just then."""

    def test_opening_and_adding_a_party_hold_the_engagement(self):
        engagement = self.draft(self.lawyer)
        held = []
        self.patch(
            type(engagement), "_hold_parties", lambda self: held.append(self.ids)
        )
        self.patch(type(engagement), "_conflict_gaps", lambda self: [])
        engagement.party_ids = [Command.create({"name": "Copper Works Ltd"})]
        engagement.party_ids[0].name = "Tin Works Ltd"
        engagement.action_open()
        self.assertEqual(held, [engagement.ids] * 3)

    def test_adding_assessing_and_deciding_hold_the_check(self):
        held = []
        check = self.env["law.conflict.check"].with_user(self.lawyer).create({})
        hold = type(check)._hold

        def noted(checks):
            held.append(checks.ids)
            return hold(checks)

        self.patch(type(check), "_hold", noted)
        line = {"check_id": check.id, "name": "Harbour Trading Limited"}
        line = self.env["law.conflict.line"].with_user(self.lawyer).create(line)
        line.name = "Harbour Trading Ltd"
        check.action_search()
        judge = check.with_user(self.manager)
        judge.hit_ids.action_assess("none", "One name of many")
        judge.action_clear()
        self.assertEqual(held, [check.ids] * 5)

    def test_of_two_at_once_the_second_begins_anew(self):
        """In a table of the same name: what a test enters, no other connection sees."""
        place = db_connect(self.env.cr.dbname)
        with closing(place.cursor()) as cr:
            cr.execute("CREATE SCHEMA race")
            cr.execute(
                "CREATE TABLE race.law_engagement AS SELECT 1 AS id, '' AS state"
            )
            cr.commit()  # pylint: disable=invalid-commit
        self.addCleanup(self._dropped, place)
        with closing(place.cursor()) as one, closing(place.cursor()) as two:
            for cr in (one, two):
                cr.execute("SET search_path = race, public; SELECT 1")
                cr.execute("SELECT count(*) FROM law_engagement")
            self._hold(one)
            refused = []

            def second():
                try:
                    self._hold(two)
                except errors.SerializationFailure as error:
                    refused.append(error)

            waiting = threading.Thread(target=second)
            with mute_logger("odoo.sql_db"):
                waiting.start()
                waiting.join(0.5)
                self.assertTrue(waiting.is_alive(), "the second one waits")
                one.commit()
                waiting.join(10)
            two.rollback()
            self.assertEqual(len(refused), 1)

    def _hold(self, cr):
        self.env(cr=cr)["law.engagement"].browse(1)._hold_parties()

    def _dropped(self, place):
        with closing(place.cursor()) as cr:
            cr.execute("DROP SCHEMA race CASCADE")
            cr.commit()  # pylint: disable=invalid-commit
