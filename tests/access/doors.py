"""The ways in by HTTP: each takes one or more routes of ``routes.csv``.

A door is called with a visitor, who is logged in as the person of the matrix, and
returns all that came back.
"""

import json
import re

from .firm import NAME

PROBES = {}
DOSSIER = "law_firm_client.report_client_dossier"
# A model of each kind is enough here: test_matrix.py takes them all.
MODELS = ("law.client", "law.client.person", "res.partner", "mail.message")


def door(function):
    PROBES[function.__name__] = function
    return function


def _each(visitor, ask):
    return [ask(model, visitor.case.records[model].ids) for model in MODELS]


# === RPC ===


@door
def call_kw(visitor):
    calls = (
        ("read", lambda ids: [ids]),
        ("web_search_read", lambda ids: [[("id", "in", ids)], {"display_name": {}}]),
        ("name_search", lambda ids: [NAME]),
        ("search_read", lambda ids: [[("id", "in", ids)], ["display_name"]]),
    )
    return [
        visitor.rpc(
            f"/web/dataset/call_kw/{model}/{method}",
            model=model,
            method=method,
            args=arguments(visitor.case.records[model].ids),
            kwargs={},
        )
        for model in MODELS
        for method, arguments in calls
    ]


@door
def json2(visitor):
    headers = {"Authorization": f"Bearer {visitor.key}"}
    return _each(
        visitor,
        lambda model, ids: visitor.post(
            f"/json/2/{model}/read", json={"ids": ids}, headers=headers
        ),
    )


@door
def json1(visitor):
    headers = {"Authorization": f"Bearer {visitor.key}"}
    return [visitor.get(f"/json/1/{m}", headers=headers) for m in MODELS]


@door
def xmlrpc(visitor):
    return _each(visitor, visitor.xmlrpc)


@door
def jsonrpc(visitor):
    def ask(model, ids):
        case, user = visitor.case, visitor.user
        given = [case.env.cr.dbname, user.id, user.login, model, "read", [ids]]
        return visitor.rpc(
            "/jsonrpc", service="object", method="execute_kw", args=given
        )

    return _each(visitor, ask)


# === FILES AND PAPER ===


@door
def export_file(visitor):
    def ask(model, ids):
        data = {
            "model": model,
            "fields": [{"name": "display_name", "label": "Name", "type": "char"}],
            "ids": ids,
            "domain": [],
            "import_compat": False,
        }
        return visitor.form("/web/export/csv", data=json.dumps(data))

    xlsx = {"model": "law.client", "fields": [], "ids": False, "domain": []}
    return _each(visitor, ask), visitor.form("/web/export/xlsx", data=json.dumps(xlsx))


@door
def report(visitor):
    return visitor.get(f"/report/html/{DOSSIER}/{visitor.case.harbour.id}")


@door
def report_download(visitor):
    url = f"/report/text/{DOSSIER}/{visitor.case.harbour.id}"
    data = json.dumps([url, "qweb-text"])
    return visitor.form("/report/download", data=data, context="{}")


@door
def content(visitor):
    return [
        visitor.get(f"/web/content/{number}{token}")
        for number in visitor.case.records["ir.attachment"].ids
        for token in ("", "?access_token=guess", "?access_token=")
    ]


@door
def content_field(visitor):
    client = visitor.case.harbour
    return [
        visitor.get(f"/web/content/{model}/{number}/{field}")
        for model, number, field in (
            ("law.client", client.id, "name"),
            ("res.partner", client.partner_id.id, "comment"),
            ("res.partner", client.partner_id.id, "email"),
        )
    ]


@door
def image(visitor):
    return [
        visitor.get(f"/web/image/{number}")
        for number in visitor.case.records["ir.attachment"].ids
    ]


@door
def image_field(visitor):
    number = visitor.case.locked.id
    return visitor.get(f"/web/image/res.partner/{number}/avatar_128?unique=1")


@door
def vcard(visitor):
    return visitor.get(f"/web/partner/vcard?partner_ids={visitor.case.locked.id}")


@door
def vcard_of_one(visitor):
    return visitor.get(f"/web_enterprise/partner/{visitor.case.locked.id}/vcard")


# === CHATTER ===


def _thread(visitor):
    return {"thread_model": "law.client", "thread_id": visitor.case.harbour.id}


@door
def mail_data(visitor):
    number = visitor.case.harbour.id
    wanted = {
        "thread_model": "law.client",
        "thread_id": number,
        "request_list": [
            "followers",
            "attachments",
            "activities",
            "suggestedRecipients",
        ],
    }
    fetched = [["mail.thread", wanted], ["init_messaging", {}]]
    return visitor.rpc("/mail/data", fetch_params=fetched)


@door
def thread_messages(visitor):
    return visitor.rpc("/mail/thread/messages", **_thread(visitor))


@door
def thread_recipients(visitor):
    message = visitor.case.records["mail.message"].id
    return visitor.rpc(
        "/mail/thread/recipients", **_thread(visitor), message_id=message
    )


@door
def suggested_recipients(visitor):
    number, guessed = visitor.case.stranger.id, visitor.case.contact.ids
    return [
        visitor.rpc("/mail/thread/recipients/get_suggested_recipients", **thread)
        for thread in (
            _thread(visitor),
            {"thread_model": "res.partner", "thread_id": number},
            {
                "thread_model": "res.partner",
                "thread_id": number,
                "partner_ids": guessed,
            },
        )
    ]


@door
def from_email(visitor):
    """Ask who has an address; that the address itself comes back is no news."""
    case = visitor.case
    return [
        repr(
            visitor.rpc(
                "/mail/partner/from_email",
                thread_model=model,
                thread_id=number,
                emails=[case.locked.email],
            )
        ).replace(case.locked.email, "")
        for model, number in (
            ("res.partner", case.stranger.id),
            ("law.client", case.harbour.id),
        )
    ]


@door
def subscription_data(visitor):
    follower = visitor.case.records["mail.followers"].id
    return visitor.rpc("/mail/read_subscription_data", follower_id=follower)


@door
def thread_subscribe(visitor):
    case = visitor.case
    return visitor.rpc(
        "/mail/thread/subscribe",
        res_model="res.partner",
        res_id=case.stranger.id,
        partner_ids=case.contact.ids,
    )


@door
def message_post(visitor):
    return visitor.rpc(
        "/mail/message/post", **_thread(visitor), post_data={"body": "Hello"}
    )


@door
def message_reaction(visitor):
    message = visitor.case.records["mail.message"].id
    return visitor.rpc(
        "/mail/message/reaction", message_id=message, content="👍", action="add"
    )


@door
def message_update(visitor):
    message = visitor.case.records["mail.message"].id
    return visitor.rpc(
        "/mail/message/update_content",
        message_id=message,
        update_data={"body": "Hello", "attachment_ids": []},
    )


@door
def message_link(visitor):
    return visitor.get(f"/mail/message/{visitor.case.records['mail.message'].id}")


@door
def mail_view(visitor):
    number = visitor.case.harbour.id
    return visitor.get(f"/mail/view?model=law.client&res_id={number}")


@door
def chatter_fetch(visitor):
    return visitor.rpc("/mail/chatter_fetch", **_thread(visitor))


@door
def chatter_init(visitor):
    return visitor.rpc("/portal/chatter_init", **_thread(visitor))


@door
def attachment_zip(visitor):
    numbers = ",".join(map(str, visitor.case.records["ir.attachment"].ids))
    return visitor.form("/mail/attachment/zip", file_ids=numbers, zip_name="a.zip")


@door
def attachment_page(visitor):
    number = visitor.case.records["ir.attachment"].ids[0]
    return visitor.get(f"/mail/attachment/pdf_first_page/{number}")


@door
def author_avatar(visitor):
    message = visitor.case.records["mail.message"].id
    return visitor.get(f"/mail/avatar/mail.message/{message}/author_avatar/50x50")


@door
def mailbox(visitor):
    return [
        visitor.rpc(f"/mail/{box}/messages") for box in ("inbox", "history", "starred")
    ]


@door
def link_preview(visitor):
    number = visitor.case.harbour.id
    return visitor.rpc(
        "/html_editor/link_preview_internal",
        preview_url=f"{visitor.case.base_url()}/odoo/law.client/{number}",
    )


# === DISCUSS, CALENDAR, THE SCREEN ===


@door
def discuss_search(visitor):
    return visitor.rpc("/discuss/search", term=NAME)


@door
def channel_messages(visitor):
    channel = visitor.case.records["discuss.channel"].id
    return visitor.rpc("/discuss/channel/messages", channel_id=channel)


@door
def channel_members(visitor):
    channel = visitor.case.records["discuss.channel"].id
    return visitor.rpc(
        "/discuss/channel/members", channel_id=channel, known_member_ids=[]
    )


@door
def channel_attachments(visitor):
    channel = visitor.case.records["discuss.channel"].id
    return visitor.rpc("/discuss/channel/attachments", channel_id=channel)


@door
def calendar_notify(visitor):
    return visitor.rpc("/calendar/notify")


@door
def breadcrumbs(visitor):
    number = visitor.case.harbour.id
    action = {"model": "law.client", "resId": number}
    return visitor.rpc("/web/action/load_breadcrumbs", actions=[action])


@door
def peek_notifications(visitor):
    channels = ["broadcast", f"law.client_{visitor.case.harbour.id}"]
    return visitor.rpc(
        "/websocket/peek_notifications",
        channels=channels,
        last=0,
        is_first_poll=True,
    )


@door
def menus(visitor):
    return visitor.get("/web/webclient/load_menus")


@door
def signup(visitor):
    """Ask for a token of each of a client's contacts, and open the page it is for."""
    case = visitor.case
    answers = []
    for partner in case.locked | case.contact:
        answer = visitor.rpc(
            "/web/dataset/call_kw/res.partner/signup_get_auth_param",
            model="res.partner",
            method="signup_get_auth_param",
            args=[partner.ids],
            kwargs={},
        )
        answers.append(answer)
        for token in re.findall(r'"auth_signup_token": "([^"]+)"', answer[1]):
            answers.append(visitor.get(f"/web/signup?token={token}"))
    return answers


@door
def session_info(visitor):
    return visitor.rpc("/web/session/get_session_info")


# === PORTAL ===


@door
def portal_pages(visitor):
    pages = ("/my", "/my/home", "/my/account", "/my/addresses", "/my/security")
    counters = visitor.rpc("/my/counters", counters=[])
    return [visitor.get(page) for page in pages], counters


@door
def portal_address(visitor):
    return visitor.get(f"/my/address?partner_id={visitor.case.locked.id}")
