from odoo import api, models
from odoo.fields import Domain


class ReportClientDossier(models.AbstractModel):
    """Retainers: the one that runs, and what was proposed, before the engagements."""

    _inherit = "report.law_firm_client.report_client_dossier"

    @api.model
    def _dossier_sections(self):
        sections = super()._dossier_sections()
        place = sections.index("engagements")
        return [*sections[:place], "retainers", *sections[place:]]

    @api.model
    def _dossier_titles(self):
        return {**super()._dossier_titles(), "retainers": self.env._("Retainers")}

    @api.model
    def _dossier_domains(self, clients):
        among = Domain("client_id", "in", clients.ids)
        return {**super()._dossier_domains(clients), "law.retainer.proposal": among}

    @api.model
    def _dossier_retainers(self, client, records):
        """Return the rows of retainers and of proposals, those that run first."""
        retainers = records["law.engagement"].filtered("is_retainer")
        retainers = retainers.sorted(lambda e: (e.state == "closed", e.id))
        proposals = records["law.retainer.proposal"].filtered(
            lambda p: not p.engagement_id
        )
        return [self._dossier_retainer(retainer) for retainer in retainers] + [
            self._dossier_proposal(proposal) for proposal in proposals
        ]

    @api.model
    def _dossier_retainer(self, retainer):
        hours = ""
        if retainer.hours_included:
            hours = self.env._(
                "Hours used: %(used)s of %(included)s",
                used=round(retainer.hours_used, 1),
                included=round(retainer.hours_included, 1),
            )
        return {
            "name": retainer.name,
            "words": [self._choice(retainer, "state"), hours],
            "who": self._name_of(retainer, "lead_id"),
            "period": self._period(retainer.term_from, retainer.term_to),
            "fee": self._word(retainer, "fee_agreed"),
        }

    @api.model
    def _dossier_proposal(self, proposal):
        said = proposal.reaction_ids.sorted(lambda r: (r.date, r.id))[-1:]
        return {
            "name": proposal.scope,
            "words": [
                self._choice(proposal, "state"),
                said and self._choice(said, "reaction"),
                said.words or proposal.decline_reason,
            ],
            "who": self._name_of(proposal, "user_id"),
            "period": self._word(proposal, "proposed_on"),
            "fee": self._word(proposal, "fee_offered"),
        }
