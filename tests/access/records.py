"""One record of each model for the client ``harbour``; a maker for each model.

A new model of the addon needs a maker here and a row in ``models.csv``.
"""

from odoo import Command

MAKERS = {}


def record_of(model):
    """Note the decorated function as what makes a record of `model` for a firm."""

    def note(function):
        MAKERS[model] = function
        return function

    return note


def _make(case, model, /, **values):
    return case.env[model].create(values)


def _simple(model, /, **values):
    """Note a maker of a model of which a record only needs its client, and `values`."""

    @record_of(model)
    def make(case):
        return _make(case, model, client_id=case.harbour.id, **values)


# === THE CLIENT'S OWN ===
@record_of("law.client")
def _client(case):
    return case.harbour


@record_of("law.client.block")
def _block(case):
    return case.harbour.block_ids[:1]


@record_of("law.client.event")
def _event(case):
    return case.harbour.event_ids[:1]


@record_of("law.client.member")
def _member(case):
    return case.harbour.member_ids.filtered(lambda m: m.user_id == case.lawyer)


@record_of("law.client.person")
def _person(case):
    return case.harbour.person_ids[:1]


@record_of("law.client.position")
def _position(case):
    return case.harbour.person_ids.position_ids[:1]


@record_of("law.person.fact")
def _fact(case):
    return _make(
        case,
        "law.person.fact",
        person_id=case.harbour.person_ids[:1].id,
        kind="hobby",
        value="kvzcanary",
        purpose="kvzcanary",
        user_id=case.lawyer.id,
    )


@record_of("law.client.update")
def _update(case):
    return (
        case.env["law.client.update"]
        .with_user(case.lawyer)
        .create({"client_id": case.harbour.id, "purpose": "kvzcanary"})
    )


@record_of("law.client.update.line")
def _update_line(case):
    update = case.env["law.client.update"].search(
        [("client_id", "=", case.harbour.id)], limit=1
    )
    return (
        case.env["law.client.update.line"]
        .with_user(case.lawyer)
        .create(
            {
                "update_id": update.id,
                "topic": "preferred_time",
                "proposed": {"preferred_time": "kvzcanary"},
            }
        )
    )


@record_of("law.relation")
def _relation(case):
    supplies = case.env["law.relation.type"].create(
        {"name": "supplies", "inverse_name": "is supplied by"}
    )
    return _make(
        case,
        "law.relation",
        left_id=case.harbour.partner_id.id,
        type_id=supplies.id,
        right_id=case.stranger.id,
        company_id=case.company_a.id,
        source="lawyer_visit",
    )


def _view(model, name="client_id"):
    """Note a maker that finds what a view made by SQL shows of the client."""

    @record_of(model)
    def find(case):
        case.env.flush_all()
        return case.env[model].search([(name, "=", case.harbour.id)], limit=1)


_simple("law.client.alias", name="kvzcanary")
_simple("law.client.standing", kind="credit", rating="3", source="lawyer_visit")
_simple("law.need", name="kvzcanary")
_simple("law.reactivation")
_view("law.client.gap")
_view("law.client.listing")
_view("law.relation.end")


# === THE FIRM'S OWN ===


@record_of("law.committee")
def _committee(case):
    return _make(
        case,
        "law.committee",
        name="Board",
        company_id=case.company_a.id,
        user_ids=[Command.set(case.lawyer.ids)],
    )


@record_of("law.positioning")
def _positioning(case):
    found = case.env["law.positioning"].search([("company_id", "=", case.company_a.id)])
    return found or _make(case, "law.positioning", company_id=case.company_a.id)


def _any(model):
    """Note a maker that takes one of the firm's own settings: no client in it."""

    @record_of(model)
    def find(case):
        return case.env[model].search([], limit=1)


_any("law.profile.item")
_any("law.client.reason")
_any("law.relation.type")


@record_of("law.service")
def _service(case):
    company = case.company_a.id
    return _make(case, "law.service", name="Harbour law", company_id=company)


# === IMPORT ===


@record_of("law.client.import")
def _import(case):
    upload = case.env["law.client.import"].with_user(case.manager)
    return upload.with_company(case.company_a).create({})


def _of_import(model, /, **values):
    @record_of(model)
    def make(case):
        upload = case.env["law.client.import"].search(
            [("company_id", "=", case.company_a.id)], limit=1
        )
        return _make(case, model, import_id=upload.id, **values)


_of_import(
    "law.client.import.column",
    sheet=0,
    kind="card",
    position=0,
    heading="Name",
    sample="kvzcanary",
)


@record_of("law.client.import.mapping")
def _mapping(case):
    return _make(
        case,
        "law.client.import.mapping",
        company_id=case.company_a.id,
        fingerprint="zzz",
        meanings={"kvzcanary": "name"},
    )


@record_of("law.client.import.row")
def _row(case):
    upload = case.env["law.client.import"].search(
        [("company_id", "=", case.company_a.id)], limit=1
    )
    return _make(
        case,
        "law.client.import.row",
        import_id=upload.id,
        sheet=0,
        kind="card",
        number=1,
        match_kind="name",
        match_client_id=case.harbour.id,
    )


@record_of("law.client.import.problem")
def _problem(case):
    row = case.records["law.client.import.row"].copy({"number": 2})
    row._report("late_duplicate", "name", client=case.harbour.name)
    return row.problem_ids


def _count_of_import(model):
    @record_of(model)
    def find(case):
        case.env.flush_all()
        upload = case.env["law.client.import"].search(
            [("company_id", "=", case.company_a.id)], limit=1
        )
        return case.env[model].search([("import_id", "=", upload.id)], limit=1)


_count_of_import("law.client.import.tally")
_count_of_import("law.client.import.choice")


# === PROTECTION ===


@record_of("law.barrier")
def _barrier(case):
    return _make(
        case,
        "law.barrier",
        client_id=case.harbour.id,
        user_id=case.lawyer2.id,
        reason="kvzcanary",
    )


@record_of("law.access.request")
def _request(case):
    request = (
        case.env["law.access.request"]
        .with_user(case.lawyer)
        .create(
            {
                "client_id": case.harbour.id,
                "client_text": "kvzcanary",
                "purpose": "kvzcanary",
            }
        )
    )
    request.action_send()
    return request


@record_of("law.access.decision")
def _decision(case):
    return case.env["law.access.decision"].search(
        [("user_id", "=", case.lawyer.id)], limit=1
    )


@record_of("law.access.sight")
def _sight(case):
    case.env.flush_all()
    return case.env["law.access.sight"].search(
        [("client_id", "=", case.harbour.id), ("user_id", "=", case.lawyer.id)],
        limit=1,
    )


@record_of("law.emergency.access")
def _emergency(case):
    return case.env["law.emergency.access"]._open(
        case.harbour, case.head, "kvzcanary", 1
    )


@record_of("law.access.log")
def _log(case):
    Log = case.env["law.access.log"]
    return Log.browse(Log._record("open", case.harbour, detail="kvzcanary"))


@record_of("law.access.mark")
def _mark(case):
    case.env["law.access.mark"]._cron_mark()
    return case.env["law.access.mark"].search([], limit=1)


@record_of("law.access.archive")
def _archive(case):
    Archive = case.env["law.access.archive"]
    Archive._insert(
        {
            "name": "kvzcanary",
            "first_number": 1,
            "last_number": 2,
            "until": "2020-01-01 00:00:00",
            "previous_hash": "0",
            "last_hash": "1",
            "sha256": "2",
            "log_number": 3,
        }
    )
    return Archive.search([], limit=1)


@record_of("law.access.alert")
def _alert(case):
    return _make(
        case,
        "law.access.alert",
        company_id=case.company_a.id,
        day="2026-01-01",
        user_number=case.lawyer.id,
        user_name="kvzcanary",
        measure="opened",
        figure=9,
    )


# === FORMS THAT ASK: each belongs to whoever opened it ===


def _asked(model, role="manager", /, **values):
    """Note a maker of what `role` is about to do with the client."""

    @record_of(model)
    def make(case):
        given = {
            name: value(case) if callable(value) else value
            for name, value in values.items()
        }
        return case.env[model].with_user(getattr(case, role)).create(given)


_asked(
    "law.client.transition",
    client_id=lambda case: case.harbour.id,
    state="dormant",
    note="kvzcanary",
)
_asked(
    "law.relation.add",
    client_id=lambda case: case.harbour.id,
    reading=lambda case: case.env["law.relation.type"]._readings()[0][0],
    other_id=lambda case: case.stranger.id,
    note="kvzcanary",
)
_asked("law.client.update.return", reason="kvzcanary")
_asked("law.paper.print", client_ids=lambda case: [Command.set(case.harbour.ids)])
_asked("law.access.check", "auditor")
_asked("law.access.overview", user_id=lambda case: case.lawyer.id)
_asked("law.emergency.open", "head", client_text="kvzcanary", reason="kvzcanary")
