from odoo import api, fields, models
from odoo.tools import SQL

LOCK_FIELDS = (
    "law_lock_client_id",
    "law_lock_company_id",
    "law_lock_other_client_ids",
)


class ResPartner(models.Model):
    """To which clients a contact belongs: the fields by which it is locked.

    A contact is a client's if it is the client's own entry, that of a key person, or
    one below such an entry. Nearly all belong to one client: that one is in a column
    of the contact, so that a list of a hundred thousand is filtered without a join.

    A trading partner, an owner or the other side is not the client's. Whom the firm
    knew already stays open to the house, and nothing in that entry tells of the client:
    relations and parties are locked with the client, post nothing on it, and have no
    button there. Who is added to Contacts from a client's card, in a relation, is there
    for no other reason, and who is new there with which trade tells on the client: that
    entry is locked like the client's people, and stays so until somebody who sees it
    puts the same one into Contacts for the whole house.
    """

    _inherit = "res.partner"

    law_from_client_id = fields.Many2one(
        "law.client",
        "Added From the Card Of",
        index="btree_not_null",
        ondelete="set null",
        copy=False,
        groups=fields.NO_ACCESS,
        help="The client from whose card the contact came into Contacts.",
    )
    law_person_ids = fields.One2many(
        "law.client.person", "partner_id", groups=fields.NO_ACCESS
    )
    law_firm_ids = fields.One2many("res.company", "partner_id", groups=fields.NO_ACCESS)
    law_lock_client_id = fields.Many2one(
        "law.client",
        "Locked For",
        compute="_compute_law_lock",
        store=True,
        index=True,
        ondelete="set null",
        groups=fields.NO_ACCESS,
        help="The client whose team sees this contact. Empty: everybody sees it.",
    )
    law_lock_company_id = fields.Many2one(
        "res.company",
        "Locked For the Managers Of",
        compute="_compute_law_lock",
        store=True,
        index="btree_not_null",
        ondelete="set null",
        groups=fields.NO_ACCESS,
    )
    law_lock_other_client_ids = fields.Many2many(
        "law.client",
        "res_partner_law_lock_rel",
        "partner_id",
        "client_id",
        "Locked For, Too",
        compute="_compute_law_lock",
        store=True,
        groups=fields.NO_ACCESS,
        help="The other clients, where a contact belongs to more than one: a client of "
        "two companies of the firm, or a key person of two clients.",
    )

    _law_staff_idx = models.Index("(id) WHERE partner_share IS NOT TRUE")

    @api.depends(
        "parent_id",
        "law_client_ids.company_id",
        "law_person_ids.client_id",
        "law_from_client_id",
        "law_firm_ids",
    )
    def _compute_law_lock(self):
        clients = self.env["law.client"]
        owners = {
            partner_id: (clients.browse(client_ids), company_id)
            for partner_id, client_ids, company_id in self._law_lock_owners()
        }
        none = clients, False
        several = self.browse()
        for partner in self:
            owning, company_id = owners.get(partner._origin.id, none)
            partner.law_lock_client_id = owning[:1]
            partner.law_lock_company_id = company_id
            if len(owning) > 1:
                several |= partner
                partner.law_lock_other_client_ids = owning[1:]
        (self - several).law_lock_other_client_ids = False
        self.env["res.users"].invalidate_model(["law_several_text"])
        self._law_lock_below()

    def _law_lock_owners(self):
        """Return rows (contact, its clients, company of the first of them).

        SQL: one query for any number of contacts, however deep they are nested; the
        ORM computes a field that depends on itself record by record. Archived clients
        count: what the firm knows of them stays confidential. The entries of the
        firm's own companies are on every letter, and stay open.
        """
        if not self._origin:
            return []
        self.flush_model(["parent_id", "law_from_client_id"])
        self.env["law.client"].flush_model(["partner_id", "company_id"])
        self.env["law.client.person"].flush_model(["partner_id", "client_id"])
        self.env["res.company"].flush_model(["partner_id"])
        return self.env.execute_query(
            SQL(
                """
                WITH RECURSIVE line (partner_id, above_id) AS (
                    SELECT id, id FROM res_partner WHERE id IN %s
                     UNION
                    SELECT line.partner_id, above.parent_id
                      FROM line JOIN res_partner above ON above.id = line.above_id
                     WHERE above.parent_id IS NOT NULL
                )
                SELECT line.partner_id,
                       array_agg(DISTINCT client.id ORDER BY client.id),
                       (array_agg(client.company_id ORDER BY client.id))[1]
                  FROM line
                 CROSS JOIN LATERAL (
                    SELECT id FROM law_client WHERE partner_id = line.above_id
                     UNION ALL
                    SELECT client_id FROM law_client_person
                     WHERE partner_id = line.above_id
                     UNION ALL
                    SELECT law_from_client_id FROM res_partner
                     WHERE id = line.above_id
                 ) owner
                  JOIN law_client client ON client.id = owner.id
                 WHERE line.partner_id NOT IN (SELECT partner_id FROM res_company)
                   AND line.above_id NOT IN (SELECT partner_id FROM res_company)
                 GROUP BY line.partner_id
                """,
                self._origin._ids,
            )
        )

    def _law_lock_below(self):
        """Have the contacts directly below computed too; these see to the next."""
        Partner = self.env["res.partner"].with_context(active_test=False)
        below = Partner._search(
            [("parent_id", "in", self._origin.ids), ("id", "not in", self._origin.ids)]
        )
        Partner.browse(below)._law_lock_anew()

    def _law_lock_anew(self):
        """Have the lock of these contacts computed again."""
        for name in LOCK_FIELDS:
            self.env.add_to_compute(self._fields[name], self)
        self.modified(LOCK_FIELDS)
