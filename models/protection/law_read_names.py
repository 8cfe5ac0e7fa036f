from odoo import models
from odoo.tools import SQL

from .names_offered import FEW_NAMES, FORGET, NOTE, NOTED, OFFERED, Offered


class LawReadLogged(models.AbstractModel):
    """Names that a few at a time were offered; many of them are a list.

    Counted by person in the database, over all processes and days, until they are
    enough for a row. A process keeps the last few to itself, so that hardly any request
    writes: whoever types in a field waits for nothing.
    """

    _inherit = "law.read.logged"

    def _note_names(self, read):
        """Note names that were offered; of whoever is at the limit, record them.

        :raises AccessError: when the reader has read as much as the limit
        """
        key = (self.env.cr.dbname, self.env.uid, self._name)
        offered = OFFERED.setdefault(key, Offered())
        if read and self.env["law.access.log"]._is_at_limit(
            offered.count_with(read.ids)
        ):
            self.env["law.access.log"]._record(
                "list", read, detail=self.env._("Names, a few at a time")
            )
            return
        if not offered.add(read.ids):
            return
        who = {"user": self.env.uid, "model": self._name}
        with self.env.registry.cursor() as cr:
            cr.execute("SET LOCAL synchronous_commit = off")
            cr.execute(SQL(NOTE, ids=sorted(offered.fresh), **who))
            cr.execute(SQL(NOTED, **who))
            numbers = [number for (number,) in cr.fetchall()]
        OFFERED[key] = Offered(noted=set(numbers))
        if len(numbers) > FEW_NAMES:
            self.env["law.access.log"]._record(
                "list",
                self.browse(numbers).exists(),
                detail=self.env._("Names, a few at a time"),
            )
            OFFERED.pop(key, None)
            with self.env.registry.cursor() as cr:
                cr.execute(SQL(FORGET, ids=numbers, **who))
