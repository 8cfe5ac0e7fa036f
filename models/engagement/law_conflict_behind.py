from odoo import Command, fields, models


class LawConflictCheck(models.Model):
    """Whom the names of a check are about, and that somebody asked for them.

    The names of a free check, one of no client, are those that somebody typed. A wall
    around whoever was found keeps them, too, from all but the one who typed them.
    """

    _inherit = "law.conflict.check"

    behind_client_ids = fields.Many2many(
        "law.client",
        "law_conflict_check_client_rel",
        string="Clients Behind Hits",
        groups=fields.NO_ACCESS,
        copy=False,
    )
    behind_engagement_ids = fields.Many2many(
        "law.engagement",
        "law_conflict_check_engagement_rel",
        string="Engagements Behind Hits",
        groups=fields.NO_ACCESS,
        copy=False,
    )

    def _note_behind(self):
        """Keep who is behind the hits, for the walls."""
        check = self.sudo()  # what was found is the system's own
        hits = check.hit_ids
        clients = check.env["law.client"].browse(
            {hit.kept_client_id for hit in hits} - {0}
        )
        parties = check.env["law.engagement.party"].browse(
            hits.filtered(lambda hit: hit.kept_source == "party").mapped("kept_res_id")
        )
        engagements = parties.exists().engagement_id
        check._stamp(
            {
                "behind_client_ids": [Command.set(clients.exists().ids)],
                "behind_engagement_ids": [Command.set(engagements.ids)],
            }
        )

    def _log_search(self):
        """Record which names a person searched: each counts as a line that is read.

        Asking tells something by itself, so whoever tries names is seen, and stopped
        by the limit of reading.
        """
        if not self._is_read_by_person():
            return
        clients = self._logged_clients() | self.hit_ids._logged_clients()
        self.env["law.access.log"]._record(
            "list",
            self,
            count=len(self.line_ids),
            clients=clients,
            query=self._query_text({"names": self.line_ids.mapped("name")}),
        )
