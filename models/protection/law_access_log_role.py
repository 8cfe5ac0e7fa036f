from odoo import api, fields, models

from ..client.listed import listed

# Of a group that many people are in, so many are named.
MOST_NAMED = 20


class LawAccessLog(models.Model):
    _inherit = "law.access.log"

    action = fields.Selection(selection_add=[("role", "Gave a role")])

    @api.model
    def _note_roles(self, records, company, given):
        """Write who got which roles in the log, and tell who must know, at once.

        :param records: the people, or the groups, that now have the roles
        :param given: [(name, roles, whether to oneself)]
        """
        nobody = self.env["law.client"]
        said = [self._role_given_text(*one) for one in given[:MOST_NAMED]]
        if len(given) > MOST_NAMED:
            said.append(self.env._("… and %(more)s more", more=len(given) - MOST_NAMED))
        number = self._record(
            "role",
            records,
            clients=nobody,
            query=", ".join(name for name, _roles, _own in given),
            detail="\n".join(said),
        )
        row = self._prepare_row(records, nobody, company)
        # sudo: the alert and the notice are the system's
        self.env["law.access.alert"].sudo()._note_at_once(row, number, "role")
        self._tell_duty_holders(
            self.env._("A role of the firm was given"),
            self.env._(
                "%(said)s\nRow %(number)s of the access log has it. If nobody decided "
                "it, take the role away again and ask.",
                said="\n".join(said),
                number=number,
            ),
            company,
        )

    @api.model
    def _role_given_text(self, name, roles, own):
        """Return in a sentence who gave whom which roles."""
        words = {
            "giver": self.env.user.name,
            "name": name,
            "roles": listed(self.env, roles.sudo().mapped("name")),
        }
        if own:
            return self.env._(
                "%(giver)s gave himself or herself this role: %(roles)s.", **words
            )
        return self.env._("%(giver)s gave %(name)s this role: %(roles)s.", **words)

    @api.model
    def _tell_duty_holders(self, subject, body, company, but=None):
        """Tell the managing partners and heads of a company, if others than the user.

        :param but: users who are not told
        """
        told = self.env["law.client"]._duty_holders(company) - self.env.user
        told -= but or told.browse()
        # sudo: a notice without a record
        self.env["mail.thread"].sudo().message_notify(
            author_id=self.env.user.partner_id.id,
            partner_ids=told.partner_id.ids,
            subject=subject,
            body=body,
        )
