# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Why a whole file is not read, and the limits that guard the server."""

MEBIBYTE = 1024 * 1024
MAX_FILE_BYTES = 64 * MEBIBYTE
MAX_UNPACKED_BYTES = 600 * MEBIBYTE
MAX_STRINGS_BYTES = 150 * MEBIBYTE
MAX_RATIO = 250
MAX_PARTS = 2000
MAX_COLUMNS = 300
MAX_ROWS = 250_000
MAX_SHEETS = 50
MAX_CELL = 32_767
MAX_LINE = MEBIBYTE
# A row of a text file, with the line breaks inside its quotation marks.
MAX_RECORD = MEBIBYTE


class FileRefused(Exception):
    """A file that is not read at all. `code` names the reason, `details` its figures.

    Codes: empty, too_large, wrong_extension, unknown_type, web_page, binary,
    password, damaged, bomb, entities, too_many_columns, too_many_rows,
    too_many_sheets, endless_line, endless_row, open_quote, bad_byte, document,
    no_headings, no_rows.
    """

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code, details)
        self.code = code
        self.details = details
