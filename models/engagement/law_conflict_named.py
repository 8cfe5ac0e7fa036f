from odoo import api, models


class LawConflictNamed(models.AbstractModel):
    """A record whose names the conflict check looks through."""

    _name = "law.conflict.named"
    _description = "Record with Names for the Conflict Check"

    # Where its names are kept, and the fields that they follow from.
    _conflict_source = None
    _conflict_fields = frozenset()

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._mark_new_names()
        return records

    def write(self, vals):
        result = super().write(vals)
        if not self._conflict_fields.isdisjoint(vals):
            self._mark_names()
        return result

    def unlink(self):
        self._mark_names()
        return super().unlink()

    def _mark_new_names(self):
        self._mark_names()

    def _mark_names(self):
        self.env["law.conflict.name"]._mark(self._conflict_source, self.ids)


class LawClient(models.Model):
    _name = "law.client"
    _inherit = ["law.conflict.named", "law.client"]
    _conflict_source = "client"
    _conflict_fields = frozenset(("partner_id", "company_id"))

    def _mark_names(self):
        """The contacts below a client are searched as long as it is one."""
        result = super()._mark_names()
        self.env["law.conflict.name"]._mark("contact", self.partner_id.child_ids.ids)
        return result


class LawClientAlias(models.Model):
    _name = "law.client.alias"
    _inherit = ["law.conflict.named", "law.client.alias"]
    _conflict_source = "alias"
    _conflict_fields = frozenset(("name", "client_id"))


class LawClientPerson(models.Model):
    _name = "law.client.person"
    _inherit = ["law.conflict.named", "law.client.person"]
    _conflict_source = "person"
    _conflict_fields = frozenset(("partner_id", "client_id"))

    def _mark_names(self):
        """A key person's name stands once, not as that of a contact too."""
        result = super()._mark_names()
        self.env["law.conflict.name"]._mark("contact", self.partner_id.ids)
        return result


class ResPartner(models.Model):
    _name = "res.partner"
    _inherit = ["law.conflict.named", "res.partner"]
    _conflict_source = "partner"
    _conflict_fields = frozenset(("name", "parent_id", "company_registry"))

    def _mark_new_names(self):
        """A new contact is in nobody's relations yet, but may stand below a client."""
        below = self.filtered("parent_id")
        self.env["law.conflict.name"]._mark("contact", below.ids)

    def _mark_names(self):
        result = super()._mark_names()
        self.env["law.conflict.name"]._mark("contact", self.ids)
        return result


class LawRelation(models.Model):
    _name = "law.relation"
    _inherit = ["law.conflict.named", "law.relation"]
    _conflict_source = "relation"
    _conflict_fields = frozenset(
        ("left_id", "right_id", "company_id", "left_client_id", "right_client_id")
    )


class LawEngagementParty(models.Model):
    _name = "law.engagement.party"
    _inherit = ["law.conflict.named", "law.engagement.party"]
    _conflict_source = "party"
    _conflict_fields = frozenset(("name", "other_names", "registration_number"))


class CrmLead(models.Model):
    _name = "crm.lead"
    _inherit = ["law.clear.input", "law.conflict.named", "crm.lead"]
    _conflict_source = "lead"
    _conflict_fields = frozenset(
        ("partner_name", "contact_name", "partner_id", "company_id", "user_id")
    )


class LawEngagement(models.Model):
    _inherit = "law.engagement"

    def unlink(self):
        """PostgreSQL takes the parties of a dropped draft along; their names too."""
        self.env["law.conflict.name"]._mark("party", self.party_ids.ids)
        return super().unlink()
