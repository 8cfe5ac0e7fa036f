from . import law_access_check
from . import law_access_overview
from . import law_emergency_open
from . import law_privacy_vault_open
from . import law_mark_trace
