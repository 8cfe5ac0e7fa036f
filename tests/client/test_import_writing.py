# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
import base64
import io

import openpyxl

from odoo.exceptions import UserError
from odoo.tests import tagged

from .import_common import NUMBER, ImportCase

ROW = [
    "客户甲有限公司",
    NUMBER,
    "010-65529988",
    "a@example.com",
    "张三",
    "2021年3月5日",
]


@tagged("post_install", "-at_install", "s17", "s18", "s20", "s21", "s22")
class TestImportWriting(ImportCase):
    """What an import writes, and what it leaves alone."""

    def _imported(self, content, filename="cards.csv", **options):
        record = self._checked(content, filename)
        record.write(options)
        record.action_import()
        self.assertEqual(record.state, "done", record.message)
        return record

    def test_a_row_becomes_a_client_with_all_that_it_says(self):
        headings = [
            "客户名称", "信用代码", "法定代表人", "股东", "注册资本（万元）",
            "成立日期", "电话", "地址", "行业", "建立关系时间", "法人爱好",
            "备注", "曾用名", "员工人数",
        ]  # fmt: skip
        row = [
            "客户甲有限公司", NUMBER, "张三", "张三（60%）、李四(40%)", "300",
            "二〇二一年三月五日", "010-65529988", "杭州市西湖路1号", "制造业",
            "2022-01-02", "钓鱼", "老客户\n重要", "旧名公司", "120",
        ]  # fmt: skip
        record = self._imported(self._csv(row, headings=headings))
        client = record.client_ids
        self.assertRecordValues(
            client,
            [
                {
                    "name": "客户甲有限公司",
                    "company_registry": NUMBER,
                    "registered_capital": 3_000_000,
                    "phone": "+86 10 6552 9988",
                    "city": "杭州市",
                    "street": "西湖路1号",
                    "industry_id": self.env.ref("base.res_partner_industry_C").id,
                    "employee_count": 120,
                    "company_id": self.company_a.id,
                    "manager_id": self.manager.id,
                    "state": "prospect",
                    "active": True,
                }
            ],
        )
        self.assertEqual(str(client.registered_on), "2021-03-05")
        self.assertEqual(str(client.client_since), "2022-01-02")
        self.assertIn("老客户", client.cooperation_note)
        self.assertEqual(client.alias_ids.mapped("kind"), ["former"])
        leader, owner = client.person_ids.sorted("name")
        self.assertEqual(leader.name, "张三")
        self.assertEqual(owner.name, "李四")
        self.assertEqual(owner.position_ids.share, 40)
        self.assertEqual(
            set(leader.position_ids.mapped("role")), {"legal_representative", "owner"}
        )
        self.assertTrue(client.partner_id.active and leader.partner_id.active)
        self.assertEqual(leader.parent_id, client.partner_id)

    def test_values_and_facts_keep_their_source(self):
        headings = ["客户名称", "法定代表人", "法人爱好", "电话"]
        row = ["客户甲有限公司", "张三", "钓鱼", "010-65529988"]
        record = self._imported(self._csv(row, headings=headings))
        origin = record.client_ids.provenance["phone"]
        self.assertEqual(origin["source"], "import")
        self.assertEqual(origin["origin"], f"law.client.import,{record.id}")
        self.assertEqual(origin["by"], self.manager.id)
        fact = record.client_ids.person_ids.fact_ids
        self.assertEqual(
            (fact.kind, fact.value, fact.source), ("hobby", "钓鱼", "import")
        )
        self.assertTrue(fact.purpose and fact.legal_basis and fact.review_on)
        self.assertEqual(
            record.client_ids.person_ids.position_ids.mapped("source"), ["import"]
        )

    def test_good_rows_go_in_and_bad_ones_come_back_as_a_file(self):
        record = self._imported(
            self._csv(ROW, ["=cmd|' /C calc'!A0", "", "", "", "", "not a date"])
        )
        self.assertEqual(record.created_count, 1)
        self.assertEqual(record.left_out_count, 1)
        content = io.BytesIO(base64.b64decode(record.bad_file))
        sheet = openpyxl.load_workbook(content).active
        heads, bad = sheet.iter_rows(values_only=True)
        self.assertEqual(heads[-1], "What is wrong")
        self.assertEqual(bad[0], "=cmd|' /C calc'!A0")
        self.assertEqual(sheet["A2"].data_type, "s")
        self.assertIn("is not a day of the calendar", bad[-1])

    def test_the_corrected_file_of_bad_rows_can_be_imported(self):
        record = self._imported(self._csv(ROW, ["客户乙公司", "", "", "", "", "不详"]))
        content = io.BytesIO(base64.b64decode(record.bad_file))
        book = openpyxl.load_workbook(content)
        book.active["F2"] = "2020-01-01"
        corrected = io.BytesIO()
        book.save(corrected)
        again = self._imported(corrected.getvalue(), "left out.xlsx")
        self.assertEqual(again.client_ids.name, "客户乙公司")

    def test_all_or_nothing_imports_nothing_with_an_error(self):
        record = self._checked(self._csv(ROW, ["客户乙公司", "", "123"]))
        record.mode = "all_or_nothing"
        with self.assertRaisesRegex(UserError, "1 rows have errors"):
            record.action_import()
        self.assertFalse(record.with_context(active_test=False).client_ids)

    def test_the_same_file_again_brings_nothing_new(self):
        content = self._csv(ROW, ["客户乙公司"])
        first = self._imported(content)
        again = self._checked(content)
        self.assertEqual(again.same_file_id, first)
        self.assertEqual(again.to_create_count, 0)
        with self.assertRaisesRegex(UserError, "nothing to import"):
            again.action_import()

    def test_update_fills_empty_fields_and_replaces_nothing(self):
        client = self.env["law.client"].create(
            {
                "name": "客户甲公司",
                "is_company": True,
                "company_id": self.company_a.id,
                "phone": "+86 21 5555 6666",
            }
        )
        self.make_person(client, "张三", "contact")
        record = self._checked(self._csv(ROW))
        self.assertEqual(record.row_ids.match_client_id, client)
        record.choice_ids.decision = "update"
        record.action_import()
        self.assertEqual(record.updated_count, 1)
        self.assertEqual(client.name, "客户甲公司")
        self.assertEqual(client.phone, "+86 21 5555 6666")
        self.assertEqual(client.email, "a@example.com")
        self.assertEqual(client.company_registry, NUMBER)
        self.assertEqual(client.provenance["email"]["source"], "import")
        self.assertEqual(client.person_ids.mapped("name"), ["张三"])
        self.assertEqual(
            set(client.person_ids.position_ids.mapped("role")),
            {"contact", "legal_representative"},
        )

    def test_create_despite_a_duplicate(self):
        record = self._checked(self._csv(["海星公司"], ["海星有限公司"]))
        record.choice_ids.decision = "create"
        record.action_import()
        self.assertEqual(len(record.client_ids), 2)

    def test_a_duplicate_of_a_duplicate_leads_to_the_first(self):
        record = self._checked(
            self._csv(
                ["海星公司", "", "", "a@example.com"],
                ["海星有限公司", "", "010-65529988"],
                ["另一家企业", "", "010-65529988", "", "李四"],
            )
        )
        record.row_ids.filtered("match_kind").write({"decision": "update"})
        record.action_import()
        client = record.client_ids
        self.assertEqual(client.name, "海星公司")
        self.assertEqual(client.phone, "+86 10 6552 9988")
        self.assertEqual(client.person_ids.name, "李四")

    def test_a_client_entered_since_the_report_is_not_entered_twice(self):
        record = self._checked(self._csv(ROW, ["客户乙公司"]))
        self.env["law.client"].create(
            {
                "name": "别的名字",
                "company_registry": NUMBER,
                "company_id": self.company_a.id,
            }
        )
        record.action_import()
        self.assertEqual(record.client_ids.name, "客户乙公司")
        problem = record.problem_ids.filtered(lambda p: p.code == "late_duplicate")
        self.assertIn("别的名字", problem.message)

    def test_people_of_a_second_sheet_join_their_client(self):
        book = openpyxl.Workbook()
        book.active.append(["客户名称", "法定代表人"])
        book.active.append(["客户甲有限公司", "张三"])
        people = book.create_sheet("关键人员")
        people.append(["客户名称", "姓名", "角色", "学历", "手机"])
        people.append(["客户甲有限公司", "张三", "法定代表人", "硕士", 13800000000])
        people.append(["客户甲有限责任公司", "王五", "财务总监", "", ""])
        people.append(["Harbour Trading Limited", "Li Six", "Owner", "", ""])
        people.append(["没有的公司", "赵七", "", "", ""])
        content = io.BytesIO()
        book.save(content)
        record = self._checked(content.getvalue(), "cards.xlsx")
        self.assertEqual(self._problems(record), {(5, "client_unknown")})
        record.action_import()
        client = record.client_ids
        self.assertEqual(set(client.person_ids.mapped("name")), {"张三", "王五"})
        leader = client.person_ids.filtered(lambda p: p.name == "张三")
        self.assertEqual(leader.fact_ids.mapped("value"), ["硕士"])
        self.assertEqual(leader.position_ids.mapped("role"), ["legal_representative"])
        self.assertIn("Li Six", self.harbour.person_ids.mapped("name"))

    def test_address_cards_of_one_organisation_become_one_client(self):
        cards = "".join(
            f"BEGIN:VCARD\nVERSION:4.0\nFN:{name}\nORG:海星有限公司\nEND:VCARD\n"
            for name in ("张三", "李四")
        )
        cards += "BEGIN:VCARD\nVERSION:3.0\nFN:王五\nTEL:010-65529988\nEND:VCARD\n"
        record = self._imported(cards.encode(), "contacts.vcf")
        company = record.client_ids.filtered("is_company")
        self.assertEqual(set(company.person_ids.mapped("name")), {"张三", "李四"})
        person = record.client_ids - company
        self.assertEqual((person.name, person.is_company), ("王五", False))

    def test_active_clients_where_the_card_allows(self):
        headings = [
            "客户名称",
            "信用代码",
            "法人",
            "地址",
            "电话",
            "客户性质",
            "建立关系时间",
        ]
        row = [
            "客户甲有限公司",
            NUMBER,
            "张三",
            "杭州市西湖路1号",
            "010-65529988",
            "",
            "2020-1-1",
        ]
        record = self._imported(
            self._csv(row, ["客户乙公司"], headings=headings),
            activate=True,
            liaison_id=self.lawyer.id,
        )
        states = {client.name: client.state for client in record.client_ids}
        self.assertEqual(states, {"客户甲有限公司": "active", "客户乙公司": "prospect"})
        self.assertEqual(record.client_ids.liaison_id, self.lawyer)

    def test_a_row_that_the_database_refuses_does_not_stop_the_others(self):
        record = self._checked(self._csv(ROW, ["客户乙公司"], ["客户丙公司"]))
        refuse = type(self.env["law.client"])._compute_name_key

        reason = "Not this one."

        def compute(clients):
            if "客户乙公司" in clients.mapped("name"):
                raise UserError(reason)
            return refuse(clients)

        self.patch(type(self.env["law.client"]), "_compute_name_key", compute)
        record.action_import()
        self.assertEqual(set(record.client_ids.mapped("name")), {ROW[0], "客户丙公司"})
        problem = record.problem_ids.filtered(lambda p: p.code == "refused")
        self.assertIn(reason, problem.message)

    def test_an_import_that_brought_clients_stays_on_record(self):
        record = self._checked(self._csv(["客户甲有限公司"]))
        record.action_import()
        with self.assertRefused(UserError, "stays on record"):
            record.with_user(self.manager).unlink()
        unused = self._checked(self._csv(["客户乙有限公司"]))
        unused.with_user(self.manager).unlink()

    def test_shared_address_cards_and_registry(self):
        contacts = self._imported(self._shared("contacts.vcf"), "contacts.vcf")
        self.assertEqual(len(contacts.client_ids), 60)
        self.assertEqual(len(contacts.client_ids.person_ids), 60)
        name = "la_active_businesses.csv"
        registry = self._imported(self._shared(name), name)
        self.assertEqual(registry.created_count + registry.skipped_count, 498)
        self.assertEqual(registry.error_count, 0)

    def test_shared_cards_with_key_people(self):
        key = self._answer_key()["client_cards_bilingual.xlsx"]
        name = "client_cards_bilingual.xlsx"
        record = self._imported(self._shared(name), name)
        self.assertEqual(record.person_count, key["people"])
        expected = key["rows"] - len(key["problems"]) - len(key["duplicates"])
        self.assertEqual(len(record.client_ids), expected)
        told = record.client_ids.person_ids.fact_ids.mapped("kind")
        self.assertLessEqual({"education", "personality", "family"}, set(told))
