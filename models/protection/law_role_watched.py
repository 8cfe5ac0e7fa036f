from odoo import api, models
from odoo.fields import Domain

from .door import somebody_asks


class ResGroups(models.Model):
    """Whoever gives a role of the firm opens clients: never unnoticed.

    By whatever way: to a person, to a group the person is in, or by putting the person
    into a group. Not meant is what an installation brings.
    """

    _inherit = "res.groups"

    @api.model_create_multi
    def create(self, vals_list):
        held = self._law_roles_held()
        groups = super().create(vals_list)
        self._law_note_roles(held)
        return groups

    def write(self, vals):
        held = None
        if {"implied_ids", "implied_by_ids", "user_ids"} & vals.keys():
            held = self._law_roles_held()
        result = super().write(vals)
        self._law_note_roles(held)
        return result

    @api.model
    def _law_roles_held(self):
        """Return {role: (users, groups)} who has each, or None if no person is at work.

        Archived people count: they may be opened again.
        """
        if not (somebody_asks() and self.pool.ready):
            return None
        # sudo: who has which role, to be told to the firm's heads only
        Data, User = (self.env[m].sudo() for m in ("ir.model.data", "res.users"))
        ours = Data.search(
            [("module", "=", "law_firm_client"), ("model", "=", "res.groups")]
        )
        User = User.with_context(active_test=False)
        return {
            role: (
                User.search(Domain("all_group_ids", "in", role.id)),
                role.all_implied_by_ids,
            )
            for role in self.sudo().browse(ours.mapped("res_id")).exists()
        }

    @api.model
    def _law_note_roles(self, before):
        """Note who has roles now that he, she or it had not.

        :param before: what `_law_roles_held` said then
        """
        if before is None:
            return
        after = self._law_roles_held()
        none = self.env["res.users"].sudo(), self.sudo().browse()
        people, groups = {}, {}
        for role, (users, implying) in after.items():
            users_then, implying_then = before.get(role, none)
            for user in users - users_then:
                people[user] = people.get(user, none[1]) | role
            for group in implying - implying_then - role:
                groups[group] = groups.get(group, none[1]) | role
        self._law_note_gained(people, groups)

    @api.model
    def _law_note_gained(self, people, groups):
        """Write the rows and notices of what was gained.

        :param people: {user: roles}
        :param groups: {group: roles}
        """
        note = self.env["law.access.log"]._note_roles
        if groups:
            gained = self.sudo().union(*groups)
            given = [(g.full_name, roles, False) for g, roles in groups.items()]
            note(gained, self.env.company, self._law_highest(given))
        by_company = self.env["res.users"].sudo().union(*people).grouped("company_id")
        for company, users in by_company.items():
            given = [(u.name, people[u], u.id == self.env.uid) for u in users]
            note(users, company, self._law_highest(given))

    @api.model
    def _law_highest(self, given):
        """Leave out roles that come along with another of them."""
        highest = []
        for name, roles, own in given:
            along = roles.filtered(
                lambda role, others=roles: (role.all_implied_by_ids - role) & others
            )
            highest.append((name, roles - along, own))
        return highest


class ResUsers(models.Model):
    _inherit = "res.users"

    @api.model_create_multi
    def create(self, vals_list):
        held = self.env["res.groups"]._law_roles_held()
        users = super().create(vals_list)
        self.env["res.groups"]._law_note_roles(held)
        return users

    def write(self, vals):
        held = None
        if "group_ids" in vals:
            held = self.env["res.groups"]._law_roles_held()
        result = super().write(vals)
        self.env["res.groups"]._law_note_roles(held)
        return result
