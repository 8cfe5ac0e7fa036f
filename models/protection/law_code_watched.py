import re

from odoo import SUPERUSER_ID, api, fields, models

from .door import somebody_asks
from .guarded import tells_of_clients

# What a template that reads more than its own record needs.
REACHES_FURTHER = re.compile(r"\b(env|sudo|search|browse)\b|\blaw_|partner")
TEXTS = ("subject", "body_html", "email_from", "email_to", "email_cc", "reply_to")


class LawAccessLog(models.Model):
    _inherit = "law.access.log"

    action = fields.Selection(selection_add=[("code", "Changed or ran code")])

    @api.model
    def _note_code(self, records, what):
        """Write code that can read clients in the log, and tell who must know."""
        nobody = self.env["law.client"]
        query = ", ".join(records.sudo().mapped("display_name"))
        number = self._record("code", records, clients=nobody, query=query, detail=what)
        row = self._prepare_row(records, nobody, self.env.company)
        # sudo: the alert and the notice are the system's
        self.env["law.access.alert"].sudo()._note_at_once(row, number, "code")
        self._tell_partners_of_code(query, number)

    @api.model
    def _tell_partners_of_code(self, names, number):
        """Tell the managing partners, else the heads, who changed which code."""
        self._tell_duty_holders(
            self.env._("Code that can read clients was changed"),
            self.env._(
                "%(person)s created or changed %(names)s: it can read the data of "
                "clients past every wall. Ask what it is for. Row %(number)s of the "
                "access log has the rest; an auditor opens it.",
                person=self.env.user.name,
                names=names,
                number=number,
            ),
            self.env.company,
        )


class LawCodeWatched(models.AbstractModel):
    """Code that people write into the database runs past every rule and wall.

    An administrator needs it, and nothing in Odoo can keep code from reading: so it is
    not forbidden, but neither written nor run unnoticed. What the addon and Odoo bring
    themselves is not meant.

    What remains: a job that runs by the clock leaves no row of its own when it runs,
    only when it is written; texts of reports and pages (``ir.ui.view``) can reach as
    far and are not watched; and whoever installs modules, or has the database or the
    server, is past all of this. Such people need a contract, not a rule.
    """

    _name = "law.code.watched"
    _description = "Code that Can Read Clients"

    @api.model_create_multi
    def create(self, vals_list):
        written = super().create(vals_list)
        written._law_note_code(self.env._("Created"))
        return written

    def write(self, vals):
        result = super().write(vals)
        self._law_note_code(", ".join(sorted(vals)))
        return result

    def _law_note_code(self, what):
        """Note those of the records that can read clients, if a person is at work."""
        if somebody_asks() and not self.env.su:
            reaching = self.filtered(lambda record: record._law_reaches_clients())
            if reaching:
                self.env["law.access.log"]._note_code(reaching, what)

    def _law_reaches_clients(self):
        """Return whether this can read or change what the firm knows of clients."""
        raise NotImplementedError


class IrActionsServer(models.Model):
    _name = "ir.actions.server"
    _inherit = ["law.code.watched", "ir.actions.server"]

    def _law_reaches_clients(self):
        action = self.sudo()  # whoever wrote it is told nothing
        return action.state == "code" or tells_of_clients(action.model_name or "")

    def run(self):
        """Running what a person has written is noted before it runs."""
        names = self.get_external_id()
        written = self.sudo().filtered(
            lambda action: (
                action._law_reaches_clients()
                and (
                    not names[action.id]
                    or names[action.id].startswith("__")
                    or action.write_uid.id != SUPERUSER_ID
                )
            )
        )
        if written and somebody_asks():
            self.env["law.access.log"]._record(
                "code",
                written,
                clients=self.env["law.client"],
                query=", ".join(written.mapped("display_name")),
                detail=self.env._("Ran"),
            )
        return super().run()


class MailTemplate(models.Model):
    _name = "mail.template"
    _inherit = ["law.code.watched", "mail.template"]

    def _law_reaches_clients(self):
        template = self.sudo()  # whoever wrote it is told nothing
        return tells_of_clients(template.model or "") or any(
            REACHES_FURTHER.search(str(template[name] or "")) for name in TEXTS
        )


class IrModelFields(models.Model):
    """A field that is computed or related, made on the screen, reads as superuser."""

    _name = "ir.model.fields"
    _inherit = ["law.code.watched", "ir.model.fields"]

    def _law_reaches_clients(self):
        field = self.sudo()  # whoever wrote it is told nothing
        return field.state == "manual" and bool(field.compute or field.related)
