from . import export, mail_attachment, pivot, vcard
