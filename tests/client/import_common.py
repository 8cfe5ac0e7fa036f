# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
import base64
import csv
import io
import json
import os
import unittest
from pathlib import Path

from ..common import FirmCase

HEADINGS = [
    "客户名称",
    "统一社会信用代码",
    "联系电话",
    "邮箱",
    "法定代表人",
    "成立日期",
]
# A number of a company that does not exist, with a true check digit.
NUMBER, OTHER_NUMBER = "91110105TD6MFRER1E", "91510107JYAQUTJGCJ"


def shared_cards():
    """Return the folder of the shared card files."""
    folder = Path(os.environ.get("LAW_FIRM_CLIENT_DATA", "")) / "cards"
    if not (folder / "answer_key.json").is_file():
        raise unittest.SkipTest("LAW_FIRM_CLIENT_DATA names no folder with cards/")
    return folder


class ImportCase(FirmCase):
    """The firm, and card files made by each test."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        china = cls.env.ref("base.cn")
        (cls.company_a | cls.company_b).country_id = china
        cls.company_a.currency_id = cls.env.ref("base.CNY")

    def _import(self, content, filename="cards.csv", user=None):
        """Return an import of `content` by the client manager, its file chosen."""
        user = user or self.manager
        return (
            self.env["law.client.import"]
            .with_user(user)
            .with_company(user.company_id)
            .create({"file": base64.b64encode(content), "filename": filename})
        )

    def _checked(self, content, filename="cards.csv", user=None):
        """Return an import that shows its report."""
        record = self._import(content, filename, user)
        record.action_read_columns()
        record.action_check()
        self.assertEqual(record.state, "report", record.message)
        return record

    def _csv(self, *rows, headings=None):
        """Return a text file with the headings and the rows."""
        text = io.StringIO()
        csv.writer(text).writerows([headings or HEADINGS, *rows])
        return text.getvalue().encode()

    def _shared(self, filename):
        return (shared_cards() / filename).read_bytes()

    def _answer_key(self):
        return json.loads((shared_cards() / "answer_key.json").read_text("utf-8"))

    def _row(self, record, name):
        return record.row_ids.filtered(lambda row: row.name == name)

    def _problems(self, record):
        """Return {(row number, code)} of all problems but notes."""
        found = record.problem_ids.filtered(lambda p: p.severity != "note")
        return {(problem.number, problem.code) for problem in found}
