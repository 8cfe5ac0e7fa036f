from . import report_client_dossier
from . import report_client_dossier_retainers
