"""The records of the client room whose reading is in the access log."""

from odoo import models


class LawClientPart(models.AbstractModel):
    """Members, people, facts, standings, needs ...: whatever is part of a card."""

    _name = "law.client.part"
    _inherit = ["law.read.logged", "law.client.part"]


class LawRelation(models.Model):
    _inherit = "law.relation"

    def _logged_clients(self):
        relations = self.sudo()
        return relations.left_client_id | relations.right_client_id


class LawRelationEnd(models.Model):
    _name = "law.relation.end"
    _inherit = ["law.read.logged", "law.relation.end"]


class LawClientBlock(models.Model):
    _name = "law.client.block"
    _inherit = ["law.read.logged", "law.client.block"]


class LawClientGap(models.Model):
    _name = "law.client.gap"
    _inherit = ["law.read.logged", "law.client.gap"]


class LawClientListing(models.Model):
    _name = "law.client.listing"
    _inherit = ["law.read.logged", "law.client.listing"]

    def _logged_clients(self):
        return self.sudo().client_id


class LawClientUpdate(models.Model):
    _name = "law.client.update"
    _inherit = ["law.read.logged", "law.client.update"]


class LawClientUpdateLine(models.Model):
    _name = "law.client.update.line"
    _inherit = ["law.read.logged", "law.client.update.line"]


class LawClientImportRow(models.Model):
    _name = "law.client.import.row"
    _inherit = ["law.read.logged", "law.client.import.row"]

    def _logged_clients(self):
        rows = self.sudo()
        return rows.client_id | rows.match_client_id


class LawCommittee(models.Model):
    _name = "law.committee"
    _inherit = ["law.read.logged", "law.committee"]

    def _logged_clients(self):
        return self.sudo().client_ids
