"""Amounts split so that no cent is lost or won."""


def split(total, parts, amounts, rounded):
    """Split each of `amounts`, which settle `total` bit by bit, over `parts` of it.

    As soon as all of `total` is settled, what each part was given adds up to the part.

    :param rounded: a function that rounds to the smallest coin
    :return: for each amount what each part gets of it
    """
    rows, done = [], 0.0
    given = [0.0] * len(parts)
    for amount in amounts:
        done += amount
        upto = [rounded(part * done / total) for part in parts]
        pairs = zip(upto, given, strict=True)
        rows.append([rounded(now - before) for now, before in pairs])
        given = upto
    return rows


def scale(amounts, whole, value, rounded):
    """Convert amounts of `whole` such that all of `whole` is worth `value` together."""
    results, done, given = [], 0.0, 0.0
    for amount in amounts:
        done += amount
        upto = rounded(value * done / whole)
        results.append(rounded(upto - given))
        given = upto
    return results
