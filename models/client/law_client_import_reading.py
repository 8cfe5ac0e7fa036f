import base64
import hashlib
import io
from collections import defaultdict

from odoo import fields, models
from odoo.exceptions import UserError

from ...tools.cards.fields import CARD, PERSON, REQUIRED
from ...tools.cards.headings import fingerprint, recognise
from ...tools.cards.problems import ERROR, WARNING
from ...tools.cards.reading import open_cards
from ...tools.cards.refusal import FileRefused
from ...tools.cards.tables import country_of, options_for, read_frame
from ...tools.names import fold
from .law_client_import_texts import REFUSALS
from .listed import listed

BATCH = 1000


class LawClientImport(models.Model):
    _inherit = "law.client.import"

    def _content(self):
        """Return the file as bytes."""
        self.ensure_one()
        return base64.b64decode(self.with_context(bin_size=False).file or b"")

    def _open(self):
        """Open the file for reading.

        :raises UserError: saying why the file is refused, and what to do
        """
        try:
            return open_cards(io.BytesIO(self._content()), self.filename or "")
        except FileRefused as refused:
            raise UserError(self._refusal_text(refused)) from refused

    def _refusal_text(self, refused):
        template = self.env._(REFUSALS[refused.code])
        return template % defaultdict(str, refused.details)

    # === COLUMNS ===

    def _recognise_columns(self):
        """List the columns of the file and propose what each of them means."""
        self.ensure_one()
        opened = self._open()
        values = []
        for sheet in opened.sheets:
            if sheet.kind in (CARD, PERSON):
                values += self._column_values(sheet)
        self._replace_columns(values)
        left_out = [s.name for s in opened.sheets if s.kind not in (CARD, PERSON)]
        country = country_of(opened.sheets, self._default_country_id().code)
        self._stamp(
            {
                "country_id": self._country(country).id,
                "file_sha256": hashlib.sha256(self._content()).hexdigest(),
                "ignored_sheets": ", ".join(left_out),
                "state": "columns",
                "message": False,
            }
        )

    def _replace_columns(self, values):
        """Put these columns in the place of those that were there before."""
        self.check_access("write")
        # sudo: columns are read from the file, not entered; the access was checked
        self.column_ids.sudo().unlink()
        self.env["law.client.import.column"].sudo().create(values)

    def _column_values(self, sheet):
        """Return the values of the columns of a sheet, as remembered or recognised."""
        Mapping = self.env["law.client.import.mapping"]
        print_ = fingerprint(sheet.headings, sheet.kind)
        remembered = Mapping._recall(self.company_id, print_)
        recognised = {
            position: guess.field
            for position, guess in enumerate(recognise(sheet.headings, sheet.kind))
            if guess
        }
        proposed = remembered or recognised
        name = "card_meaning" if sheet.kind == CARD else "person_meaning"
        return [
            {
                "import_id": self.id,
                "sheet": sheet.number,
                "sheet_name": sheet.name,
                "kind": sheet.kind,
                "position": position,
                "heading": heading,
                "sample": self._sample(sheet, position),
                name: proposed.get(position),
                "proposed": proposed.get(position),
                "remembered": bool(remembered),
            }
            for position, heading in enumerate(sheet.headings)
        ]

    def _sample(self, sheet, position):
        """Return the first three different cells of a column."""
        cells = (row[position].strip() for row in sheet.sample if position < len(row))
        return " · ".join(list(dict.fromkeys(filter(None, cells)))[:3])[:100]

    def _check_columns(self):
        """Raise unless the columns say at least whose cards these are."""
        labels = self.env["law.client.import.column"]._meaning_labels()
        for _sheet, columns in self.column_ids.grouped("sheet").items():
            kind, name = columns[0].kind, columns[0].sheet_name
            meanings = [column._meaning() for column in columns if column._meaning()]
            if not meanings and kind == PERSON:
                continue
            twice = {m for m in meanings if meanings.count(m) > 1}
            missing = [m for m in REQUIRED[kind] if m not in meanings]
            if twice:
                raise UserError(
                    self.env._(
                        "Two columns of the sheet “%(sheet)s” are to become "
                        "“%(meaning)s”. Leave one of them out.",
                        sheet=name,
                        meaning=listed(
                            self.env, [labels[kind, m] for m in sorted(twice)]
                        ),
                    )
                )
            if missing:
                wanted = listed(self.env, [labels[kind, m] for m in missing])
                raise UserError(self._missing_column_text(name, wanted))

    def _missing_column_text(self, sheet, meaning):
        """Return what to do where no column says whose cards the sheet has."""
        if sheet:
            return self.env._(
                "No column of the sheet “%(sheet)s” becomes “%(meaning)s”. "
                "Choose it, or leave all columns of the sheet out.",
                sheet=sheet,
                meaning=meaning,
            )
        return self.env._(
            "No column of the file becomes “%(meaning)s”. Choose it below. The first "
            "row must hold headings: if it is a client already, add headings above it "
            "and choose the file again.",
            meaning=meaning,
        )

    def _remember_columns(self):
        """Keep what the columns mean for the next file with these headings."""
        Mapping = self.env["law.client.import.mapping"]
        for _sheet, columns in self.column_ids.grouped("sheet").items():
            headings = [column.heading or "" for column in columns.sorted("position")]
            Mapping._remember(
                self.company_id,
                fingerprint(headings, columns[0].kind),
                columns._mapping(),
            )

    # === ROWS ===

    def _steps_reading(self):
        """Read the rows into the staging table; yield how many after each batch.

        What was read before an interruption is skipped.
        """
        opened = self._open()
        sheets = self._sheets_to_read(opened)
        total = sum(opened.count(sheet) for sheet in sheets)
        self._stamp({"progress_total": total})
        for order, sheet in enumerate(sheets):
            if order < self.read_sheet:
                continue
            columns = self.column_ids.filtered(lambda c, s=sheet: c.sheet == s.number)
            mapping = columns._mapping()
            options = options_for(sheet, mapping, **self._reading_options())
            after = self.read_row if order == self.read_sheet else 0
            try:
                for frame in opened.frames(sheet, after, BATCH):
                    readings = list(read_frame(frame, sheet.kind, mapping, options))
                    self._stage(sheet, readings)
                    self._stamp({"read_sheet": order, "read_row": readings[-1].number})
                    yield len(readings)
            except FileRefused as refused:
                raise UserError(self._refusal_text(refused)) from refused

    def _sheets_to_read(self, opened):
        """Return the sheets of which something is wanted, cards before people."""
        wanted = set(self.column_ids.filtered(lambda c: c._meaning()).mapped("sheet"))
        sheets = [sheet for sheet in opened.sheets if sheet.number in wanted]
        return sorted(sheets, key=lambda sheet: (sheet.kind == PERSON, sheet.number))

    def _reading_options(self):
        industries = self.env["res.partner.industry"].search([], limit=2000)
        own = {fold(industry.name): industry.id for industry in industries}
        return {
            "country": self.country_id.code,
            "currency": self.company_id.currency_id.name,
            "industries": own,
            "today": fields.Date.context_today(self),
        }

    def _stage(self, sheet, readings):
        """Put a batch of rows and their problems into the staging tables."""
        self.check_access("write")
        # sudo: rows are read from the file, not entered; the access was checked
        rows = (
            self.env["law.client.import.row"]
            .sudo()
            .create([self._row_values(sheet, reading) for reading in readings])
        )
        self.env["law.client.import.problem"].sudo().create(
            [
                self._problem_values(sheet, row, problem)
                for row, reading in zip(rows, readings, strict=True)
                for problem in reading.row.problems
            ]
        )
        self.env.flush_all()
        self.env.invalidate_all()

    def _row_values(self, sheet, reading):
        severities = {problem.severity for problem in reading.row.problems}
        return {
            "import_id": self.id,
            "sheet": sheet.number,
            "kind": sheet.kind,
            "number": reading.number,
            "name": self._row_name(sheet, reading.row.values),
            "cells": reading.cells,
            "values": reading.row.values,
            "has_error": ERROR in severities,
            "has_warning": WARNING in severities,
            **reading.row.keys,
        }

    def _row_name(self, sheet, values):
        if sheet.kind == CARD:
            return values["name"]
        return " · ".join(filter(None, (values["person"]["name"], values["name"])))

    def _problem_values(self, sheet, row, problem):
        place = {name: spot for spot, name in self._places(sheet).items()}
        spot = place.get(problem.column)
        return {
            "import_id": self.id,
            "row_id": row.id,
            "sheet": sheet.number,
            "number": row.number,
            "code": problem.code,
            "severity": problem.severity,
            "meaning": problem.column,
            "heading": sheet.headings[spot] if spot is not None else "",
            "value": problem.value,
            "details": problem.details,
        }

    def _places(self, sheet):
        return self.column_ids.filtered(lambda c: c.sheet == sheet.number)._mapping()
