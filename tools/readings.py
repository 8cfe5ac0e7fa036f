"""What a reading with a specification, or of groups, brought along."""

NAMES_ONLY = {"id", "display_name", "__last_update"}
# With one of these in the context a contact's name has its address in it.
LONG_NAMES = ("show_address", "show_email", "show_vat")


def opened_rows(answer):
    """Yield the rows of records in an answer, also those in groups that are open."""
    if isinstance(answer, dict):
        parts = [
            answer[key]
            for key in ("records", "groups", "__records", "__groups")
            if answer.get(key)
        ]
        for part in parts:
            yield from opened_rows(part)
        if not parts:
            yield answer
    elif isinstance(answer, list | tuple):
        for part in answer:
            yield from opened_rows(part)


def tells_more(names, context=None):
    """Whether these fields, in this context, say more of a record than its name."""
    if not set(names) <= NAMES_ONLY:
        return True
    return any((context or {}).get(key) for key in LONG_NAMES)


def paths_of(specification, before=""):
    """Return the fields of a specification, those of other records by their path."""
    paths = []
    for name, part in specification.items():
        inner = (part or {}).get("fields") or {}
        context = (part or {}).get("context") or {}
        more = "".join(f" {key}" for key in LONG_NAMES if context.get(key))
        paths.append(f"{before}{name}{more}")
        if tells_more(inner):
            paths += paths_of(inner, f"{before}{name}.")
    return paths


def named_in(answer, spec):
    """Return the ids by which groups at any depth are named, each as (id, name)."""
    found = set()
    if isinstance(answer, dict):
        value = answer.get(spec)
        if isinstance(value, list | tuple) and value and isinstance(value[0], int):
            found.add(value[0])
        groups = [part for name, part in answer.items() if name.endswith("groups")]
        return found.union(*(named_in(part, spec) for part in groups))
    if isinstance(answer, list | tuple):
        return found.union(*(named_in(group, spec) for group in answer))
    return found
