from .models.engagement import law_conflict_name
from .models.protection import access_log_tables


def uninstall_hook(env):
    """Take out what Odoo does not know to be the addon's."""
    access_log_tables.drop(env.cr)
    env["ir.config_parameter"].set_param(law_conflict_name.STATE, False)
