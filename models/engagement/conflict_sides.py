"""What it means that a name was found: on whose side it stands, and how grave it is."""

SIDES = [
    ("adverse", "The other side is our client"),
    ("former", "Our side was on the other side before"),
    ("tied", "The other side is tied to our client"),
    ("was_ours", "The other side is, or is tied to, a former client"),
    ("beside", "The other side stood beside our client before"),
    ("prospect", "The other side is, or is tied to, a prospect"),
    ("third", "A third party is our client"),
    ("third_tied", "A third party is tied to our client"),
    ("same", "It was on the other side before, too"),
    ("known", "Known to the firm"),
]
GRAVE = ("adverse", "former", "tied")
HARMLESS = ("same", "known")
# Roles of parties against whom the firm acted, or acts.
AGAINST = ("opponent", "counterparty", "target")


def gravity(side):
    """Return 0 for what is grave, 2 for what is harmless, and 1 for the rest."""
    if side in GRAVE:
        return 0
    return 2 if side in HARMLESS else 1


def side_of_party(asked, role):
    """Return what it means that a party to another engagement is called so.

    :param asked: on which side the name that was asked for stands
    :param role: the role of the party that was found
    """
    if asked == "client":
        return "former" if role in AGAINST else "known"
    if asked == "opponent" and role in AGAINST:
        return "same"
    return "beside" if asked == "opponent" and role == "co_party" else "known"


def side_of_tie(asked, source, state, own):
    """Return what it means that a client, or somebody tied to one, is called so.

    :param asked: on which side the name that was asked for stands
    :param source: where the name was found
    :param state: the life cycle of the client, None for a lead of no client
    :param own: whether it is the client who asks; its own names say nothing
    """
    if asked == "client":
        return False if own else "known"
    if own and source == "relation":  # an opponent whom the client deals with
        return "known"
    direct = source in ("client", "alias")
    if asked == "related":
        if state not in ("active", "dormant"):
            return "known"
        return "third" if direct else "third_tied"
    if source == "lead" or state == "prospect":
        return "prospect"
    if state == "former":
        return "was_ours"
    return "adverse" if direct else "tied"
