from odoo import api, fields, models
from odoo.exceptions import UserError

MODEL = "law.engagement"
WHAT = ("service_id", "dispute_type_id", "source", "referrer_client_id", "outcome")
WHEN = ("date_open", "date_close", "term_from", "term_to")
MONEY = ("claim_amount", "fee_agreed", "fee_received", "expenses")
OF_HEADS = ("cost", "contribution")


class ReportEngagement(models.AbstractModel):
    """An engagement on paper: a dossier for who takes it over, or leads the firm.

    It tells whoever prints it what he or she may read on the screen, and no more.
    """

    _name = "report.law_firm_client.report_engagement"
    _inherit = "law.report.words"
    _description = "Engagement on Paper"

    @api.model
    def _get_report_values(self, docids, data=None):
        """Return what the pages need.

        :raises AccessError: unless the reader may read each of the engagements
        """
        if not docids:
            raise UserError(self.env._("Choose the engagements you want to print."))
        reader, engagements, frame = self._printed(MODEL, docids)
        return {
            **frame,
            "papers": [reader._paper(engagement) for engagement in engagements],
        }

    @api.model
    def _paper_mark(self):
        """Write the moment of the print as all days on this paper."""
        now = self._moment(fields.Datetime.now())
        return {**super()._paper_mark(), "time": now}

    @api.model
    def _paper(self, engagement):
        """Return what the pages of one engagement say."""
        return {
            "engagement": engagement,
            "state": self._choice(engagement, "state"),
            "client": self._name_of(engagement, "client_id"),
            "what": self._rows(engagement, WHAT),
            "when": self._rows(engagement, WHEN),
            "people": self._rows(engagement, ("lead_id", "team_ids")),
            "money": self._money(engagement),
            "parties": [self._party(party) for party in engagement.party_ids],
            "no_party": engagement.no_other_party_reason or "",
            "fees": [self._fee(fee) for fee in engagement.fee_ids],
            "check": self._check(engagement),
            "outcome_note": engagement.outcome_note or "",
        }

    @api.model
    def _money(self, engagement):
        heads = self.env.user.has_group("law_firm_client.group_client_head")
        names = [*MONEY, *(OF_HEADS if heads else ())]
        rows = self._rows(engagement, names)
        if engagement.hours:
            label = self._label(MODEL, "hours")
            rows.append((label, f"{engagement.hours:,.2f}"))
        return rows

    @api.model
    def _party(self, party):
        return {
            "name": party.name,
            "also": party.other_names or "",
            "role": self._choice(party, "role"),
            "number": party.registration_number or "",
            "period": self._term(party),
        }

    @api.model
    def _fee(self, fee):
        return {
            "date": self._word(fee, "date"),
            "amount": self._word(fee, "amount"),
            "source": self._choice(fee, "source"),
            "note": fee.note or "",
        }

    @api.model
    def _check(self, engagement):
        """Return what the last conflict check came to, that the reader may see."""
        checks = engagement.conflict_check_ids.sorted("id", reverse=True)
        check = checks.filtered("searched_on")[:1]
        if not check:
            return {}
        return {
            "name": check.name,
            "result": self._choice(check, "light"),
            "state": self._choice(check, "state"),
            "rows": [
                (
                    self._label(check._name, "searched_on"),
                    self._moment(check.searched_on),
                ),
                *self._rows(check, ("hit_count", "decided_by_id", "reason")),
            ],
        }
