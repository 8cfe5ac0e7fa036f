# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""What the web client asks the server for when it opens a view."""

from lxml import etree


def specification(env, model, kind):
    """Return the `specification` of web_read for a model's list or form."""
    view = env[model].get_view(view_type=kind)
    return _of_node(env, etree.fromstring(view["arch"]), model)


def _of_node(env, arch, model):
    found = {}
    for node in arch.xpath(".//field[not(ancestor::field)]"):
        field = env[model]._fields.get(node.get("name"))
        if field:
            found.setdefault(field.name, {}).update(_of_field(env, node, field))
    return found


def _of_field(env, node, field):
    if field.type == "many2one":
        return {"fields": {"display_name": {}}}
    if field.type not in ("one2many", "many2many"):
        return {}
    sub = node.find("list")
    if sub is None:
        sub = node.find("kanban")
    if sub is None:
        return {"fields": {"display_name": {}}, "limit": 40}
    inner = etree.fromstring(etree.tostring(sub))
    return {"fields": _of_node(env, inner, field.comodel_name), "limit": 40}
