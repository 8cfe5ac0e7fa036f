import logging

from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

_logger = logging.getLogger(__name__)


class IrRule(models.Model):
    _inherit = "ir.rule"

    @api.model
    def _compute_domain(self, model_name, mode="read"):
        """Say which rule is broken instead of how: nothing is shown until it is whole.

        :raises AccessError: when a rule of the model cannot be evaluated
        """
        try:
            return super()._compute_domain(model_name, mode)
        except UserError:
            raise
        except Exception as error:
            broken = self._law_broken_rules(model_name, mode)
            if not broken:
                raise
            _logger.warning("Record rules %s are broken: %s", broken.ids, error)
            raise AccessError(
                self.env._(
                    "Nothing is shown, because an access rule is broken: %(rules)s. "
                    "Ask an administrator to correct it under Settings, Technical, "
                    "Record Rules; one of the firm's own comes right when the addon is "
                    "updated.",
                    rules=", ".join(broken.mapped("name")),
                )
            ) from error

    def _law_broken_rules(self, model_name, mode):
        """Return the rules of the user for a model that cannot be evaluated."""
        context = self._eval_context()
        model = self.env[model_name]

        def is_broken(rule):
            try:
                Domain(safe_eval(rule.domain_force or "[]", context)).optimize(model)
            except Exception:
                return True
            return False

        rules = self._get_rules(model_name, mode=mode).sudo()  # their text only
        return rules.filtered(is_broken)
