# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from odoo.exceptions import UserError
from odoo.tests import tagged

from .import_common import NUMBER, OTHER_NUMBER, ImportCase


@tagged("post_install", "-at_install", "s17", "s45")
class TestImportReport(ImportCase):
    """The report on a card file: what it says before anything is written."""

    def _client(self, **values):
        return self.env["law.client"].create(
            {"is_company": True, "company_id": self.company_a.id, **values}
        )

    # === COLUMNS ===

    def test_columns_are_recognised_in_chinese_and_english(self):
        content = self._csv(
            ["Acme Ltd", "x", "2020-01-01"],
            headings=["客户名称 Client", "Nickname of the cat", "Date established"],
        )
        record = self._import(content)
        record.action_read_columns()
        self.assertEqual(record.state, "columns")
        self.assertEqual(
            record.card_column_ids.mapped("card_meaning"),
            ["name", False, "registered_on"],
        )
        self.assertEqual(
            record.card_column_ids.mapped("origin"),
            ["recognised", "unknown", "recognised"],
        )

    def test_what_the_user_chose_is_remembered_for_the_company(self):
        content = self._csv(["Acme Ltd", "x"], headings=["Client", "Colour"])
        record = self._import(content)
        record.action_read_columns()
        record.card_column_ids[1].card_meaning = "note"
        self.assertEqual(record.card_column_ids[1].origin, "chosen")
        record.action_check()
        again = self._import(content)
        again.action_read_columns()
        self.assertEqual(again.card_column_ids[1].card_meaning, "note")
        self.assertEqual(again.card_column_ids[1].origin, "remembered")
        elsewhere = self._import(content, user=self.manager_b)
        elsewhere.action_read_columns()
        self.assertFalse(elsewhere.card_column_ids[1].card_meaning)

    def test_a_file_without_a_column_for_the_name_is_not_checked(self):
        record = self._import(self._csv(["a", "b"], headings=["Foo", "Bar"]))
        record.action_read_columns()
        with self.assertRaisesRegex(UserError, "Client name"):
            record.action_check()

    def test_two_columns_cannot_become_the_same(self):
        record = self._import(self._csv(["a", "b"], headings=["Client", "Bar"]))
        record.action_read_columns()
        record.card_column_ids.card_meaning = "name"
        with self.assertRaisesRegex(UserError, "Leave one of them out"):
            record.action_check()

    def test_a_hostile_file_is_refused_with_a_reason(self):
        for content, filename, reason in (
            (b"", "a.csv", "empty"),
            (b"\x00\x01\x02" * 50, "a.csv", "neither a workbook nor a text"),
            (self._csv(["a"]), "a.xlsx", "ends in .xlsx"),
            (self._csv(["x"] * 10_000), "a.csv", "columns"),
            (b"<html><body>", "a.xls", "web page"),
        ):
            record = self._import(content or b" ", filename)
            with self.subTest(filename), self.assertRaisesRegex(UserError, reason):
                record.action_read_columns()

    def test_numbers_of_a_chinese_file_are_chinese_at_a_foreign_company(self):
        self.company_a.country_id = self.env.ref("base.us")
        record = self._checked(self._csv(["客户甲公司", "", "010-65529988"]))
        self.assertEqual(record.country_id.code, "CN")
        self.assertFalse(record.problem_ids)

    # === PROBLEMS ===

    def test_every_problem_is_told_with_row_and_column(self):
        record = self._checked(
            self._csv(
                [
                    "客户甲公司",
                    NUMBER,
                    "010-65529988",
                    "a@example.com",
                    "张三",
                    "2021年3月5日",
                ],
                ["　", "", "", "", "", ""],
                ["客户乙公司", NUMBER[:-1] + "0", "123", "nobody", "", "2019年2月30日"],
                ["", "", "010-65529988", "", "", ""],
                ["客户丙公司", "", "１３８００００００００", "", "", "36526"],
            )
        )
        self.assertEqual(
            self._problems(record),
            {(4, "bad_code"), (4, "bad_phone"), (4, "bad_email"), (4, "bad_date"),
             (5, "no_name")},
        )  # fmt: skip
        self.assertEqual(record.error_count, 2)
        self.assertEqual(record.card_count, 4)
        date = record.problem_ids.filtered(lambda p: p.code == "bad_date")
        self.assertEqual((date.heading, date.value), ("成立日期", "2019年2月30日"))
        self.assertIn("“2019年2月30日” is not a day of the calendar", date.message)
        notes = record.problem_ids.filtered(lambda p: p.severity == "note")
        self.assertEqual(set(notes.mapped("code")), {"full_width", "excel_serial"})

    def test_every_problem_has_a_sentence(self):
        record = self._checked(self._csv(["客户甲公司"]))
        Problem = self.env["law.client.import.problem"]
        for code, _label in Problem._fields["code"].selection:
            problem = Problem.create(
                {
                    "import_id": record.id,
                    "row_id": record.row_ids.id,
                    "number": 2,
                    "code": code,
                    "severity": "error",
                    "value": "100 %",
                    "details": {"reason": "checksum"} if code == "bad_code" else None,
                }
            )
            self.assertTrue(problem.with_user(self.manager).message, code)

    def test_problems_are_counted_by_kind_and_column(self):
        record = self._checked(
            self._csv(
                ["甲公司", "", "1"], ["乙公司", "", "2"], ["", "", ""], ["丙公司"]
            )
        )
        tally = record.tally_ids
        self.assertEqual(
            [(t.code, t.heading, t.problem_count) for t in tally],
            [("bad_phone", "联系电话", 2)],
        )
        action = tally.action_open()
        found = self.env["law.client.import.problem"].search(action["domain"])
        self.assertEqual(found.mapped("number"), [2, 3])

    def test_nothing_is_written_by_the_report(self):
        before = self.env["law.client"].with_context(active_test=False).search_count([])
        self._checked(self._csv(["客户甲公司", NUMBER]))
        after = self.env["law.client"].with_context(active_test=False).search_count([])
        self.assertEqual(before, after)

    # === DUPLICATES ===

    def test_duplicates_inside_the_file(self):
        record = self._checked(
            self._csv(
                ["华为技术有限公司", NUMBER, "010-65529988", "a@example.com"],
                ["别的名字公司", NUMBER],
                ["華為技術 有限責任公司"],
                ["第三个企业", "", "（０１０）６５５２９９８８"],
                ["第四家商行", "", "", "A@example.com"],
            )
        )
        rows = record.row_ids.sorted("number")
        self.assertEqual(
            rows.mapped("match_kind"),
            [False, "registration", "name", "phone", "email"],
        )
        self.assertEqual(rows[1:].match_row_id, rows[0])
        self.assertEqual(rows.mapped("match_score"), [0, 100, 97, 85, 90])
        self.assertEqual(
            rows.mapped("decision"), ["create", "skip", "skip", "create", "skip"]
        )

    def test_duplicates_in_the_database_by_each_key(self):
        by_number = self._client(name="登记公司", company_registry=NUMBER)
        by_name = self._client(name="海星科技有限公司")
        by_email = self._client(name="邮件公司", email="Post@example.com")
        by_phone = self._client(name="电话公司", phone="+86 10 6552 9988")
        by_alias = self._client(name="改名公司")
        by_alias.alias_ids = [(0, 0, {"name": "旧名实业有限公司", "kind": "former"})]
        record = self._checked(
            self._csv(
                ["甲号企业", NUMBER],
                ["海星科技有限责任公司"],
                ["乙号企业", "", "", "post@example.com"],
                ["丙号企业", "", "010-65529988"],
                ["旧名实业股份有限公司"],
                ["丁号企业", OTHER_NUMBER],
            )
        )
        rows = record.row_ids.sorted("number")
        self.assertEqual(
            rows[:5].match_client_id,
            by_number | by_name | by_email | by_phone | by_alias,
        )
        self.assertEqual(rows[0].match_kind, "registration")
        self.assertFalse(rows[5].match_kind)

    def test_similar_names_are_found_with_their_likeness(self):
        self._client(name="Northumberland Harbour Logistics Ltd")
        record = self._checked(
            self._csv(
                ["Northumberland Harbor Logistics Limited"],
                ["Northumberland Harbour Law Society"],
            )
        )
        self.assertTrue(record.names_compared)
        first, second = record.row_ids.sorted("number")
        self.assertEqual(first.match_kind, "similar")
        self.assertGreater(first.match_score, 88)
        self.assertEqual(second.match_kind, False)

    def test_similar_names_with_different_numbers_are_two_companies(self):
        self._client(
            name="Northumberland Harbour Logistics Ltd", company_registry=NUMBER
        )
        record = self._checked(
            self._csv(["Northumberland Harbor Logistics", OTHER_NUMBER])
        )
        self.assertFalse(record.row_ids.match_kind)

    def test_clients_of_another_company_are_no_duplicates(self):
        self._client(
            name="海星科技有限公司",
            company_registry=NUMBER,
            company_id=self.company_b.id,
        )
        record = self._checked(self._csv(["海星科技有限公司", NUMBER]))
        self.assertFalse(record.row_ids.match_kind)

    def test_a_good_row_is_not_the_duplicate_of_a_bad_one(self):
        record = self._checked(
            self._csv(
                ["海星科技有限公司", "", "", "", "", "not a date"],
                ["海星科技有限责任公司"],
            )
        )
        bad, good = record.row_ids.sorted("number")
        self.assertFalse(good.match_kind)
        self.assertEqual(bad.match_row_id, good)

    def test_decisions_for_a_kind_and_for_a_row(self):
        record = self._checked(
            self._csv(["海星公司"], ["海星有限公司"], ["海星股份公司"], ["孤星公司"])
        )
        choice = record.choice_ids
        self.assertEqual(
            (choice.match_kind, choice.place, choice.row_count, choice.decision),
            ("name", "file", 2, "skip"),
        )
        choice.decision = "update"
        second, third = record.row_ids.sorted("number")[1:3]
        self.assertEqual((second | third).mapped("decision"), ["update"] * 2)
        third.action_skip()
        self.assertEqual(record.choice_ids.decision, "mixed")
        with self.assertRaisesRegex(UserError, "nothing to update"):
            self._row(record, "孤星公司").action_update()

    def test_without_trigrams_the_report_says_so(self):
        self.patch(
            type(self.env["law.client.import"]), "_trigrams_work", lambda self: False
        )
        record = self._checked(self._csv(["海星公司"], ["海星有限公司"]))
        self.assertFalse(record.names_compared)
        self.assertEqual(record.duplicate_count, 1)

    # === THE SHARED FILES ===

    def test_shared_files_against_what_is_planted_in_them(self):
        key = self._answer_key()
        for filename in ("客户资料卡.csv", "client_cards_bilingual.xlsx"):
            record = self._checked(self._shared(filename), filename)
            cards = record.row_ids.filtered(lambda r: r.kind == "card").sorted("number")
            data_row = {row: number for number, row in enumerate(cards, 1)}
            problems = {
                str(data_row[row]): problem.code
                for row in cards
                for problem in row.problem_ids
                if problem.severity == "error"
            }
            duplicates = {
                str(data_row[row]): data_row[row.match_row_id]
                for row in cards
                if row.match_kind and not row.has_error
            }
            planted = key[filename]["duplicates"]
            with self.subTest(filename):
                self.assertEqual(len(cards), key[filename]["rows"])
                self.assertEqual(problems, key[filename]["problems"])
                self.assertEqual(
                    duplicates, {row: other["of"] for row, other in planted.items()}
                )
