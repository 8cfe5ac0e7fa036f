from pathlib import Path

from openpyxl import load_workbook

from odoo.tests import tagged

from .engagement_common import EngagementCase

ADDON = Path(__file__).parents[2]


@tagged("post_install", "-at_install", "s26")
class TestEngagementImport(EngagementCase):
    """What the firm did before comes in by a file, through the same gates."""

    def _rows(self, model):
        """Return (headings, rows of text) of the model's template."""
        template = self.env[model].get_import_templates()[0]["template"]
        path = ADDON / template.removeprefix("/law_firm_client/")
        head, *rows = load_workbook(path).active.iter_rows(values_only=True)
        return head, rows

    def test_each_heading_is_a_field(self):
        for model in ("law.engagement", "law.engagement.fee"):
            head, _rows = self._rows(model)
            for heading in head:
                names = [part.strip() for part in heading.split("/")]
                fields = self.env[model].fields_get(attributes=["string"])
                with self.subTest(model=model, heading=heading):
                    labels = {field["string"] for field in fields.values()}
                    self.assertIn(names[0], labels)

    def test_history_is_imported_as_its_file_says(self):
        service = self.env["law.service"].create({"name": "Quay litigation"})
        Engagement = self.env["law.engagement"].with_user(self.manager)
        result = Engagement.with_context(import_file=True).load(
            [
                "name",
                "client_id",
                "service_id",
                "lead_id",
                "source",
                "state",
                "date_open",
                "date_close",
                "outcome",
                "party_ids/name",
                "party_ids/role",
            ],
            [
                [
                    "Claim",
                    "Harbour Trading Ltd",
                    service.name,
                    self.lawyer.name,
                    "Word of mouth",
                    "Concluded",
                    "2024-03-01",
                    "2024-11-20",
                    "Won",
                    "Other Side Ltd",
                    "Opponent",
                ],
                [*[""] * 9, "Its Bank", "Guarantor"],
            ],
        )
        self.assertFalse([m for m in result["messages"] if m["type"] == "error"])
        engagement = Engagement.browse(result["ids"])
        self.assertEqual(engagement.state, "closed")
        self.assertEqual(engagement.party_ids.mapped("role"), ["opponent", "guarantor"])
        self.assertEqual(engagement.code[:6], "E2024-")

    def test_a_row_that_lacks_something_says_what(self):
        Engagement = self.env["law.engagement"].with_user(self.manager)
        result = Engagement.load(
            ["name", "client_id", "state"],
            [["Claim", "Harbour Trading Ltd", "Under way"]],
        )
        messages = " ".join(message["message"] for message in result["messages"])
        self.assertIn("the lead lawyer", messages)
        self.assertIn("how it came to the firm", messages)
