{
    "name": "Law Firm Client Management",
    "summary": "The firm's clients: who they are, who may see them, what they need",
    "version": "19.0.1.0.0",
    "category": "Services/Legal",
    "license": "LGPL-3",
    "author": "The law_firm_client engineers",
    "depends": ["crm", "portal"],
    "data": [],
    "demo": [],
    "application": True,
}
