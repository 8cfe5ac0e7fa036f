"""Which records must not be given away by their number, their name or a guess."""

# Of Odoo's own models, those that repeat what the firm knows of a client.
REPEATING = (
    "calendar.attendee",
    "calendar.event",
    "calendar.filters",
    "crm.activity.report",
    "crm.lead",
    "ir.attachment",
    "res.partner",
    "res.partner.bank",
    "res.users",
    "rating.rating",
    "snailmail.letter",
)
# What a form fills itself in from.
FILLED_FROM = ("calendar.event", "crm.lead", "mail.message", "res.partner")


def referred_id(value):
    """Return (model, id) that a value of a reference field names, else (None, None).

    As it is stored, "res.partner,7", and as a form sends and receives it.
    """
    if isinstance(value, dict):
        value = value.get("id") if isinstance(value.get("id"), dict) else value
        model, number = value.get("model"), value.get("id")
    else:
        model, _comma, number = str(value or "").partition(",")
        number = int(number) if number.isdecimal() else None
    return (model, number) if model and isinstance(number, int) else (None, None)


def tells_of_clients(model):
    """Whether records of a model tell about clients of the firm."""
    return model.startswith(("law.", "mail.", "sms.")) or model in REPEATING


def is_kept(model):
    """Whether only who sees a record of a model may point at it."""
    return model in ("res.partner", "res.users") or model.startswith("law.")
