{
    "name": "Law Firm Client Management: Invoicing",
    "summary": "Fees received and payment behaviour of clients, from Odoo's invoices",
    "version": "19.0.1.0.0",
    "category": "Services/Legal",
    "license": "LGPL-3",
    "author": "The law_firm_client engineers",
    "depends": ["law_firm_client", "account"],
    "data": [
        "data/ir_cron_data.xml",
        "views/account_move_views.xml",
        "views/law_engagement_views.xml",
        "views/law_client_views.xml",
    ],
    "auto_install": True,
    "uninstall_hook": "uninstall_hook",
}
