from . import report_client_dossier
