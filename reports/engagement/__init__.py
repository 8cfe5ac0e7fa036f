from . import report_client_dossier
from . import report_conflict_check
