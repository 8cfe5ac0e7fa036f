from odoo import api, models
from odoo.fields import Domain

from ...tools.names import name_key

# By these a person searches for a client, or a contact, by name.
BY_NAME = ("name", "display_name", "complete_name", "name_key", "alias_ids.name")
MANAGER = "law_firm_client.group_client_manager"


class LawListNote(models.AbstractModel):
    """A list that says what it leaves out: of whom the user is walled off (S62).

    Whoever is kept from a client and looks for it by its whole name is told that there
    is a restricted matter, and whom to ask; a part of a name tells nothing, so that no
    name can be found letter by letter. Told are those who see every other client, and
    those on the team: of the rest each client is hidden, and this would say which
    companies are clients.
    """

    _name = "law.list.note"
    _description = "What a List Does Not Show"

    @api.model
    def get_list_note(self, domain):
        """Return a sentence on what a search by name leaves out, or False.

        :param domain: the domain of the list
        """
        names = {text for text in self._law_names_sought(domain) if name_key(text)}
        walled = names and self._law_walled_named(names)
        if not walled:
            return False
        return self.env._(
            "Not shown here: %(count)s of this name. %(hint)s",
            count=len(walled),
            hint=walled._restricted_hint(),
        )

    @api.model
    def _law_names_sought(self, domain):
        """Yield the names that a domain looks for."""
        for condition in Domain(domain or []).iter_conditions():
            if condition.field_expr in BY_NAME:
                value = condition.value
                texts = [value] if isinstance(value, str) else value
                if isinstance(texts, list | tuple | set):
                    yield from (text for text in texts if isinstance(text, str))

    @api.model
    def _law_walled_named(self, names):
        """Return the clients of these names from which the user is walled off."""
        user = self.env.user
        walled = user.sudo().law_walled_client_ids  # one's own walls
        if not user.has_group(MANAGER):
            walled = walled.filtered(
                lambda client: user in client.member_ids.filtered("current").user_id
            )
        if not walled:
            return walled
        keys = [name_key(name) for name in names]
        named = Domain("name_key", "in", keys) | Domain(
            "alias_ids.name_key", "in", keys
        )
        return walled.search(named & Domain("id", "in", walled.ids))


class LawClient(models.Model):
    _name = "law.client"
    _inherit = ["law.list.note", "law.client"]


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["law.list.note", "res.partner"]


class LawAccessLog(models.Model):
    _inherit = "law.access.log"

    @api.model
    def get_list_note(self, domain):
        """Return how the numbers of rows are to be understood, or False.

        :param domain: the domain of the list
        """
        self.check_access("read")
        # sudo: only whether there are more
        firms = self.env["res.company"].sudo().search_count(Domain.TRUE)
        if firms == len(self.env.companies):
            return False
        return self.env._(
            "Rows are numbered through for the whole installation. Rows of companies "
            "that you are not in are not shown here: a number that is missing is one "
            "of theirs. 'Check the Log' looks at all rows."
        )
