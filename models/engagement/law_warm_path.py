from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..client.law_entry_check import named_id
from ..client.relation_graph import RelationGraph

DEPTH = 4
NODES = 2000
ASKED = ("liaison", "manager", "handling")


class LawWarmPath(models.TransientModel):
    """Who can introduce the firm to somebody: the shortest way over people (S11).

    Walked from the target towards the firm's clients, set by set, with the reader's own
    rights: a client that he or she may not see is no step of any way, so that neither
    its name nor the length of a way through it is told. A way tells of clients as a
    list of them does, so that its reading is in the access log with whom it names.
    """

    _name = "law.warm.path"
    _inherit = ["law.read.logged"]
    _description = "Way to Somebody"

    partner_id = fields.Many2one(
        "res.partner", "Whom We Want to Reach", required=True, ondelete="cascade"
    )
    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    found = fields.Boolean(compute="_compute_path")
    path = fields.Html("The Way", compute="_compute_path", sanitize=False)
    client_id = fields.Many2one("law.client", "Through", compute="_compute_path")
    named_ids = fields.Many2many(
        "law.client", string="Clients on the Way", compute="_compute_path"
    )
    ask_ids = fields.Many2many("res.users", "Ask in the Firm", compute="_compute_path")

    @api.depends("partner_id", "company_id")
    @api.depends_context("uid", "lang")
    def _compute_path(self):
        for way in self:
            nodes, links = way._shortest()
            client = self.env["law.client"].browse(nodes and nodes[0]["client_id"])
            way.found = bool(nodes)
            way.client_id = client
            way.named_ids = client.browse(
                node["client_id"] for node in nodes if node["client_id"]
            )
            way.ask_ids = way._whom_to_ask(client)
            way.path = way._told(nodes, links) if way.partner_id else False

    def onchange(self, values, field_names, fields_spec):
        """A way is told before it is saved, too: as soon as somebody is chosen."""

        def log(answer):
            shown = {**values, **(answer.get("value") or {})}
            names = [name for name in ("partner_id", "company_id") if name in shown]
            way = self.new({name: named_id(shown[name]) for name in names})
            way.partner_id._log_filled_in(self._name, list(fields_spec))
            way.named_ids._log_filled_in(self._name, list(fields_spec))

        return self._answer(log, super().onchange, values, field_names, fields_spec)

    def _law_is_own_entry(self, vals, next_id=None):
        """A way that is saved is a question, and its answer is others' data."""
        return False

    def _logged_clients(self):
        """The clients whom the ways name, found with the reader's own rights."""
        return self.sudo(False).named_ids.sudo()

    def _shortest(self):
        """Return (nodes, links) from a client of the firm to the target, in order."""
        self.ensure_one()
        graph = RelationGraph(self.company_id)
        frontier = target = self.partner_id
        if not target or not graph.add(target):
            return [], []
        for level in range(1, DEPTH + 1):
            frontier = graph.grow(frontier, level, limit=NODES)
            clients = [
                graph.nodes[partner.id]
                for partner in frontier
                if graph.nodes[partner.id]["kind"] == "client"
            ]
            if clients or not frontier:
                break
        if not clients:
            return [], []
        end = self.env["res.partner"].browse(self._nearest(clients)["id"])
        trace = self.env["law.client"]._trace(graph, target, end)
        return trace["nodes"][::-1], trace["links"][::-1]

    def _nearest(self, nodes):
        """Return the client whom the reader serves, else the one met last."""
        clients = self.env["law.client"].browse(n["client_id"] for n in nodes)
        order = {c.id: (not c.my_client, c.state != "active", c.id) for c in clients}
        return min(nodes, key=lambda node: order[node["client_id"]])

    def _told(self, nodes, links):
        """Return the way as it is shown."""
        return self.env["ir.qweb"]._render(
            "law_firm_client.warm_path", {"steps": self._steps(nodes, links)}
        )

    def _steps(self, nodes, links):
        """Return [{name, words, client}]: each name, how it is tied to the next one,
        and whether it is that of a client of the firm."""
        steps = []
        for number, node in enumerate(nodes):
            words = ""
            if number < len(links):
                link = links[number]
                onward = link["from"] == node["id"]
                words = link["label"] if onward else link["inverse_label"]
            client = bool(node["client_id"])
            steps.append({"name": node["name"], "words": words, "client": client})
        return steps

    def _whom_to_ask(self, client):
        """Return who serves the client now, the liaison lawyer first."""
        members = self.env["law.client.member"].search(
            self.env["law.client.member"]._domain_current()
            & Domain("client_id", "=", client.id)
            & Domain("role", "in", ASKED)
        )
        return members.sorted(lambda m: ASKED.index(m.role)).user_id


class ResPartner(models.Model):
    _inherit = "res.partner"

    def action_law_warm_path(self):
        """Show who of the firm's clients can introduce the firm here (button)."""
        self.ensure_one()
        self.check_access("read")
        user = self.env.user
        if not (
            user.has_group("law_firm_client.group_lawyer")
            or user.has_group("law_firm_client.group_client_manager")
        ):
            raise UserError(
                self.env._("Ask a lawyer or a client manager for a way to somebody.")
            )
        way = self.env["law.warm.path"].create({"partner_id": self.id})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Who Can Introduce Us"),
            "res_model": "law.warm.path",
            "res_id": way.id,
            "views": [[False, "form"]],
            "target": "new",
        }


class LawClient(models.Model):
    _inherit = "law.client"

    def action_law_warm_path(self):
        """Show who of the firm's clients can introduce the firm here (button)."""
        self.check_access("read")
        return self.partner_id.action_law_warm_path()
