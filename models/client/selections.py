"""Choices that several models of the client room share."""

SOURCES = [
    ("lawyer_visit", "Lawyer's visit"),
    ("manager_visit", "Client manager's visit"),
    ("client", "Told by the client"),
    ("registry", "Public registry"),
    ("public", "Press and web"),
    ("import", "Imported card"),
]

RATINGS = [
    ("1", "Very low"),
    ("2", "Low"),
    ("3", "Fair"),
    ("4", "High"),
    ("5", "Very high"),
]

# The four blocks of the client card, and the record of contacts (requirements 1.2).
BLOCKS = [
    ("basic", "Basic data"),
    ("traits", "Characteristics"),
    ("business", "Business situation"),
    ("dealings", "Current dealings"),
    ("contact", "Contact and habits"),
]

COLLECTORS = [
    ("lawyer", "Handling lawyer"),
    ("manager", "Client manager"),
]

SIZES = [
    ("micro", "Micro"),
    ("small", "Small"),
    ("medium", "Medium"),
    ("large", "Large"),
]

STATES = [
    ("prospect", "Prospect"),
    ("active", "Active"),
    ("dormant", "Dormant"),
    ("former", "Former"),
]
