from odoo import fields, models

from ...tools.person_patterns import find
from .law_privacy_search import MOST

PEOPLE = ("res.partner", "law.client.person", "res.users")
# By these a contact itself is the person, and does not only mention one.
NAMED_BY = ("name", "email", "phone")
# Where what only hangs on a contact stands among the places.
LINKED = 30


class LawPrivacyRequest(models.Model):
    """What hangs on the person by a key, whatever words stand in it."""

    _inherit = "law.privacy.request"

    def _linked_to(self, found, pattern):
        """Return what hangs on the contacts found that seem to be the person."""
        finds = self.env["law.privacy.find"]
        people = self._partners_at(
            finds.new(
                {"res_model": hit["res_model"], "res_id": hit["res_id"]}
            )  # not kept: only to look them up
            for hit in found
            if hit["res_model"] in PEOPLE
        )
        named = people.filtered(
            lambda partner: (
                not partner.is_company
                and any(find(pattern, partner[name] or "") for name in NAMED_BY)
            )
        )
        known = {(hit["res_model"], hit["res_id"]) for hit in found}
        linked = self._of_company(self._hanging_on(named))
        return [h for h in linked if (h["res_model"], h["res_id"]) not in known]

    def _partners_at(self, finds):
        """Return the contacts of the people at these places."""
        partners = self.env["res.partner"].sudo()  # for the system alone
        for one in finds:
            if one.res_model == "res.partner":
                partners |= one._record()
            elif one.res_model in PEOPLE:
                partners |= one._record().partner_id
        return partners

    def _hanging_on(self, partners):
        """Return the values of finds for what belongs to these contacts by key."""
        if not partners:
            return []
        return [
            {
                "res_model": model,
                "res_id": number,
                "how": self.env._("hangs on the person's contact"),
                "snippet": False,
                "sequence": LINKED,
            }
            for model, domain in self._links(partners)
            for number in self.env[model]
            .sudo()
            .with_context(active_test=False)
            .search(domain, limit=MOST)
            .ids
        ]

    def _add_linked(self, finds):
        """Add what hangs on the contacts, people and logins just ticked."""
        linked = self._hanging_on(self._partners_at(finds))
        stamps = self._decided("this")
        self._open_at(linked).write(stamps)
        self._add_finds(linked, **stamps)

    def _leave_linked(self, finds):
        """Let go with a contact of somebody else what hangs on nobody but it."""
        own = self._hanging_on(self._partners_at(finds))
        others = self.sudo().find_ids.filtered(lambda find: find.decision != "other")
        shared = {
            (hit["res_model"], hit["res_id"])
            for hit in self._hanging_on(self._partners_at(others))
        }
        lone = [h for h in own if (h["res_model"], h["res_id"]) not in shared]
        waiting = self._open_at(lone).filtered(lambda find: find.sequence == LINKED)
        waiting.write(self._decided("other"))

    def _open_at(self, hits):
        """Return the finds at these places that are still to be decided."""
        places = {(hit["res_model"], hit["res_id"]) for hit in hits}
        return self.sudo().find_ids.filtered(
            lambda find: (
                find.decision == "open" and (find.res_model, find.res_id) in places
            )
        )

    def _decided(self, decision):
        return {
            "decision": decision,
            "decided_by_id": self.env.uid,
            "decided_on": fields.Datetime.now(),
        }

    def _links(self, partners):
        """Return [(model, domain)] of what belongs to a person's contacts by key.

        A room whose records name people extends this.
        """
        ids = partners.ids
        on_contact = [("res_model", "=", "res.partner"), ("res_id", "in", ids)]
        return [
            ("res.partner", [("id", "in", ids)]),
            ("law.client", [("partner_id", "in", ids), ("is_company", "=", False)]),
            ("law.client.person", [("partner_id", "in", ids)]),
            ("law.client.position", [("person_id.partner_id", "in", ids)]),
            ("law.person.fact", [("person_id.partner_id", "in", ids)]),
            ("res.users", [("partner_id", "in", ids), ("share", "=", True)]),
            ("res.partner.bank", [("partner_id", "in", ids)]),
            ("mail.message", [("author_id", "in", ids)]),
            ("mail.message", [("model", "=", "res.partner"), ("res_id", "in", ids)]),
            ("mail.activity", on_contact),
            ("ir.attachment", [*on_contact, ("res_field", "=", False)]),
            ("calendar.attendee", [("partner_id", "in", ids)]),
            ("crm.lead", [("partner_id", "in", ids)]),
            ("law.relation", ["|", ("left_id", "in", ids), ("right_id", "in", ids)]),
        ]
