from odoo import models


class CalendarEvent(models.Model):
    _name = "calendar.event"
    _inherit = ["calendar.event", "law.record.link"]

    _law_link_idx = models.Index("(res_model, res_id) WHERE res_model IS NOT NULL")
