from . import law_report_words
from . import ir_actions_report
from . import report_client_dossier
from . import report_client_dossier_people
from . import report_client_dossier_business
from . import report_client_dossier_card
from . import report_client_update
from . import report_client_update_blank
