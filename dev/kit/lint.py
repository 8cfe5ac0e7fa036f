"""dev/lint: ruff, pylint-odoo and OCA's checks of an addon."""

import argparse

from . import machine, odoo, paths, stage
from .console import Missing, run, say

PYLINT = [
    "--load-plugins=pylint_odoo",
    "--disable=all",
    "--enable=odoolint",
    # A room adds its part of a model in a file of its own; README.md is the readme.
    "--disable=consider-merging-classes-inherited,missing-readme",
    "--valid-odoo-versions=19.0",
    "--manifest-required-authors=The law_firm_client engineers",
    "--score=no",
]
# README.md and index.html instead of README.rst; numbers in XML are no danger; the
# demo firm fills one record in several steps.
OCA_DISABLED = (
    "prefer-readme-rst,xml-field-numeric-without-eval,xml-duplicate-record-id"
)


def lint(arguments):
    """Check the style of the code; --fix mends what can be mended."""
    parser = argparse.ArgumentParser(prog="dev/lint", description=lint.__doc__)
    parser.add_argument("--fix", action="store_true")
    options = parser.parse_args(arguments)
    odoo.prepare()
    if options.fix:
        _ruff("check", "--fix", "--quiet")
        _ruff("format", "--quiet")
        odoo.prepare()
    check()
    say("Nothing to complain about.")
    return 0


def check():
    """Raise Missing with all complaints."""
    complaints = []
    for tool in (_ruff_check, _ruff_format, _pylint, _oca):
        try:
            tool()
        except Missing as missing:
            complaints.append(missing.what)
    if complaints:
        raise Missing("\n".join(complaints), "dev/lint --fix mends a part of it.")


def _ruff(*arguments):
    command = [machine.python(), "-m", "ruff", *arguments]
    run(command, f"ruff {arguments[0]}", cwd=paths.ROOT, lines=60)


def _ruff_check():
    _ruff("check")


def _ruff_format():
    _ruff("format", "--check")


def _pylint():
    command = [machine.python(), "-m", "pylint", *PYLINT, *_addons()]
    run(command, "pylint-odoo", env=odoo.environment(), lines=60)


def _oca():
    code = "import sys; from oca_pre_commit_hooks.cli import main; sys.exit(main())"
    command = [machine.python(), "-c", code, f"--disable={OCA_DISABLED}"]
    command += _addons()
    run(command, "oca-checks-odoo-module", env=odoo.environment(), lines=60)


def _addons():
    return [paths.STAGED_ADDON, *stage.bridges()]
