from odoo import api, models


class LawClient(models.Model):
    _name = "law.client"
    _inherit = ["law.read.logged", "law.client"]

    def _logged_clients(self):
        return self

    @api.readonly
    def get_relation_graph(self, *args, **kwargs):
        return self._answer(
            lambda graph: self._log_records([{"id": self.id}], ["relation graph"]),
            super().get_relation_graph,
            *args,
            **kwargs,
        )

    @api.readonly
    def find_chain(self, *args, **kwargs):
        return self._answer(
            lambda chain: self._log_records([{"id": self.id}], ["chain of relations"]),
            super().find_chain,
            *args,
            **kwargs,
        )

    @api.readonly
    def get_introductions(self):
        return self._answer(
            lambda found: self._log_records([{"id": self.id}], ["introductions"]),
            super().get_introductions,
        )
