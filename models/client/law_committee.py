from odoo import Command, api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain


class LawCommittee(models.Model):
    """A key-client committee (大客户业务委员会) that serves its clients together.

    Being on the committee puts a person on the team of each of its clients.
    """

    _name = "law.committee"
    _description = "Key-Client Committee"
    _inherit = ["mail.thread"]
    _order = "name, id"
    _check_company_auto = True

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company",
        required=True,
        index=True,
        ondelete="cascade",
        default=lambda self: self.env.company,
    )
    chair_id = fields.Many2one(
        "res.users", index=True, ondelete="restrict", check_company=True, tracking=True
    )
    user_ids = fields.Many2many("res.users", string="Members", check_company=True)
    client_ids = fields.Many2many("law.client", string="Clients", check_company=True)
    purpose = fields.Text()
    client_count = fields.Integer(compute="_compute_client_count", aggregator=None)

    @api.depends("client_ids")
    def _compute_client_count(self):
        for committee in self:
            committee.client_count = len(committee.client_ids)

    @api.constrains("chair_id", "user_ids")
    def _check_chair_id(self):
        for committee in self:
            if committee.chair_id and committee.chair_id not in committee.user_ids:
                raise ValidationError(
                    self.env._(
                        "%(name)s chairs the committee and must be one of its members.",
                        name=committee.chair_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        committees = super().create(vals_list)
        committees._sync_members()
        return committees

    def write(self, vals):
        result = super().write(vals)
        if {"user_ids", "client_ids", "active"} & vals.keys():
            self._sync_members()
        return result

    def unlink(self):
        """End the memberships that this committee gave before it goes."""
        self.write({"client_ids": [Command.clear()]})
        return super().unlink()

    def _sync_members(self):
        """Make the team memberships of the clients follow the committee."""
        Member = self.env["law.client.member"]
        present = Member.search(
            Member._domain_unended()
            & Domain("committee_id", "in", self.ids)
            & Domain("role", "=", "committee")
        )
        wanted = {
            (committee.id, client.id, user.id)
            for committee in self.filtered("active")
            for client in committee.client_ids
            for user in committee.user_ids
        }
        ended = present.filtered(
            lambda m: (m.committee_id.id, m.client_id.id, m.user_id.id) not in wanted
        )
        ended.action_end()
        have = {
            (m.committee_id.id, m.client_id.id, m.user_id.id) for m in present - ended
        }
        Member.create(
            [
                {
                    "committee_id": committee_id,
                    "client_id": client_id,
                    "user_id": user_id,
                    "role": "committee",
                }
                for committee_id, client_id, user_id in sorted(
                    self._new_places(wanted - have)
                )
            ]
        )

    def _new_places(self, wanted):
        """Return those of the (committee, client, user) ids that become memberships."""
        return wanted
