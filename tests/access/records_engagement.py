"""One record of each model of the engagement room for the client ``harbour``."""

from odoo import Command

from .records import record_of

CARD = "kvzcanary"


@record_of("law.dispute.type")
def _dispute_type(case):
    company = case.company_a.id
    return case.env["law.dispute.type"].create(
        {"name": "Harbour quarrels", "company_id": company}
    )


@record_of("law.cost.rate")
def _cost_rate(case):
    return case.env["law.cost.rate"].create(
        {"user_id": case.lawyer.id, "company_id": case.company_a.id, "amount": 100}
    )


@record_of("law.engagement")
def _engagement(case):
    return case.env["law.engagement"].create(
        {
            "name": CARD,
            "client_id": case.harbour.id,
            "service_id": case.env["law.service"].create({"name": "Advice"}).id,
            "lead_id": case.lawyer.id,
            "source": "walk_in",
            "party_ids": [Command.create({"name": CARD})],
        }
    )


@record_of("law.engagement.party")
def _party(case):
    return case.records["law.engagement"].party_ids


@record_of("law.engagement.fee")
def _fee(case):
    return case.env["law.engagement.fee"].create(
        {
            "engagement_id": case.records["law.engagement"].id,
            "amount": 10,
            "currency_id": case.company_a.currency_id.id,
            "note": CARD,
        }
    )


@record_of("law.engagement.cost")
def _cost(case):
    return case.env["law.engagement.cost"].create(
        {
            "engagement_id": case.records["law.engagement"].id,
            "user_id": case.lawyer.id,
            "hours": 1,
            "note": CARD,
        }
    )
