import base64

from odoo import models

from ...tools.cards.bad_rows import write_bad_rows

BATCH = 1000


class LawClientImport(models.Model):
    _inherit = "law.client.import"

    def action_download_bad_rows(self):
        """Give the rows with errors as a workbook, to correct and import again."""
        self.ensure_one()
        if self.state == "report":
            self._write_bad_file()
        return {
            "type": "ir.actions.act_url",
            "target": "self",
            "url": f"/web/content/{self._name}/{self.id}/bad_file"
            f"?download=true&filename_field=bad_filename",
        }

    def _write_bad_file(self):
        """Put the rows that are not imported, with their problems, into a workbook."""
        sheets = []
        for sheet, columns in self.column_ids.grouped("sheet").items():
            domain = [
                ("import_id", "=", self.id),
                ("sheet", "=", sheet),
                "|",
                ("outcome", "=", "left_out"),
                ("has_error", "=", True),
            ]
            if self.env["law.client.import.row"].search_count(domain, limit=1):
                headings = [c.heading or "" for c in columns.sorted("position")]
                name = columns[0].sheet_name or self.env._("Cards")
                sheets.append((name, headings, self._bad_rows(domain)))
        heading = self.env._("What is wrong")
        content = bool(sheets) and base64.b64encode(write_bad_rows(sheets, heading))
        self._stamp({"bad_file": content})

    def _bad_rows(self, domain):
        """Yield cells and problems of the rows, a batch at a time."""
        Row = self.env["law.client.import.row"]
        offset = 0
        while rows := Row.search(domain, offset=offset, limit=BATCH):
            offset += len(rows)
            for row in rows:
                yield row.cells, row.problem_text
            self.env.invalidate_all()
