"""What a client update form can speak about, and which fields each topic fills."""

# Fields of the card, by the block of the card that they belong to, in the order in
# which they are offered.
CARD_TOPICS = {
    "basic": (
        "name",
        "phone",
        "email",
        "website",
        "street",
        "street2",
        "city",
        "state_id",
        "zip",
        "country_id",
        "company_registry",
        "vat",
        "industry_id",
        "registered_on",
        "registered_capital",
        "employee_count",
        "size",
        "client_since",
        "service_ids",
    ),
    "traits": ("business_line_ids", "philosophy", "direction", "features"),
    "business": ("cooperation_note",),
    "contact": (
        "preferred_channel",
        "preferred_time",
        "lang",
        "report_format",
        "decision_maker_id",
        "habits",
        "taboo_topics",
    ),
}
# Topics of several fields: (model, field, required) each, and their block.
WIDE_TOPICS = {
    "person_new": (
        "basic",
        (
            ("law.client.person", "name", True),
            ("law.client.position", "role", True),
            ("law.client.person", "phone", False),
            ("law.client.person", "email", False),
        ),
    ),
    "position_new": (
        "basic",
        (
            ("law.client.position", "person_id", True),
            ("law.client.position", "role", True),
            ("law.client.position", "date_from", False),
            ("law.client.position", "share", False),
        ),
    ),
    "person_contact": (
        "basic",
        (
            ("law.client.position", "person_id", True),
            ("law.client.person", "phone", False),
            ("law.client.person", "email", False),
        ),
    ),
    "position_end": (
        "basic",
        (
            ("law.client.position", "person_id", True),
            ("law.client.position", "role", True),
            ("law.client.position", "date_to", True),
        ),
    ),
    "alias": (
        "basic",
        (
            ("law.client.alias", "name", True),
            ("law.client.alias", "kind", True),
        ),
    ),
    "relation": (
        "business",
        (
            ("law.relation.add", "reading", True),
            ("res.partner", "name", False),
            ("law.relation.add", "other_id", False),
            ("law.relation.add", "date_from", False),
            ("law.relation.add", "share", False),
            ("law.relation.add", "note", False),
        ),
    ),
    "need": (
        "dealings",
        (
            ("law.need", "name", True),
            ("law.need", "service_id", False),
            ("law.need", "urgency", False),
        ),
    ),
    "standing": (
        "dealings",
        (
            ("law.client.standing", "kind", True),
            ("law.client.standing", "rating", True),
            ("law.client.standing", "value", False),
            ("law.client.standing", "note", False),
        ),
    ),
}
# Topics that add to the card what must not be there yet.
NEW_TOPICS = ("position_new", "alias", "relation")
# A standing belongs to the block of its kind; to current dealings if not named here.
STANDING_BLOCKS = {
    "potential": "traits",
    "market_share": "business",
    "competitiveness": "business",
    "market_position": "business",
}
TOPIC_BLOCKS = {
    **{name: block for block, names in CARD_TOPICS.items() for name in names},
    **{name: block for name, (block, _parts) in WIDE_TOPICS.items()},
}


def topic_parts(topic):
    """Return the (model, field, required) that a proposal on this topic fills."""
    if topic in WIDE_TOPICS:
        return WIDE_TOPICS[topic][1]
    return (("law.client", topic, True),)
