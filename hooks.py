from .models.protection import access_log_tables


def uninstall_hook(env):
    """Take out of PostgreSQL what Odoo did not put there."""
    access_log_tables.drop(env.cr)
