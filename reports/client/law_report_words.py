from itertools import zip_longest

from odoo import api, fields, models
from odoo.tools import format_amount, format_date, formatLang

from ...models.client.listed import listed
from ...tools.pieces import pieces

# Letter-heads that reach below the top margin of Odoo's paper formats: height in mm.
TALL_LETTERHEADS = {"web.external_layout_folder": 64}
FULL, EMPTY = "●", "○"
# Columns of text in a piece that fills a third of the page's width.
CELL = 190


class LawReportWords(models.AbstractModel):
    """How the firm's papers put values into words, in the language of the reader."""

    _name = "law.report.words"
    _description = "Words on the Firm's Papers"

    @api.model
    def _label(self, model, name):
        """Return the label of a field in the reader's language."""
        return self.env["ir.model.fields"].get_field_string(model)[name]

    @api.model
    def _choice(self, record, name):
        """Return the label of what is chosen in a selection field."""
        return dict(record._fields[name]._description_selection(self.env)).get(
            record[name], ""
        )

    @api.model
    def _word(self, record, name):
        """Return the value of a field as text; nothing known is an empty text."""
        field, value = record._fields[name], record[name]
        if not value:
            return ""
        if field.type == "date":
            return format_date(self.env, value)
        if field.type == "selection":
            return self._choice(record, name)
        if field.type == "monetary":
            currency = record[field.get_currency_field(record)]
            return format_amount(self.env, value, currency, trailing_zeroes=False)
        if field.type in ("float", "integer"):
            return formatLang(self.env, value, digits=0)
        if field.type == "many2one":
            return self._name_of(record, name)
        if field.relational:
            return listed(self.env, value.mapped("display_name"))
        return value

    @api.model
    def _name_of(self, record, name):
        """Return the name of a linked record: as in a list, the name and no more."""
        value = record._fields[name].convert_to_read(record[name], record)
        return value[1] if value else ""

    @api.model
    def _moment(self, moment):
        """Return a moment as day and time where the reader is."""
        if not moment:
            return ""
        here = self.with_context(tz=self.env.user.tz)
        local = fields.Datetime.context_timestamp(here, moment)
        return f"{format_date(self.env, local.date())} {local:%H:%M}"

    @api.model
    def _rows(self, record, names, labels=None):
        """Return [(label, text)] of those of the named fields that hold something.

        :param labels: {field name: label}, where the paper says it in other words
        """
        words = [(name, self._word(record, name)) for name in names]
        return [
            ((labels or {}).get(name) or self._label(record._name, name), word)
            for name, word in words
            if word
        ]

    @api.model
    def _texts(self, record, names):
        """Return [(label, pieces of text)]: rows that a page may break between."""
        return [(label, pieces(text)) for label, text in self._rows(record, names)]

    @api.model
    def _beside(self, *texts):
        """Return texts that stand beside each other, as rows of pieces."""
        columns = [pieces(text, CELL) for text in texts]
        return list(zip_longest(*columns, fillvalue="")) or [("",) * len(texts)]

    @api.model
    def _dots(self, rating):
        """Return a rating of one to five as dots that also black and white shows."""
        return FULL * int(rating or 0) + EMPTY * (5 - int(rating or 0))

    @api.model
    def _period(self, date_from, date_to):
        """Return the time between two days, each of which may be unknown."""
        if not date_from and not date_to:
            return ""
        first = format_date(self.env, date_from) if date_from else "…"
        last = format_date(self.env, date_to) if date_to else ""
        return f"{first} – {last}".strip()

    @api.model
    def _term(self, record):
        """Return the time for which a dated record holds."""
        return self._period(record.date_from, record.date_to)

    @api.model
    def _percent(self, share):
        """Return a share in per cent without idle zeros."""
        return f"{share:.2f}".rstrip("0").rstrip(".") + " %"

    @api.model
    def _paper_top(self, companies):
        """Return the margin in mm that a taller letter-head needs, else nothing."""
        layouts = companies.sudo().external_report_layout_id  # the layout of a print
        tall = [
            TALL_LETTERHEADS[key]
            for key in layouts.mapped("key")
            if key in TALL_LETTERHEADS
        ]
        return max(tall, default=None)

    @api.model
    def _printed(self, model, ids):
        """Return (self as the reader, the records, what the pages of each paper need).

        :raises AccessError: unless the reader may read each of the records
        """
        reader = self.sudo(False)  # a caller in sudo prints what its user may read
        records = reader.env[model].browse(ids)
        records.check_access("read")
        frame = {
            "doc_ids": records.ids,
            "doc_model": records._name,
            "docs": records,
            **reader._paper_frame(records.company_id or reader.env.company),
        }
        return reader, records, frame

    @api.model
    def _paper_frame(self, companies):
        """Return what each page of a paper bears: the mark, below the letter-head."""
        top = self._paper_top(companies)
        return {
            "mark": self._paper_mark(),
            "data_report_margin_top": top,
            "data_report_header_spacing": top,
        }

    @api.model
    def _paper_mark(self):
        """Return who prints now, as it stands across every page."""
        here = self.with_context(tz=self.env.user.tz)
        now = fields.Datetime.context_timestamp(here, fields.Datetime.now())
        return {
            "reader": self.env.user.name,
            "time": now.strftime("%Y-%m-%d %H:%M"),
        }
