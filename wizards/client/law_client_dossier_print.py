from odoo import api, fields, models


class LawClientDossierPrint(models.TransientModel):
    """Prints dossiers in another language than that of the reader."""

    _name = "law.client.dossier.print"
    _description = "Dossier in Another Language"

    client_ids = fields.Many2many(
        "law.client",
        string="Clients",
        required=True,
        default=lambda self: self.env.context.get("active_ids"),
    )
    lang = fields.Selection(
        selection=lambda self: self.env["res.lang"].get_installed(),
        string="Language",
        required=True,
        default=lambda self: self._default_lang(),
    )

    @api.model
    def _default_lang(self):
        """Return the first language that is not the reader's own."""
        codes = [code for code, _name in self.env["res.lang"].get_installed()]
        others = [code for code in codes if code != self.env.lang]
        return (others or codes)[0]

    def action_print(self):
        """Print the dossiers in the chosen language, with the rights of the reader.

        :return: the action of the report
        """
        self.ensure_one()
        report = self.env.ref("law_firm_client.action_report_client_dossier")
        return report.with_context(lang=self.lang).report_action(
            [], data={"client_ids": self.client_ids.ids}, config=False
        )
