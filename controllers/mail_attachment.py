from odoo.http import request

from odoo.addons.mail.controllers.attachment import AttachmentController


class LawAttachmentController(AttachmentController):
    """The first page of a client's file is the file, as far as reading goes."""

    def _get_pdf_first_page_response(self, attachment):
        request.env["ir.binary"]._law_log_file(
            attachment.with_env(request.env), "first page"
        )
        return super()._get_pdf_first_page_response(attachment)
