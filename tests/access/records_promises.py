"""One record of each model that keeps the firm's promises about the client's data."""

from odoo import fields

from .records import _any, _asked, _make, record_of

CARD = "kvzcanary"

# === EXPORT ===


@record_of("law.export.policy")
def _policy(case):
    return case.env["law.export.policy"].search(
        [("company_id", "=", case.company_a.id), ("role", "=", "client_head")]
    )


@record_of("law.export.kind")
def _kind(case):
    policy = case.records["law.export.policy"]
    return _make(case, "law.export.kind", policy_id=policy.id, model="law.client")


@record_of("law.export.request")
def _request(case):
    return (
        case.env["law.export.request"]
        .with_user(case.lawyer)
        .create({"model": "law.client", "field_names": "name", "purpose": CARD})
    )


_asked("law.mark.trace", "auditor", mark=CARD)


# === DEPARTURE ===


@record_of("law.departure")
def _departure(case):
    last_day = fields.Date.add(fields.Date.today(), days=30)
    return (
        case.env["law.departure"]
        .with_user(case.partner)
        .create({"user_id": case.walled.id, "last_day": last_day, "note": CARD})
    )


@record_of("law.departure.line")
def _line(case):
    return _make(
        case,
        "law.departure.line",
        departure_id=case.records["law.departure"].id,
        company_id=case.company_a.id,
        client_id=case.harbour.id,
        role="handling",
    )


@record_of("law.departure.holding")
def _holding(case):
    return case.records["law.departure"].sudo().holding_ids[:1]


@record_of("law.departure.check")
def _check(case):
    departure = case.records["law.departure"]
    return _make(case, "law.departure.check", departure_id=departure.id, name=CARD)


@record_of("law.departure.item")
def _item(case):
    company = case.company_a.id
    return _make(case, "law.departure.item", name="Harbour key", company_id=company)


@record_of("law.client.alone")
def _alone(case):
    """The row is that of the client, and there once the leaver has left."""
    return case.env["law.client.alone"].browse(case.harbour.id)


@record_of("law.knowledge.alone")
def _knowledge(case):
    case.env["law.need"].with_user(case.lawyer).create(
        {"client_id": case.harbour.id, "name": CARD}
    )
    case.env.flush_all()
    return case.env["law.knowledge.alone"].search(
        [("client_id", "=", case.harbour.id), ("kind", "=", "need")], limit=1
    )


@record_of("law.data.unused")
def _unused(case):
    case.env.flush_all()
    case.env.cr.execute(
        "UPDATE law_client_standing SET date = '2001-01-01' WHERE client_id = %s",
        [case.harbour.id],
    )
    case.env.invalidate_all()
    return case.env["law.data.unused"].search(
        [("client_id", "=", case.harbour.id), ("kind", "=", "standing")], limit=1
    )


# === HOUSE RULES ===


@record_of("law.house.rule")
def _house_rule(case):
    company = case.company_a.id
    return _make(case, "law.house.rule", name="Harbour rule", company_id=company)


@record_of("law.house.rule.version")
def _version(case):
    version = _make(
        case,
        "law.house.rule.version",
        rule_id=case.records["law.house.rule"].id,
        text_en="<p>Say nothing.</p>",
    )
    version.with_user(case.head).action_put_in_force()
    return version


@record_of("law.house.rule.confirmation")
def _confirmation(case):
    version = case.records["law.house.rule.version"]
    version.with_user(case.lawyer).action_confirm()
    return case.env["law.house.rule.confirmation"].search(
        [("version_id", "=", version.id)]
    )


@record_of("law.house.rule.reader")
def _reader(case):
    case.env.flush_all()
    return case.env["law.house.rule.reader"].search(
        [
            ("version_id", "=", case.records["law.house.rule.version"].id),
            ("user_id", "=", case.lawyer.id),
        ]
    )


# === PRIVACY ===

_any("law.privacy.pack")


@record_of("law.privacy.request")
def _privacy_request(case):
    return _make(
        case,
        "law.privacy.request",
        company_id=case.company_a.id,
        kind="erasure",
        person_name="Somebody",
        wish=CARD,
    )


def _of_request(model, /, **values):
    """Note a maker of what belongs to the request about personal data."""

    @record_of(model)
    def make(case):
        request = case.records["law.privacy.request"]
        given = {
            name: value(case) if callable(value) else value
            for name, value in values.items()
        }
        return _make(case, model, request_id=request.id, **given)


_of_request("law.privacy.stop", reason=CARD)
_of_request("law.privacy.recipient", name=CARD, what=CARD)
_of_request(
    "law.privacy.find",
    res_model="law.client",
    res_id=lambda case: case.harbour.id,
    how="name",
    snippet=CARD,
)
_of_request(
    "law.privacy.copy.item",
    find_id=lambda case: case.records["law.privacy.find"].id,
    label="Name",
    text=CARD,
)
_of_request(
    "law.privacy.vault",
    company_id=lambda case: case.company_a.id,
    res_model="law.need",
    res_id=1,
    data_kind="client",
    content={"row": {"name": CARD}},
    ground="Law",
    client_numbers=lambda case: case.harbour.ids,
)
_asked(
    "law.privacy.vault.open",
    "partner",
    vault_id=lambda case: case.records["law.privacy.vault"].id,
    reason=CARD,
)


@record_of("law.hold")
def _hold(case):
    return _make(
        case,
        "law.hold",
        company_id=case.company_a.id,
        client_id=case.harbour.id,
        matter=CARD,
        reason=CARD,
    )


@record_of("law.hold.keep")
def _kept_under_hold(case):
    case.harbour.philosophy = CARD
    case.harbour.philosophy = "Changed under the hold"
    kept = case.env["law.hold.keep"].search(
        [("hold_id", "=", case.records["law.hold"].id)], limit=1
    )
    case.harbour.philosophy = CARD
    return kept


@record_of("law.retention.rule")
def _retention(case):
    return _make(
        case,
        "law.retention.rule",
        name="Books",
        kind="client",
        source="Law",
        company_id=case.company_a.id,
    )
