from odoo import models


class LawClientUpdate(models.Model):
    _name = "law.client.update"
    _inherit = ["law.discreet.thread", "law.client.update"]

    def _checker(self):
        """Ask nobody who may not read the form, for a wall, say."""
        checker = super()._checker()
        if not checker or self._readable_by(checker):
            return checker
        if self.client_id:
            return self.client_id._whom_to_ask(self._writers())
        others = self.env["law.client"]._duty_holders(self.company_id)
        return (others - self._writers())[:1]
