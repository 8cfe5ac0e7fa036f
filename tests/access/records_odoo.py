"""Odoo's own records that repeat what the firm knows of ``harbour``."""

from odoo import Command

from .records import _asked, _make, record_of

PNG = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)

CARD = "kvzcanary"
GREETING = "Good morning"

# === CONTACTS ===


@record_of("res.partner")
def _partners(case):
    case.locked.image_1920 = PNG
    return case.locked | case.contact | case.person


@record_of("res.partner.bank")
def _bank(case):
    return _make(
        case, "res.partner.bank", acc_number="55501737", partner_id=case.locked.id
    )


@record_of("res.users")
def _user(case):
    return case.guest


# === CHATTER ===


@record_of("mail.message")
def _message(case):
    return (
        case.harbour.with_user(case.manager)
        .with_context(tracking_disable=False)
        .message_post(
            body=CARD,
            partner_ids=case.lawyer.partner_id.ids,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
    )


@record_of("mail.notification")
def _notification(case):
    return case.env["mail.notification"].search(
        [("mail_message_id.model", "=", "law.client")], order="id desc", limit=1
    )


@record_of("mail.tracking.value")
def _tracking(case):
    message = case.records["mail.message"]
    field = case.env["ir.model.fields"]._get("law.client", "state")
    return _make(
        case,
        "mail.tracking.value",
        mail_message_id=message.id,
        field_id=field.id,
        old_value_char="kvzcanary",
        new_value_char="kvzcanary",
    )


@record_of("mail.message.reaction")
def _reaction(case):
    return _make(
        case,
        "mail.message.reaction",
        message_id=case.records["mail.message"].id,
        content="👍",
        partner_id=case.person.id,
    )


@record_of("mail.mail")
def _mail(case):
    return _make(
        case,
        "mail.mail",
        mail_message_id=case.records["mail.message"].id,
        email_to="p0@qvxcanary.example.com",
    )


@record_of("mail.scheduled.message")
def _scheduled(case):
    return (
        case.env["mail.scheduled.message"]
        .with_user(case.manager)
        .create(
            {
                "model": "law.client",
                "res_id": case.harbour.id,
                "author_id": case.manager.partner_id.id,
                "body": "kvzcanary",
                "subject": "kvzcanary",
                "scheduled_date": "2040-01-01 00:00:00",
            }
        )
    )


@record_of("mail.followers")
def _follower(case):
    case.harbour.sudo().message_subscribe(case.lawyer.partner_id.ids)
    return case.env["mail.followers"].search(
        [
            ("res_model", "=", "law.client"),
            ("res_id", "=", case.harbour.id),
            ("partner_id", "=", case.lawyer.partner_id.id),
        ]
    )


@record_of("mail.activity")
def _activity(case):
    return case.harbour.activity_schedule(
        "mail.mail_activity_data_todo", user_id=case.lawyer.id, summary="kvzcanary"
    )


@record_of("ir.attachment")
def _attachment(case):
    Attachment = case.env["ir.attachment"]
    values = {"res_model": "law.client", "res_id": case.harbour.id}
    return Attachment.create(
        [
            {"name": "kvzcanary.txt", "raw": b"kvzcanary", **values},
            {
                "name": "kvzcanary.txt",
                "raw": b"kvzcanary",
                "res_model": "mail.message",
                "res_id": case.records["mail.message"].id,
            },
        ]
    )


# === WHO IS LOCKED, SHOWN BY NAME WHERE OTHERS MAY READ ===


@record_of("mail.message#author")
def _written_by_contact(case):
    return case.stranger.sudo().message_post(
        body=GREETING,
        author_id=case.known.id,
        email_from=case.known.email,
        message_type="comment",
        subtype_xmlid="mail.mt_comment",
    )


@record_of("mail.followers#contact")
def _followed_by_contact(case):
    case.stranger.sudo().message_subscribe(case.known.ids)
    return (
        case.env["mail.followers"]
        .search([("res_model", "=", "res.partner"), ("res_id", "=", case.stranger.id)])
        .filtered(lambda f: f.partner_id == case.known)
    )


# === CALENDAR AND OPPORTUNITIES ===


@record_of("calendar.event")
def _event(case):
    partners = case.contact | case.manager.partner_id
    return _make(
        case,
        "calendar.event",
        name="qvxcanary",
        description="qvxcanary",
        start="2030-05-02 09:00:00",
        stop="2030-05-02 10:00:00",
        user_id=case.manager.id,
        partner_ids=[Command.set(partners.ids)],
    )


@record_of("calendar.attendee")
def _attendee(case):
    event = case.records["calendar.event"]
    return event.attendee_ids.filtered(lambda a: a.partner_id == case.contact)


@record_of("calendar.filters")
def _filter(case):
    return _make(
        case, "calendar.filters", user_id=case.manager.id, partner_id=case.contact.id
    )


@record_of("crm.lead")
def _lead(case):
    return _make(
        case,
        "crm.lead",
        name="qvxcanary",
        partner_id=case.contact.id,
        company_id=case.company_a.id,
        user_id=False,
    )


@record_of("crm.activity.report")
def _report(case):
    lead = case.records["crm.lead"]
    task = lead.activity_schedule(
        "mail.mail_activity_data_todo", user_id=case.manager.id
    )
    task.action_feedback(feedback="qvxcanary")
    case.env.flush_all()
    return case.env["crm.activity.report"].search([("lead_id", "=", lead.id)], limit=1)


# === DISCUSS ===


@record_of("discuss.channel")
def _channel(case):
    Channel = case.env["discuss.channel"].with_user(case.manager)
    channel = Channel._create_group(case.lawyer.partner_id.ids)
    channel.message_post(body=GREETING, message_type="comment")
    return channel


@record_of("discuss.channel.member")
def _member(case):
    return case.records["discuss.channel"].channel_member_ids.filtered(
        lambda m: m.partner_id == case.lawyer.partner_id
    )


@record_of("bus.bus")
def _bus(case):
    return _make(case, "bus.bus", channel='["x"]', message='"kvzcanary"')


# === LETTERS AND TEXTS ===


@record_of("snailmail.letter")
def _letter(case):
    return _make(
        case,
        "snailmail.letter",
        partner_id=case.locked.id,
        model="res.partner",
        res_id=case.locked.id,
        company_id=case.company_a.id,
        user_id=case.manager.id,
    )


@record_of("sms.sms")
def _sms(case):
    return _make(
        case, "sms.sms", partner_id=case.locked.id, number="55501737", body="qvxcanary"
    )


@record_of("rating.rating")
def _rating(case):
    return _make(
        case,
        "rating.rating",
        partner_id=case.contact.id,
        res_model_id=case.env["ir.model"]._get_id("res.partner"),
        res_id=case.locked.id,
        feedback="kvzcanary",
    )


@record_of("res.users.settings.volumes")
def _volume(case):
    settings = case.env["res.users.settings"]._find_or_create_for_user(case.manager)
    return _make(
        case,
        "res.users.settings.volumes",
        user_setting_id=settings.id,
        partner_id=case.contact.id,
        volume=0.5,
    )


# === FORMS THAT ASK ===

_asked(
    "mail.compose.message",
    model="law.client",
    res_ids=lambda case: str(case.harbour.ids),
    subject="kvzcanary",
    body="kvzcanary",
)
_asked(
    "mail.followers.edit",
    res_model="law.client",
    res_ids=lambda case: str(case.harbour.id),
    operation="add",
)
_asked(
    "mail.activity.schedule",
    res_model="law.client",
    res_ids=lambda case: str(case.harbour.ids),
)
_asked(
    "portal.share",
    res_model="res.partner",
    res_id=lambda case: case.locked.id,
    note="kvzcanary",
)
_asked("portal.wizard", partner_ids=lambda case: [Command.set(case.contact.ids)])


@record_of("portal.wizard.user")
def _portal_user(case):
    return case.records["portal.wizard"].user_ids[:1]


_asked(
    "base.partner.merge.automatic.wizard",
    partner_ids=lambda case: [Command.set((case.contact | case.person).ids)],
    dst_partner_id=lambda case: case.contact.id,
)
_asked(
    "sms.composer",
    res_model="res.partner",
    res_id=lambda case: case.locked.id,
    body="kvzcanary",
)
_asked(
    "privacy.lookup.wizard",
    "admin",
    name="Somebody",
    email="somebody@example.com",
)
