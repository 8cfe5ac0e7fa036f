from odoo import models
from odoo.exceptions import UserError

KNOWN = frozenset(
    ("person_name", "other_names", "phones", "emails", "numbers", "birthday")
)


class LawPrivacyRequest(models.Model):
    """By what a person was searched stands still, or the search is made anew."""

    _inherit = "law.privacy.request"

    def write(self, vals):
        changed = self.browse()
        if KNOWN & vals.keys():
            searched = self.filtered("searched_on")
            changed = searched.filtered(lambda request: request._known_by(vals))
        done = changed.filtered(lambda one: one.erased_on or one.delivered_on)
        if done:
            raise UserError(
                self.env._(
                    "What %(request)s was searched by stays as it is: the data was "
                    "erased or handed out. Other names are a new request.",
                    request=done[0].name,
                )
            )
        result = super().write(vals)
        changed._discard_search()
        return result

    def _known_by(self, vals):
        """Whether these values would change by what the person is searched."""
        return any(
            self._fields[name].convert_to_cache(vals[name], self) != self[name]
            and (vals[name] or self[name])
            for name in KNOWN & vals.keys()
        )

    def _discard_search(self):
        """Forget what was found by other names, and all that was decided on it."""
        if not self:
            return
        self.check_access("write")
        system = self.sudo()  # finds and items are written by the system alone
        system.item_ids.unlink()
        system.find_ids.unlink()
        self._stamp(
            {
                "searched_on": False,
                "search_result": False,
                "copy_by_id": False,
                "copy_approved_by_id": False,
                "copy_approved_on": False,
            }
        )
        self._forget_approval()
