"""By which request somebody reads: what Odoo knows of it while it serves the call.

While it serves XML-RPC and JSON-RPC Odoo puts the request aside; then only the name of
the method, the path and what controllers/rpc.py remembers are known.
"""

import threading
from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import urlsplit

from odoo.http import STORED_SESSION_BYTES, request
from odoo.service.server import thread_local

_caller = ContextVar("law_caller", default="")


@contextmanager
def called_from(address):
    """Remember the caller's network address while a call of RPC is served."""
    token = _caller.set(address or "")
    try:
        yield
    finally:
        _caller.reset(token)


def _called_by_rpc():
    """The method that RPC names; the threads of the system's own jobs know of none."""
    return getattr(thread_local, "rpc_model_method", "")


def somebody_asks():
    """Whether a request is served, and not a job of the system's own."""
    return bool(request or _called_by_rpc())


def _address():
    """The path of the request; empty for one that has none, as in Odoo's own tests."""
    return str(getattr(getattr(request, "httprequest", None), "path", ""))


def is_asked_for(model, method):
    """Whether the request itself names this method, by whatever door."""
    named = {_called_by_rpc()}
    if request:
        params = getattr(request, "params", None) or {}
        named.add(f"{params.get('model')}.{params.get('method')}")
        named.add(".".join(_address().split("/")[-2:]))
    return f"{model}.{method}" in named


def way_in():
    """Return address, session and path of the request, each empty if there is none."""
    if request:
        session = getattr(request, "session", None)
        http = getattr(request, "httprequest", None)
        return {
            "ip_address": getattr(http, "environ", {}).get("REMOTE_ADDR") or "",
            "session_mark": str(getattr(session, "sid", ""))[:STORED_SESSION_BYTES],
            "path": _address(),
        }
    asked = _called_by_rpc()
    url = getattr(threading.current_thread(), "url", "") if asked else ""
    return {
        "ip_address": _caller.get(),
        "session_mark": "",
        "path": urlsplit(url).path,
    }


def said_in_request():
    """Return {contents: number} of the rows that this request has written.

    Odoo runs a request again when it meets a concurrent change, or when it has begun on
    a replica and must write: that is one reading, not two.
    """
    return request.__dict__.setdefault("law_access_rows", {}) if request else {}
