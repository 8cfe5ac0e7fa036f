from odoo import fields
from odoo.fields import Domain
from odoo.tools import groupby

NODE_LIMIT = 80
LINK_LIMIT = 400


class RelationGraph:
    """What one user sees of the relations around partners, walked hop by hop.

    Every hop is a fixed number of queries, run with the user's own rights. Whoever is a
    client that the user may not see does not become a node: neither name nor relation
    leaves the server. Only that there *is* somebody shows, beside a client that the
    user does see (`mask`), without telling who, how many of them are the same, or what
    the relation is.
    """

    def __init__(self, company, *, include_ended=False, include_people=True):
        self.env = company.env
        self.company = company
        self.include_ended = include_ended
        self.include_people = include_people
        self.today = fields.Date.context_today(company)
        self.nodes = {}
        self.links = {}
        self.cut = set()

    def add(self, partners, level=0, limit=NODE_LIMIT):
        """Make nodes of those of `partners` that the user may see, and return them."""
        new = partners.filtered(lambda partner: partner.id not in self.nodes)
        clients, visible = self._visible(new)
        added = visible[: max(limit - len(self.nodes), 0)]
        self.cut.update((visible - added).ids)
        for partner in added:
            client = clients.get(partner.id)
            self.nodes[partner.id] = self._node(partner, client, level)
        return added

    def grow(self, frontier, level, limit=NODE_LIMIT):
        """Add whoever `frontier` is related to; return the partners that are new."""
        links = self._links(frontier)
        ends = dict.fromkeys(
            end for link in links for end in (link["from"], link["to"])
        )
        added = self.add(self.env["res.partner"].browse(ends), level, limit)
        for link in links:
            if link["from"] in self.nodes and link["to"] in self.nodes:
                self.links[link["id"]] = link
        return added

    def mask(self, partners):
        """Say beside each client of `partners` how many unseen ones it is tied to."""
        seen = [
            n["client_id"] for p in partners if (n := self.nodes[p.id])["client_id"]
        ]
        groups = (
            self.env["law.relation.end"]
            .sudo()  # only counted, beside clients that the user was found to see
            ._read_group(
                Domain("client_id", "in", seen)
                & Domain("other_client_id", "!=", False)
                & self._domain_dates(),
                ["client_id", "other_client_id"],
            )
        )
        others = self.env["law.client"].browse({other.id for _own, other in groups})
        hidden = others - others._filtered_access("read")
        for own, beside in groupby(groups, lambda group: group[0]):
            unseen = hidden.browse(other.id for _own, other in beside) & hidden
            node = self.nodes[own.partner_id.id]
            node["hidden"] = len(unseen)
            node["hidden_label"] = unseen._hidden_label() if unseen else ""

    def _visible(self, partners):
        """Return the user's clients by partner, and the partners that he may see."""
        found = (
            self.env["law.client"]
            .sudo()  # who is a client at all: the rest are everybody's contacts
            .with_context(active_test=False)
            .search_fetch(
                [
                    ("partner_id", "in", partners.ids),
                    ("company_id", "=", self.company.id),
                ],
                ["partner_id"],
            )
        )
        own = found.sudo(False)._filtered_access("read")
        hidden = found.partner_id - own.sudo().partner_id
        clients = {client.partner_id.id: client for client in own}
        return clients, (partners - hidden.sudo(False))._filtered_access("read")

    def _node(self, partner, client, level):
        kind = "company" if partner.is_company else "person"
        if client:
            kind = "prospect" if client.state == "prospect" else "client"
        return {
            "id": partner.id,
            "name": partner.name or partner.display_name,
            "kind": kind,
            "client_id": client.id if client else False,
            "level": level,
            "hidden": 0,
            "hidden_label": "",
        }

    def _domain_dates(self):
        if self.include_ended:
            return Domain.TRUE
        return Domain("date_to", "=", False) | Domain("date_to", ">=", self.today)

    def _links(self, partners):
        links = self._relation_links(partners)
        if self.include_people:
            links += self._position_links(partners)
        return links

    def _relation_links(self, partners):
        relations = self.env["law.relation"].search(
            Domain("company_id", "=", self.company.id)
            & (
                Domain("left_id", "in", partners.ids)
                | Domain("right_id", "in", partners.ids)
            )
            & self._domain_dates(),
            order="strength desc, id",
            limit=LINK_LIMIT,
        )
        return [
            self._link(
                relation,
                f"relation-{relation.id}",
                relation.left_id,
                relation.right_id,
                label=relation.type_id.name,
                inverse_label=relation.type_id._reading(inverse=True),
                category=relation.category,
                directed=not relation.symmetric,
            )
            for relation in relations
        ]

    def _position_links(self, partners):
        positions = self.env["law.client.position"].search(
            Domain("company_id", "=", self.company.id)
            & (
                Domain("client_id.partner_id", "in", partners.ids)
                | Domain("person_id.partner_id", "in", partners.ids)
            )
            & self._domain_dates(),
            limit=LINK_LIMIT,
        )
        roles = dict(positions._fields["role"]._description_selection(self.env))
        return [
            self._link(
                position,
                f"position-{position.id}",
                position.client_id.partner_id,
                position.person_id.partner_id,
                label=roles[position.role],
                inverse_label=roles[position.role],
                category="position",
                directed=False,
            )
            for position in positions
        ]

    def _link(self, record, key, left, right, **values):
        return {
            "id": key,
            "from": left.id,
            "to": right.id,
            "date_from": fields.Date.to_string(record.date_from) or False,
            "date_to": fields.Date.to_string(record.date_to) or False,
            "ended": bool(record.date_to and record.date_to < self.today),
            "share": record.share,
            **values,
        }
