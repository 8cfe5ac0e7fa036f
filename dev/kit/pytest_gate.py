"""A pytest plugin: what else must not happen in a green run.

* A skipped test fails the run: a browser or a file that is not there proves nothing.
* A warning or an error in Odoo's log fails it, unless dev/log-allowed.txt names it.
* The tags of an Odoo test count as keywords: ``dev/test -k s8``.
"""

import logging
import os
import re
from pathlib import Path

ALLOWED = Path(__file__).resolve().parents[1] / "log-allowed.txt"


def allowed_patterns():
    """The regular expressions of log lines that may appear."""
    lines = ALLOWED.read_text(encoding="utf-8").splitlines()
    return [re.compile(line) for line in lines if line and not line.startswith("#")]


class Gate(logging.Handler):
    """Collects what speaks against a green run."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.patterns = allowed_patterns()
        self.test = "outside a test"
        self.noise = []
        self.skipped = []

    def emit(self, record):
        text = f"{record.levelname} {record.name}: {record.getMessage()}"
        if not any(pattern.search(text) for pattern in self.patterns):
            self.noise.append(f"{self.test}\n    {text[:2000]}")

    def pytest_itemcollected(self, item):
        tags = getattr(getattr(item, "cls", None), "test_tags", ())
        item.extra_keyword_matches.update(tags)

    def pytest_runtest_logstart(self, nodeid):
        self.test = nodeid

    def pytest_runtest_logfinish(self):
        self.test = "between tests"

    def pytest_sessionstart(self):
        logging.getLogger().addHandler(self)

    def pytest_runtest_logreport(self, report):
        if report.skipped and not _left_out(report):
            self.skipped.append(report.nodeid)

    def pytest_sessionfinish(self, session):
        if session.exitstatus == 0 and (self.noise or self.skipped):
            session.exitstatus = 1

    def pytest_terminal_summary(self, terminalreporter):
        for title, lines in (
            ("skipped, so not proven", self.skipped),
            ("in Odoo's log, not in dev/log-allowed.txt", self.noise),
        ):
            if lines:
                terminalreporter.section(title)
                for line in lines:
                    terminalreporter.line(line)


def _left_out(report):
    """Tests of the shared sample files, when the run was told to leave them out."""
    told = os.environ.get("LAW_FIRM_CLIENT_WITHOUT_DATA")
    return bool(told) and "LAW_FIRM_CLIENT_DATA" in str(report.longrepr)


def pytest_configure(config):
    config.pluginmanager.register(Gate(), "law-firm-client-gate")
