"""One record of each model of the conflict check, about the client ``harbour``."""

from odoo import Command

from .records import record_of

CARD = "kvzcanary"


def _check(case, name):
    return case.env["law.conflict.check"].create(
        {
            "client_id": case.harbour.id,
            "company_id": case.harbour.company_id.id,
            "reason": CARD,
            "line_ids": [Command.create({"name": name})],
        }
    )


@record_of("law.conflict.check")
def _draft(case):
    return _check(case, CARD)


@record_of("law.conflict.line")
def _line(case):
    return case.records["law.conflict.check"].line_ids


@record_of("law.conflict.hit")
def _hit(case):
    case.env["law.conflict.name"]._cron_prove()
    check = _check(case, case.harbour.name)
    check.action_search()
    return check.hit_ids[:1]


@record_of("law.conflict.name")
def _name(case):
    index = case.env["law.conflict.name"]
    index._settle()
    return index.search([("client_id", "=", case.harbour.id)], limit=1)


@record_of("law.conflict.ask")
def _ask(case):
    return case.env["law.conflict.ask"].create({"opponents": CARD})


@record_of("law.conflict.assess")
def _assess(case):
    hit = case.records["law.conflict.hit"]
    return case.env["law.conflict.assess"].create(
        {"check_id": hit.check_id.id, "assessment": "none", "note": CARD}
    )
