"""Marks in PDF files: at the foot of each page, and in the properties."""

import io

from reportlab.pdfgen.canvas import Canvas

from odoo.tools.pdf import PdfFileReader, PdfFileWriter, PdfReadError

from ...tools.marks import read_mark

FONT = ("Helvetica", 6)
PAGES_LOOKED_AT = 200


def mark_pdf(content, mark):
    """Return a PDF with the mark at the foot of each page and in its properties."""
    reader = PdfFileReader(io.BytesIO(content), strict=False)
    writer = PdfFileWriter()
    feet = {}
    for index in range(reader.getNumPages()):
        page = reader.getPage(index)
        size = float(page.mediaBox.getWidth()), float(page.mediaBox.getHeight())
        if size not in feet:
            feet[size] = _foot(mark, size)
        page.mergePage(feet[size])
        writer.addPage(page)
    known = {
        key: value
        for key, value in (reader.getDocumentInfo() or {}).items()
        if isinstance(value, str)
    }
    writer.add_metadata({**known, "/Keywords": mark})
    marked = io.BytesIO()
    writer.write(marked)
    return marked.getvalue()


def _foot(mark, size):
    """Return a page that has the mark at its foot and nothing else."""
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=size)
    canvas.setFont(*FONT)
    canvas.setFillGray(0.45)
    canvas.drawRightString(size[0] - 20, 10, mark)
    canvas.save()
    return PdfFileReader(io.BytesIO(drawn.getvalue()), strict=False).getPage(0)


def find_pdf_mark(content):
    """Return (number, start of the hash) of the mark in a PDF, or None."""
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        found = read_mark(" ".join(map(str, (reader.getDocumentInfo() or {}).values())))
        for index in range(min(reader.getNumPages(), PAGES_LOOKED_AT)):
            found = found or read_mark(reader.getPage(index).extract_text())
        return found
    except (PdfReadError, ValueError, KeyError, TypeError):
        return None
