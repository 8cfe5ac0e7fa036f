from odoo import api, fields, models

from ..client.law_client_provenance import Origin


class LawPrivacyRequest(models.Model):
    """A correction goes the way of every change: an update form, or the fact itself."""

    _inherit = "law.privacy.request"

    update_ids = fields.One2many(
        "law.client.update", "privacy_request_id", "Update Forms"
    )
    fact_ids = fields.One2many(
        "law.person.fact", "privacy_request_id", "Corrected Facts"
    )

    def action_propose_correction(self):
        """Open an update form for the client on whose card the person is (button)."""
        self.ensure_one()
        self._check_handler()
        clients = self.find_ids.filtered(
            lambda find: find.decision == "this"
        )._logged_clients()
        seen = clients.with_user(self.env.user).sudo(False)._filtered_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Correction"),
            "res_model": "law.client.update",
            "view_mode": "form",
            "context": {
                "default_privacy_request_id": self.id,
                "default_client_id": seen.id if len(seen) == 1 else False,
                "default_purpose": self.env._(
                    "Correction asked for: %(request)s", request=self.name
                ),
            },
        }

    def _missing_answer(self):
        missing = super()._missing_answer()
        if self.kind == "rectification":
            posted = self.update_ids.filtered(lambda form: form.state == "posted")
            if not posted and not self.fact_ids and self.this_find_count:
                missing.append(
                    self.env._("a posted update form, or a fact that was corrected")
                )
        return missing


class LawClientUpdate(models.Model):
    _inherit = "law.client.update"

    privacy_request_id = fields.Many2one(
        "law.privacy.request",
        "Personal-Data Request",
        index="btree_not_null",
        ondelete="restrict",
        check_company=True,
        groups="law_firm_client.group_privacy_handler",
        help="The person asked for this correction.",
    )


class ResPartner(models.Model):
    _inherit = "res.partner"

    def _law_name_was_wrong(self):
        """A name that a person has had corrected is kept nowhere on the card."""
        origin = self.env.context.get("law_origin")
        if isinstance(origin, Origin) and origin.model == "law.client.update":
            # sudo: who posts the form need not know the request
            form = self.env["law.client.update"].sudo().browse(origin.record_id)
            if form.privacy_request_id.kind == "rectification":
                return True
        return super()._law_name_was_wrong()


class LawPersonFact(models.Model):
    _inherit = "law.person.fact"

    privacy_request_id = fields.Many2one(
        "law.privacy.request",
        "Personal-Data Request",
        index="btree_not_null",
        ondelete="restrict",
        groups="law_firm_client.group_privacy_handler",
        help="The person asked for this correction.",
    )

    @api.model
    def _cron_expire(self):
        """Hide expired facts as before, and delete what nobody confirmed for long."""
        result = super()._cron_expire()
        self._erase_expired()
        return result

    @api.model
    def _erase_expired(self):
        """Delete facts long past their review day, unless they must be kept."""
        today = fields.Date.context_today(self)
        Hold, Rule = self.env["law.hold"], self.env["law.retention.rule"]
        expired = self.search([("expired", "=", True)])
        for company, facts in expired.grouped("company_id").items():
            day = fields.Date.subtract(today, days=company.law_fact_erase_days)
            facts = facts.filtered(lambda fact, day=day: fact.review_on < day)
            held = Hold._over(facts)
            over = facts.filtered(
                lambda fact, held=held, company=company: (
                    fact not in held
                    and not Rule._duty(
                        "fact", company, fact.client_id, fact.create_date
                    )[0]
                )
            )
            over.unlink()
