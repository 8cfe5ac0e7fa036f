from odoo import api, fields, models


class ResPartner(models.Model):
    """To which clients a contact belongs: the fields by which it is locked.

    A contact is a client's if it is the client's own entry, that of a key person, or
    one below such an entry. Nearly all belong to one client: that one is in a column
    of the contact, so that a list of a hundred thousand is filtered without a join.
    """

    _inherit = "res.partner"

    law_person_ids = fields.One2many(
        "law.client.person", "partner_id", groups=fields.NO_ACCESS
    )
    law_firm_ids = fields.One2many("res.company", "partner_id", groups=fields.NO_ACCESS)
    law_lock_client_id = fields.Many2one(
        "law.client",
        "Locked For",
        compute="_compute_law_lock",
        store=True,
        recursive=True,
        index="btree_not_null",
        ondelete="set null",
        groups=fields.NO_ACCESS,
        help="The client whose team sees this contact. Empty: everybody sees it.",
    )
    law_lock_company_id = fields.Many2one(
        "res.company",
        "Locked For the Managers Of",
        compute="_compute_law_lock",
        store=True,
        recursive=True,
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
        recursive=True,
        groups=fields.NO_ACCESS,
        help="The other clients, where a contact belongs to more than one: a client of "
        "two companies of the firm, or a key person of two clients.",
    )

    @api.depends(
        "law_client_ids.company_id",
        "law_person_ids.client_id",
        "law_firm_ids",
        "parent_id.law_lock_client_id",
        "parent_id.law_lock_other_client_ids",
    )
    def _compute_law_lock(self):
        """Archived clients count: what the firm knows of them stays confidential.

        The entries of the firm's own companies are on every letter, and stay open.
        """
        partners = self.with_context(active_test=False)
        for partner in partners:
            clients = partner.law_client_ids | partner.law_person_ids.client_id
            parent = partner.parent_id
            clients |= parent.law_lock_client_id | parent.law_lock_other_client_ids
            if partner.law_firm_ids:
                clients = clients.browse()
            clients = clients.sorted("id")
            partner.law_lock_client_id = clients[:1]
            partner.law_lock_company_id = clients[:1].company_id
            partner.law_lock_other_client_ids = clients[1:]
