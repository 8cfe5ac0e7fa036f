from odoo import api, models


class LawCommittee(models.Model):
    _name = "law.committee"
    _inherit = ["law.discreet.thread", "law.committee"]

    @api.model_create_multi
    def create(self, vals_list):
        committees = super().create(vals_list)
        self.env["law.departure"]._check_takers(committees.user_ids)
        return committees

    def write(self, vals):
        """Let nobody join who leaves the firm."""
        before = {committee: committee.user_ids for committee in self}
        result = super().write(vals)
        if "user_ids" in vals:
            for committee, users in before.items():
                self.env["law.departure"]._check_takers(committee.user_ids - users)
        return result

    def _new_places(self, wanted):
        """Show those who leave none of the clients that come to the committee now."""
        leaving = self.env["law.departure"]._leaving().ids
        places = super()._new_places(wanted)
        return {place for place in places if place[2] not in leaving}
