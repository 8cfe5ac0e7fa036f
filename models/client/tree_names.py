"""Finding a record of a tree by the full name that lists show of it."""

from odoo.fields import Domain

SEPARATOR = " / "


def search_full_name(model, operator, value):
    """Return the domain of a condition on the full name of a tree of names.

    Part of a name finds what bears it, and all that stands below; a whole name finds
    the one record, as it is written in an exported file.
    """
    if operator in ("ilike", "=ilike", "like", "=like"):
        return Domain("id", "child_of", model.search([("name", operator, value)]).ids)
    if operator != "in":
        return NotImplemented
    return Domain.OR(_one(full) for full in value if isinstance(full, str))


def _one(full):
    domain, path = Domain.TRUE, "name"
    for part in reversed(full.split(SEPARATOR)):
        domain &= Domain(path, "=", part.strip())
        path = f"parent_id.{path}"
    return domain
