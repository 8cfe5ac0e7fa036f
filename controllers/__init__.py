from . import export, mail_attachment, pivot, report, rpc, vcard
