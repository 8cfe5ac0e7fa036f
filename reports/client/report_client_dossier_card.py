from odoo import api, models
from odoo.tools import format_date

from ...models.client.listed import listed


class ReportClientDossier(models.AbstractModel):
    _inherit = "report.law_firm_client.report_client_dossier"

    @api.model
    def _dossier_card(self, client, records):
        """Return what each block of the card lacks, and when it was checked."""
        return [
            {
                "block": block.display_name,
                "score": round(block.score),
                "missing": listed(self.env, block.missing_item_ids.mapped("name")),
                "verified": self._word(block, "verified_on"),
                "by": self._name_of(block, "verified_by_id"),
                "stale": block.stale,
            }
            for block in records["law.client.block"]
        ]

    @api.model
    def _dossier_team(self, client, records):
        """Return who has served the client in which role, those of today first."""
        members = records["law.client.member"]
        current = members.filtered("current")
        return [
            {
                "name": self._name_of(member, "user_id"),
                "role": self._choice(member, "role"),
                "period": self._term(member),
                "reason": member.reason or "",
                "current": member in current,
            }
            for member in current + (members - current)
        ]

    @api.model
    def _dossier_origin(self, client, records):
        """Return where the values of the card come from: how many, when, by whom."""
        standing = self.env["law.client.standing"]
        words = dict(standing._fields["source"]._description_selection(self.env))
        by_source = {}
        for stamp in (client.provenance or {}).values():
            by_source.setdefault(stamp["source"], []).append(stamp)
        users = self.env["res.users"].browse(
            {s["by"] for stamps in by_source.values() for s in stamps}
        )
        names = {user.id: user.name for user in users.exists()}
        rows = [
            {
                "source": words.get(source, self.env._("Typed in")),
                "count": len(stamps),
                "latest": max(stamp["on"] for stamp in stamps),
                "by": listed(
                    self.env,
                    sorted({names[s["by"]] for s in stamps if s["by"] in names}),
                ),
            }
            for source, stamps in by_source.items()
        ]
        rows.sort(key=lambda row: row["latest"], reverse=True)
        return [{**row, "latest": format_date(self.env, row["latest"])} for row in rows]
