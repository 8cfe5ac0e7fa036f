from odoo import api, fields, models

REPORTS = {
    "dossier": "law_firm_client.action_report_client_dossier",
    "update": "law_firm_client.action_report_client_update",
    "blank": "law_firm_client.action_report_client_update_blank",
}


class LawPaperPrint(models.TransientModel):
    """Prints the firm's papers in a chosen language, not only in that of the reader."""

    _name = "law.paper.print"
    _description = "Paper in a Chosen Language"

    paper = fields.Selection(
        [
            ("dossier", "Client dossier"),
            ("update", "Update form"),
            ("blank", "Blank update form"),
        ],
        required=True,
        default="dossier",
    )
    client_ids = fields.Many2many(
        "law.client",
        string="Clients",
        default=lambda self: self._default_records("law.client"),
    )
    update_ids = fields.Many2many(
        "law.client.update",
        string="Update Forms",
        default=lambda self: self._default_records("law.client.update"),
    )
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        required=True,
        default=lambda self: self._default_lang(),
    )

    @api.model
    def _default_records(self, model):
        """Return what was chosen where the wizard was opened."""
        context = self.env.context
        return context.get("active_ids") if context.get("active_model") == model else []

    @api.model
    def _default_lang(self):
        """Return the first language that is not the reader's own.

        A blank form has no other button: it is printed in the reader's own.
        """
        codes = [code for code, _name in self.env["res.lang"].get_installed()]
        others = [code for code in codes if code != self.env.lang]
        if self.env.context.get("default_paper") == "blank" and self.env.lang in codes:
            return self.env.lang
        return (others or codes)[0]

    def action_print(self):
        """Print the paper in the chosen language, with the rights of the reader.

        :return: the action of the report
        """
        self.ensure_one()
        report = self.env.ref(REPORTS[self.paper])
        data = {"client_ids": self.client_ids.ids}
        if self.paper == "update":
            data = {"update_ids": self.update_ids.ids}
        return report.with_context(lang=self.lang).report_action(
            [], data=data, config=False
        )
