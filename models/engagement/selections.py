"""Choices that several models of the engagement room share."""

STATES = [
    ("draft", "Draft"),
    ("conflict", "Conflict check"),
    ("open", "Under way"),
    ("closed", "Concluded"),
]

# What the client gave to the firm: opened once, also if it was concluded since.
GIVEN = ("open", "closed")

ENGAGEMENT_SOURCES = [
    ("walk_in", "Walk-in"),
    ("word_of_mouth", "Word of mouth"),
    ("referral", "Referral"),
    ("development", "Own development"),
]

OUTCOMES = [
    ("won", "Won"),
    ("partly_won", "Partly won"),
    ("lost", "Lost"),
    ("settled", "Settled"),
    ("completed", "Completed"),
    ("ended_early", "Ended early"),
    ("declined", "Not taken on"),
]

PARTY_ROLES = [
    ("opponent", "Opponent"),
    ("third_party", "Third party"),
    ("co_party", "Co-party"),
    ("opposing_counsel", "Counsel of the other side"),
    ("guarantor", "Guarantor"),
    ("tribunal", "Court or arbitral body"),
    ("target", "Target company"),
    ("counterparty", "Counterparty to a deal"),
    ("other", "Other"),
]
