from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError


class LawClientPart(models.AbstractModel):
    """Something on a client's card, or pointing at one: it never moves to another."""

    _name = "law.client.part"
    _description = "Part of a Client Card"
    _inherit = ["law.entry.check"]

    _anchor = "client_id"
    # The field that says who heard, judged or collected it, if there is one.
    _author = None
    # Days on which something was, so that they do not lie ahead.
    _past_days = ()

    @api.model_create_multi
    def create(self, vals_list):
        model = self._entered(vals_list)
        stamped = [{**vals, **self._stamps(vals)} for vals in vals_list]
        records = super(LawClientPart, model).create(stamped)
        self._check_references(vals_list)
        records._check_author()
        return records

    def write(self, vals):
        self._check_entered(vals)
        anchor = vals.get(self._anchor, False)
        if (
            not self.env.su
            and self._anchor in vals
            and any(record[self._anchor].id != anchor for record in self)
        ):
            raise UserError(
                self.env._(
                    "This belongs to the card on which it was entered. Enter it anew "
                    "on the other card, and remove it here."
                )
            )
        self._check_references([vals])
        result = super().write({**vals, **self._stamps(vals)})
        if self._author in vals:
            self._check_author()
        return result

    def _stamps(self, vals):
        """Return what the system notes itself when `vals` are written."""
        return {}

    def _check_author(self):
        """Nobody files an entry under a colleague's name; managers may hand it over."""
        if not self._author or self.env.su:
            return
        others = self[self._author] - self.env.user
        manager = self.env.user.has_group("law_firm_client.group_client_manager")
        if others and not manager:
            raise UserError(
                self.env._("What you enter carries your own name. Leave it so.")
            )
        if others.filtered(lambda user: user.share or user._is_superuser()):
            raise UserError(
                self.env._("Name a person of the firm: who heard or judged this?")
            )

    @api.constrains(lambda self: self._past_days)
    def _check_past_days(self):
        tomorrow = fields.Date.add(fields.Date.context_today(self), days=1)
        for record in self:
            for name in self._past_days:
                if record[name] and record[name] > tomorrow:
                    label = self.fields_get([name], ["string"])[name]["string"]
                    raise ValidationError(
                        self.env._(
                            "%(label)s: %(date)s lies in the future. Enter the day on "
                            "which it was.",
                            label=label,
                            date=record[name],
                        )
                    )
