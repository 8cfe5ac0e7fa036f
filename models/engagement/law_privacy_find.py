from odoo import models

PARTY = "law.engagement.party"
WORK = (
    *("law.engagement", "law.engagement.fee", "law.engagement.cost"),
    *("law.conflict.check", "law.conflict.line", "law.conflict.hit"),
    *("law.retainer.proposal", "law.retainer.reaction"),
)
# Where a party's other spellings and numbers stand, which a search may not know.
BLANKED = ("other_names", "registration_number", "note")


class LawPrivacyFind(models.Model):
    """A party that is a person: personal data of a third person, all of it."""

    _inherit = "law.privacy.find"

    def _data_kind(self):
        if self.res_model == PARTY:
            return "matter"
        return "engagement" if self.res_model in WORK else super()._data_kind()

    def _is_of_person(self, record):
        if record._name == PARTY:
            return record.kind == "person"
        return super()._is_of_person(record)

    def _erase(self, record, pattern, piece):
        person = record._name == PARTY and record.kind == "person"
        if person:
            self._blank(record, BLANKED)
            self._put(record, {"partner_id": None})
        return super()._erase(record, pattern, piece)
