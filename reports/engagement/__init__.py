from . import report_client_dossier
from . import report_conflict_check
from . import report_engagement
from . import report_client_dossier_retainers
