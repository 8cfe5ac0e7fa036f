from odoo import api, models
from odoo.exceptions import UserError
from odoo.tools import SQL


class LawAppendOnly(models.AbstractModel):
    """What is written once and stays: nobody adds, changes or removes it by hand.

    That holds for superuser too. Such a model writes its rows by SQL in a method of
    its own, and PostgreSQL refuses their change (see access_log_tables.py).
    """

    _name = "law.append.only"
    _description = "Written Once"

    # pylint: disable=method-required-super
    # There is nothing to go on to: these always refuse.

    @api.model_create_multi
    def create(self, vals_list):
        raise UserError(
            self.env._(
                "The system alone writes this record. Do what is to be recorded, and "
                "it is written here."
            )
        )

    def write(self, vals):
        raise UserError(
            self.env._(
                "What is recorded here is not changed by anybody. If it is wrong, do "
                "the right thing now: that is recorded as well."
            )
        )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(
            self.env._(
                "What is recorded here is not deleted by anybody. Old rows leave the "
                "log in a sealed archive only."
            )
        )

    @api.model
    def _insert(self, values):
        """Write one record by SQL: what is written once has no other way in."""
        self.env.execute_query(
            SQL(
                "INSERT INTO %s (%s) VALUES %s RETURNING id",
                SQL.identifier(self._table),
                SQL(", ").join(SQL.identifier(name) for name in values),
                tuple(values.values()),
            )
        )
        self.invalidate_model()
