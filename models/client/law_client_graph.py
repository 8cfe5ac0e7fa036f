from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import SQL

from .relation_graph import RelationGraph

DEPTH_LIMIT = 3
CHAIN_LIMIT = 6
CHAIN_NODE_LIMIT = 2000


class LawClient(models.Model):
    _inherit = "law.client"

    @api.readonly
    def get_relation_graph(
        self, depth=1, include_ended=False, include_people=True, centre_id=False
    ):
        """Return the relations around the client as nodes and links, to be drawn.

        Runs with the caller's rights. A client whom the caller may not see is never
        named; a node says in `hidden` to how many of them it is related.

        :param depth: how many steps to walk from the centre, 1 to 3
        :param include_ended: whether relations and positions of the past show
        :param include_people: whether the key people show
        :param centre_id: the partner to stand on; the client's own if left out
        :return: {centre, nodes: [{id, name, kind, client_id, level, hidden,
            hidden_label}],
            links: [{id, from, to, label, inverse_label, category, directed, date_from,
            date_to, ended, share}], cut: how many more were found and left out}
        :raises AccessError: when the caller may not see the client or the centre
        :raises UserError: when it is no number of steps, or no contact
        """
        self._check_one_client()
        steps = self._checked_number(depth or 1)
        graph = RelationGraph(
            self.company_id,
            include_ended=include_ended,
            include_people=include_people,
        )
        centre = self._graph_partner(graph, centre_id)
        frontier = walked = centre
        for level in range(1, min(max(steps, 1), DEPTH_LIMIT) + 1):
            walked |= frontier
            frontier = graph.grow(frontier, level)
        graph.mask(walked)
        return {
            "centre": centre.id,
            "nodes": list(graph.nodes.values()),
            "links": list(graph.links.values()),
            "cut": len(graph.cut),
        }

    @api.readonly
    def find_chain(self, target_id, include_ended=False):
        """Return the shortest chain of relations from the client to a partner.

        :param target_id: id of a partner that the caller may see
        :return: {nodes, links} along the chain, in order; both empty when the two are
            not connected in six steps over what the caller may see
        :raises AccessError: when the caller may not see the client or the target
        :raises UserError: when `target_id` is no contact
        """
        self._check_one_client()
        graph = RelationGraph(self.company_id, include_ended=include_ended)
        start = frontier = self._graph_partner(graph, False)
        target = self._graph_partner(RelationGraph(self.company_id), target_id)
        for level in range(1, CHAIN_LIMIT + 1):
            if target.id in graph.nodes or not frontier:
                break
            frontier = graph.grow(frontier, level, limit=CHAIN_NODE_LIMIT)
        return self._trace(graph, start, target)

    @api.readonly
    def get_introductions(self):
        """Return through whom the client came to the firm, and whom the client brought.

        :return: {came_through: nodes from the first introducer to the nearest one,
            brought: nodes with `by` (the partner id that introduced them)}. Where the
            caller may not see somebody, the chain ends with a node of kind hidden.
        :raises AccessError: when the caller may not see the client
        """
        self._check_one_client()
        return {
            "came_through": self._introduced_by(),
            "brought": self._introduced_from_here(),
        }

    def _check_one_client(self):
        """Raise unless this is one client, whom the user may read."""
        if len(self) != 1:
            raise UserError(self.env._("Choose one client to see its relations."))
        self.check_access("read")

    def _checked_number(self, value):
        """Return `value`, sent by whoever calls, as a number that the database has."""
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 2**31:
            raise UserError(
                self.env._("Choose a contact, and a number of steps from 1 to 3.")
            )
        return value

    def _graph_partner(self, graph, partner_id):
        """Return the partner to start from, as the first node of `graph`."""
        number = self._checked_number(partner_id or self.partner_id.id)
        partner = self.env["res.partner"].browse(number)
        if not graph.add(partner.exists()):
            raise AccessError(
                self.env._(
                    "You may not see the relations of this contact. "
                    "Ask the client manager."
                )
            )
        return partner

    def _trace(self, graph, start, target):
        """Return the nodes and links that lead back from `target` to `start`."""
        if target.id not in graph.nodes:
            return {"nodes": [], "links": []}
        nodes, links = [graph.nodes[target.id]], []
        while nodes[-1]["id"] != start.id:
            here = nodes[-1]
            for link in graph.links.values():
                ends = {link["from"], link["to"]}
                other = graph.nodes[(ends - {here["id"]} or ends).pop()]
                if here["id"] in ends and other["level"] == here["level"] - 1:
                    nodes.append(other)
                    links.append(link)
                    break
        return {"nodes": nodes[::-1], "links": links[::-1]}

    def _introduced_by(self):
        graph = RelationGraph(self.company_id)
        chain = self.env["law.relation"]._introduction_chain(
            self.partner_id, self.company_id
        )
        graph.add(chain)
        nodes = []
        for partner in chain:
            if partner.id not in graph.nodes:
                nodes.append(self._hidden_node(partner))
                break
            nodes.append(graph.nodes[partner.id])
        return nodes[::-1]

    def _introduced_from_here(self):
        """Return whom the client introduced, and whom they did in turn, nearest first.

        Behind somebody whom the user may not see, nobody shows.
        """
        rows = self._introduced_rows()
        graph = RelationGraph(self.company_id)
        graph.add(self.partner_id)
        graph.add(self.env["res.partner"].browse(row[0] for row in rows))
        shown, nodes = {self.partner_id.id}, []
        for partner_id, by_id in rows:
            if by_id not in shown or partner_id in shown:
                continue
            if partner_id in graph.nodes:
                shown.add(partner_id)
                nodes.append({**graph.nodes[partner_id], "by": by_id})
            elif by_id == self.partner_id.id:
                hidden = self.env["res.partner"].browse(partner_id)
                nodes.append({**self._hidden_node(hidden), "by": by_id})
        return nodes

    def _introduced_rows(self):
        """Return (partner id, id of who introduced it), nearest first.

        SQL, since the ORM has no recursive search; what of it the user may see is
        decided by the caller.
        """
        self.env["law.relation"].flush_model()
        return self.env.execute_query(
            SQL(
                """
                WITH RECURSIVE tree(partner_id, by_id, path) AS (
                    SELECT right_id, left_id, ARRAY[left_id, right_id]
                    FROM law_relation
                    WHERE left_id = %(start)s AND company_id = %(company)s
                      AND category = 'introduction'
                    UNION ALL
                    SELECT step.right_id, step.left_id, tree.path || step.right_id
                    FROM tree
                    JOIN law_relation step
                      ON step.left_id = tree.partner_id
                     AND step.company_id = %(company)s
                     AND step.category = 'introduction'
                    WHERE step.right_id <> ALL(tree.path)
                      AND array_length(tree.path, 1) <= %(depth)s
                )
                SELECT DISTINCT ON (array_length(path, 1), partner_id) partner_id, by_id
                FROM tree
                ORDER BY array_length(path, 1), partner_id
                LIMIT %(limit)s
                """,
                start=self.partner_id.id,
                company=self.company_id.id,
                depth=CHAIN_LIMIT,
                limit=CHAIN_NODE_LIMIT,
            )
        )

    def _hidden_node(self, partner):
        client = (
            self.sudo()  # told is only what `_hidden_label` says
            .with_context(active_test=False)
            .search(
                [
                    ("partner_id", "=", partner.id),
                    ("company_id", "=", self.company_id.id),
                ]
            )
        )
        return {
            "id": False,
            "name": client.sudo(False)._hidden_label(),
            "kind": "hidden",
            "client_id": False,
            "level": 0,
            "hidden": 0,
            "hidden_label": "",
        }

    def _hidden_label(self):
        """Return what is said instead of the names of clients the user may not see."""
        return self.env._("Not visible to you")
