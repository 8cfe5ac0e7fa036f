"""One record of each model of retainers and new business for the client ``harbour``."""

from odoo import Command

from .records import record_of

CARD = "kvzcanary"


@record_of("law.retainer.proposal")
def _proposal(case):
    return case.env["law.retainer.proposal"].create(
        {
            "client_id": case.harbour.id,
            "scope": CARD,
            "details": CARD,
            "user_id": case.lawyer.id,
        }
    )


@record_of("law.retainer.reaction")
def _reaction(case):
    return case.env["law.retainer.reaction"].create(
        {
            "proposal_id": case.records["law.retainer.proposal"].id,
            "reaction": "hesitant",
            "words": CARD,
            "user_id": case.lawyer.id,
        }
    )


@record_of("crm.lead#client")
def _opportunity(case):
    return case.env["crm.lead"].create(
        {
            "name": CARD,
            "type": "opportunity",
            "law_client_id": case.harbour.id,
            "law_source": "development",
            "user_id": False,
        }
    )


@record_of("law.business.result")
def _result(case):
    case.env.flush_all()
    return case.env["law.business.result"].search(
        [("client_id", "=", case.harbour.id)], limit=1
    )


@record_of("law.white.space")
def _white_space(case):
    """Three clients of their own use a service; only who sees them all sees the gap."""
    service = case.env["law.service"].create({"name": "Advice for ships"})
    industry = case.env["res.partner.industry"].create({"name": "Ships"})
    alike = {"size": "large", "industry_id": industry.id}
    for number in range(3):
        client = case.make_client(
            f"Ship {number}",
            state="active",
            manager=case.manager,
            handling=case.lawyer,
        )
        client.write({**alike, "service_ids": [Command.set(service.ids)]})
    case.harbour.write(alike)
    case.env.flush_all()
    return case.env["law.white.space"].search(
        [("client_id", "=", case.harbour.id), ("service_id", "=", service.id)]
    )


@record_of("law.prospect.candidate")
def _candidate(case):
    partner = case.make_contact("Quay Supplies Ltd")
    case.env["law.relation"].create(
        {
            "left_id": partner.id,
            "type_id": case.env.ref("law_firm_client.relation_supplies").id,
            "right_id": case.harbour.partner_id.id,
            "company_id": case.company_a.id,
        }
    )
    case.env.flush_all()
    return case.env["law.prospect.candidate"].search([("partner_id", "=", partner.id)])


@record_of("law.warm.path")
def _warm_path(case):
    Way = case.env["law.warm.path"].with_user(case.manager)
    return Way.create({"partner_id": case.contact.id})
