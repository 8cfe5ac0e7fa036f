"""The ways in to a record by the ORM, as RPC and the screen take them.

A way is called with the records as the prober's (no superuser), and what is known
beforehand. Ways that *find* return whether the records were found; ways that *tell*
return their whole answer, in which the marked words are looked for.
"""

from odoo.exceptions import UserError
from odoo.fields import Domain

from ...models.protection.guarded import tells_of_clients
from .firm import NAME

FINDS, GUESSES, TELLS = {}, {}, {}
TEXTS = ("char", "text", "html")


def finds(function):
    FINDS[function.__name__.strip("_")] = function
    return function


def guesses(function):
    GUESSES[function.__name__] = function
    return function


def tells(function):
    TELLS[function.__name__.strip("_")] = function
    return function


def _ours(records):
    return Domain("id", "in", records.ids)


def _names(records, types=None):
    """Return the fields that the prober may name, as a client program learns them."""
    return [
        name
        for name, field in records.fields_get(attributes=["type", "relation"]).items()
        if (not types or field["type"] in types)
        and field["type"] != "binary"
        and not (
            field["type"] in ("one2many", "many2many")
            and not records.env[field["relation"]].has_access("read")
        )
    ]


# === FINDING ===


@finds
def search(records):
    return records.search(_ours(records))


@finds
def search_count(records):
    return records.search_count(_ours(records))


@finds
def search_archived(records):
    return records.with_context(active_test=False).search(_ours(records))


@finds
def search_read(records):
    return records.search_read(_ours(records), ["id"])


@finds
def web_search_read(records):
    return records.web_search_read(_ours(records), {"id": {}})["length"]


@finds
def name_search(records):
    return records.name_search("", _ours(records))


@finds
def grouped_count(records):
    return records.formatted_read_group(_ours(records), [], ["__count"])[0]["__count"]


@finds
def old_grouped_count(records):
    grouped = records.read_group  # deprecated, and a door as long as Odoo has it
    rows = grouped(list(_ours(records)), ["id"], [])
    return rows[0]["__count"]


@finds
def grouping_sets(records):
    sets = records.formatted_read_grouping_sets(_ours(records), [[]], ["__count"])
    return sets[0][0]["__count"]


# === GUESSING: only whether a guess is right comes back ===


@guesses
def guess_text(records, words=()):
    """Try words on each text that can be searched, whether it can be read or not."""
    return _guess(
        records,
        [
            name
            for name, field in records._fields.items()
            if field.type in TEXTS
            and field._description_searchable
            and (name != "display_name" or records._rec_name)
        ],
        words,
    )


@guesses
def guess_related(records, words=()):
    """Try words on what the records point at."""
    return _guess(
        records,
        [
            f"{name}.{part}"
            for name, field in records._fields.items()
            if _leads_to_clients(field) and field._description_searchable
            for part in ("name", "email", "phone", "street")
            if part in records.env[field.comodel_name]._fields
        ],
        words,
    )


def _leads_to_clients(field):
    return field.type == "many2one" and tells_of_clients(field.comodel_name)


def _guess(records, paths, words):
    """Return whether a guess is right; all at once, or one by one if one is refused."""
    guesses = [Domain(path, "ilike", word) for path in paths for word in words]
    try:
        return bool(records.search_count(_ours(records) & Domain.OR(guesses)))
    except UserError:
        return any(_is_right(records, guess) for guess in guesses)


def _is_right(records, guess):
    try:
        return bool(records.search_count(_ours(records) & guess))
    except UserError:
        return False


# === TELLING ===


@tells
def read(records):
    return records.read(_names(records))


@tells
def read_name(records):
    return records.read(["display_name"])


@tells
def web_read(records):
    return records.web_read(_specification(records))


@tells
def web_search_all(records):
    return records.web_search_read([], _specification(records), limit=80)


@tells
def search_read_all(records):
    return records.search_read([], _names(records), limit=80)


def _specification(records):
    return {
        name: {"fields": {"display_name": {}}}
        if records._fields[name].relational
        else {}
        for name in _names(records)
    }


@tells
def name_search_all(records):
    return records.name_search("", limit=200), records.name_search(NAME)


@tells
def export_data(records):
    paths = _names(records)
    more = [
        f"{name}/{part}"
        for name in paths
        if records._fields[name].type == "many2one"
        for part in ("display_name", "email", "name")
        if part in records.env[records._fields[name].comodel_name]._fields
    ]
    return records.export_data([*paths, *more])


@tells
def group_by_each(records):
    answers = []
    for name in _names(records):
        field = records._fields[name]
        if field.store and field.groupable and field.type not in ("properties",):
            try:
                answers.append(
                    records.formatted_read_group(_ours(records), [name], ["__count"])
                )
            except Exception as error:
                answers.append(str(error))
    return answers


@tells
def copy_data(records):
    return records.copy_data()


@tells
def copy(records):
    return records.copy().read()


@tells
def onchange_whole(records):
    record = records[:1]
    return record.onchange({}, [], _specification(records))


@tells
def onchange_new(records):
    """Choose by number what the record points at, and see what the form fills in."""
    target = records[:1].sudo()
    answers = []
    for name, field in records._fields.items():
        if _leads_to_clients(field) and field.store and target[name]:
            guessed = {name: {"id": target[name].id, "display_name": ""}}
            try:
                answers.append(
                    records.browse().onchange(guessed, [name], _specification(records))
                )
            except Exception as error:
                answers.append(str(error))
    return answers


@tells
def default_get(records):
    target = records[:1].sudo()
    given = {
        f"default_{name}": target[name].id
        for name, field in records._fields.items()
        if field.type == "many2one" and field.store and target[name]
    }
    given |= {"active_model": records._name, "active_id": target.id}
    given |= {"active_ids": target.ids}
    model = records.browse().with_context(**given)
    return model.default_get(_names(records)), model.onchange(
        {}, [], _specification(records)
    )


@tells
def metadata(records):
    return records.get_metadata()


@tells
def search_panel(records):
    answers = []
    for name in _names(records, ("many2one",)):
        if not _leads_to_clients(records._fields[name]):
            continue
        try:
            answers.append(records.search_panel_select_range(name))
        except Exception as error:
            answers.append(str(error))
    return answers


@tells
def sort_by_each(records):
    """Sort by what may not be read: whether it is refused, or tells the order."""
    names = [n for n in _names(records, TEXTS) if records._fields[n].store]
    return records.search_read(_ours(records), ["id"], order=", ".join(names[:40]))
