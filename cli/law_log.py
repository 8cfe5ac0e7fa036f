"""`odoo law_log verify` and `odoo law_log archive`: the access log of the clients."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from odoo import SUPERUSER_ID, api
from odoo.cli.command import Command
from odoo.exceptions import UserError
from odoo.modules.registry import Registry
from odoo.tools import config


def _mark(text):
    """Read a mark as the server's log file has it: NUMBER:HASH."""
    number, _colon, row_hash = text.rpartition(":")
    return int(number), row_hash


class LawLog(Command):
    """Verify and archive the access log of the law firm's clients"""

    name = "law_log"
    epilog = """
        verify exits with 1 when anything is wrong, and says what in words. Marks kept
        outside the database (the server's log file has one a day, NUMBER:HASH) make it
        find even a chain that was rewritten as a whole.

        archive moves rows older than the firm's setting, or than --before, into a file
        in a folder, sealed in the chain.
    """

    def __init__(self):
        super().__init__()
        commands = self.parser.add_subparsers(dest="command", required=True)
        verify = commands.add_parser("verify", help="find what was changed or lost")
        verify.set_defaults(work=self._verify)
        verify.add_argument("--archives", type=Path, help="folder of the archives")
        verify.add_argument(
            "--mark", type=_mark, action="append", default=[], metavar="NUMBER:HASH"
        )
        archive = commands.add_parser("archive", help="move old rows into a file")
        archive.set_defaults(work=self._archive)
        archive.add_argument("--to", type=Path, required=True, help="the folder")
        archive.add_argument(
            "--before", type=datetime.fromisoformat, help="a day, as 2024-12-31"
        )
        for parser in (verify, archive):
            parser.formatter_class = argparse.RawDescriptionHelpFormatter
            parser.add_argument("-c", "--config", help="Odoo's settings file")
            parser.add_argument("-d", "--database", required=True)

    def run(self, arguments):
        """Do what the command line asks, on one database."""
        given = self.parser.parse_args(arguments)
        settings = ["--no-http", "-d", given.database]
        if given.config:
            settings += ["-c", given.config]
        config.parse_config(settings, setup_logging=True)
        with Registry(given.database).cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            if "law.access.log" not in env:
                sys.exit(f"Database {given.database} has no access log.")
            try:
                code = given.work(env, given)
            except UserError as error:
                sys.exit(str(error))
        sys.exit(code)

    def _verify(self, env, given):
        log = env["law.access.log"]
        problems = log._verify(given.archives, given.mark)
        for problem in problems:
            print(problem)
        if not problems:
            number, row_hash = log._head()
            print(f"The access log is whole. Its mark now: {number}:{row_hash}")
        return 1 if problems else 0

    def _archive(self, env, given):
        archive = env["law.access.archive"]._archive(given.to, given.before)
        if archive:
            rows = archive.last_number - archive.first_number + 1
            print(f"{rows} rows in {given.to / archive.name}, SHA-256 {archive.sha256}")
        else:
            print("No row is so old.")
        return 0
