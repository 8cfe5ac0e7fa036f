"""Marks on the answers that are files."""

import json
import logging

from markupsafe import escape

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from ..models.protection.law_access_log_writing import MARK

_logger = logging.getLogger(__name__)


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


def answered(deed):
    """Return the file that `deed` makes; a refusal as the screen reads one.

    A refusal is no error of the server: it is answered with its own status, as a
    dialog of the screen's, and all that `deed` did before is undone.
    """
    try:
        with request.env.cr.savepoint():
            return deed()
    except UserError as error:
        _logger.info("%s: %s", request.httprequest.path, error)
        told = {
            "code": 0,
            "message": "Odoo Server Error",  # the key by which the screen knows it
            "data": http.serialize_exception(error),
        }
        return request.make_response(escape(json.dumps(told)), status=error.http_status)
