"""What the import says about cells and files: what is wrong, and what to do."""

from odoo.tools.translate import LazyTranslate

_lt = LazyTranslate(__name__)

# By the codes of tools.cards.problems; the cell stands in for %(value)s.
SENTENCES = {
    "no_name": _lt("The name of the client is missing. Fill it in."),
    "no_client": _lt("It is not said whose key person this is. Fill it in."),
    "no_person": _lt("The name of the person is missing. Fill it in."),
    "client_unknown": _lt(
        "“%(value)s” is neither a good card of this file nor a client. Correct the "
        "name, or the card."
    ),
    "bad_date": _lt(
        "“%(value)s” is not a day of the calendar. Write it as 2021-03-05 or "
        "2021年3月5日, or leave it empty."
    ),
    "bad_code": _lt(
        "“%(value)s” is no registration number: %(reason)s. Compare it with the "
        "business licence."
    ),
    "bad_phone": _lt(
        "“%(value)s” is not a phone number. Write it with its area code, or with + and "
        "its country code."
    ),
    "bad_email": _lt("“%(value)s” is not an e-mail address. Correct it."),
    "bad_amount": _lt(
        "“%(value)s” is not an amount. Write it as 3000000 or 300万元, or leave it "
        "empty."
    ),
    "bad_number": _lt("“%(value)s” is not a number that fits here. Correct it."),
    "too_long": _lt(
        "“%(value)s” and so on is too long: at most %(limit)s characters are taken. "
        "Shorten it."
    ),
    "refused": _lt("The database refuses this card: %(reason)s"),
    "unknown_industry": _lt(
        "The industry “%(value)s” is not known. It goes into the note; choose the "
        "industry on the card later."
    ),
    "unknown_country": _lt("The country “%(value)s” is not known and is left out."),
    "other_currency": _lt(
        "“%(value)s” is in %(currency)s, not in the currency of the firm. It goes into "
        "the note."
    ),
    "partial_date": _lt("“%(value)s” has no day; it is entered as %(date)s."),
    "future_date": _lt("“%(value)s” lies in the future. Check it."),
    "local_phone": _lt("“%(value)s” has no area code; it is taken over as it is."),
    "formula": _lt(
        "The cell is the formula %(value)s without a saved value. Formulas are not "
        "computed; the cell is left out."
    ),
    "formula_name": _lt(
        "“%(value)s” is a formula, not a name. Enter the client's name in the cell."
    ),
    "formula_text": _lt(
        "“%(value)s” looks like a formula. It is taken over as plain text."
    ),
    "cell_error": _lt("Excel shows the error %(value)s; the cell is left out."),
    "late_duplicate": _lt(
        "A client like this one was entered after the report was made: %(client)s. "
        "The row is left out."
    ),
    "invisible": _lt(
        "“%(value)s” holds characters that nobody sees. They are left out; compare "
        "the name."
    ),
    "several_values": _lt(
        "“%(value)s” holds several; the first is used, the others go into the note."
    ),
    "formula_value": _lt("The saved value of the formula %(value)s is used."),
    "excel_serial": _lt("“%(value)s” is Excel's number for %(date)s."),
    "full_width": _lt(
        "“%(value)s” is written in full width; it is read as half width."
    ),
    "placeholder": _lt("“%(value)s” is read as empty."),
}

# Why a number is no registration number, by tools.registration.
NUMBER_REASONS = {
    "length": _lt("it has the wrong length"),
    "format": _lt("it has characters in the wrong place"),
    "checksum": _lt("its check digit is wrong"),
}

# By the codes of tools.cards.refusal.FileRefused.
REFUSALS = {
    "empty": _lt("The file is empty. Choose another one."),
    "too_large": _lt(
        "The file has %(size)s MB; at most %(limit)s MB are taken. Split it into "
        "several files."
    ),
    "wrong_extension": _lt(
        "The name of the file ends in %(extension)s, but its content is something else "
        "(%(found)s). Save it again from the program that made it."
    ),
    "unknown_type": _lt(
        "Files of the type “%(extension)s” are not read. Save the cards as Excel "
        "(.xlsx), text (.csv) or address cards (.vcf)."
    ),
    "web_page": _lt(
        "The file is a web page under another name. Open it in Excel and save it as "
        ".xlsx."
    ),
    "binary": _lt(
        "The file is neither a workbook nor a text. Save the cards as Excel (.xlsx), "
        "text (.csv) or address cards (.vcf)."
    ),
    "password": _lt(
        "The file is protected by a password. Remove the password and choose the file "
        "again."
    ),
    "damaged": _lt(
        "The file is damaged. Open it in the program that made it and save it again."
    ),
    "bomb": _lt(
        "The file would unpack into %(size)s MB and is refused. Save only the sheet "
        "with the cards as a new file."
    ),
    "entities": _lt(
        "The file contains definitions that no workbook needs (XML entities) and is "
        "refused. Save it again from Excel."
    ),
    "too_many_columns": _lt(
        "The file has %(columns)s columns or more; at most %(limit)s are taken. Delete "
        "the columns that are not needed."
    ),
    "too_many_rows": _lt(
        "The file has more than %(limit)s rows. Split it into several files."
    ),
    "too_many_sheets": _lt(
        "The file has more than %(limit)s sheets. Save only the sheets with the cards."
    ),
    "endless_line": _lt(
        "Row %(row)s of the file never ends. Save it again from the program that made "
        "it."
    ),
    "endless_row": _lt(
        "Row %(row)s of the file has more than %(limit)s characters. Perhaps a "
        "quotation mark is opened there and never closed: close it, or shorten the "
        "row."
    ),
    "bad_byte": _lt(
        "The file is text in %(encoding)s, but near row %(row)s it holds a byte that "
        "is no character: %(byte)s. Open it in the program that made it and save it "
        "again as UTF-8."
    ),
    "document": _lt(
        "The file is a %(found)s document, from which no cards can be read. Save the "
        "cards as Excel (.xlsx), text (.csv) or address cards (.vcf)."
    ),
    "open_quote": _lt(
        "Near row %(row)s a quotation mark is opened and never closed. Close or delete "
        "it."
    ),
    "no_headings": _lt(
        "No row with the headings of columns was found. Put one above the cards, with "
        "the name of the client as a column."
    ),
    "no_rows": _lt("There is no row below the headings. Choose a file with cards."),
}
