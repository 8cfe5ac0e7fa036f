from odoo import api, models

PLACE = "cooperation"


class ReportClientDossier(models.AbstractModel):
    """What the client has entrusted to the firm, before the history of cooperation."""

    _inherit = "report.law_firm_client.report_client_dossier"

    @api.model
    def _dossier_sections(self):
        sections = super()._dossier_sections()
        place = sections.index(PLACE)
        return [*sections[:place], "engagements", *sections[place:]]

    @api.model
    def _dossier_titles(self):
        return {**super()._dossier_titles(), "engagements": self.env._("Engagements")}

    @api.model
    def _dossier_domains(self, clients):
        domains = super()._dossier_domains(clients)
        return {**domains, "law.engagement": [("client_id", "in", clients.ids)]}

    @api.model
    def _dossier_engagements(self, client, records):
        """Return the sums, and the engagements: open ones first, then the newest."""
        engagements = records["law.engagement"]
        if not engagements:
            return {}
        heads = self.env.user.has_group("law_firm_client.group_client_head")
        names = ["given_service_ids", "engagement_frequency", "fee_total"]
        if heads:
            names.append("contribution_total")
        running = engagements.filtered(lambda e: e.state != "closed")
        ordered = running + (engagements - running)  # as read: the newest first
        return {
            "figures": self._texts(client, names),
            "rows": [self._dossier_engagement(engagement) for engagement in ordered],
        }

    @api.model
    def _dossier_engagement(self, engagement):
        """Return the row of one engagement."""
        return {
            "code": engagement.code,
            "name": engagement.name,
            "open": engagement.state != "closed",
            "state": self._choice(engagement, "state"),
            "service": self._word(engagement, "service_id"),
            "lead": self._name_of(engagement, "lead_id"),
            "period": self._period(engagement.date_open, engagement.date_close),
            "fee": self._word(engagement, "fee_received"),
            "outcome": self._choice(engagement, "outcome"),
        }
