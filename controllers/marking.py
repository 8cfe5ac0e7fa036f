"""Marks on the answers that are files."""

from odoo.http import request

from ..models.protection.law_access_log_writing import MARK


def marked(response, put, text=False):
    """Return a file's answer with the mark of the row that it left in the log.

    :param put: takes content and mark, and returns the marked content
    :param text: whether the content is text
    """
    mark = request.env.cr.cache.get(MARK)
    if not mark:
        return response
    response.set_data(put(response.get_data(as_text=text), mark))
    disposition = response.headers.get("Content-Disposition")
    if disposition:
        response.headers["Content-Disposition"] = _named(disposition, mark)
    return response


def _named(disposition, mark):
    """Return the header with the mark in the file's name, before its ending."""
    head, dot, ending = disposition.rpartition(".")
    return f"{head}-{mark}{dot}{ending}" if dot else disposition
