from . import law_access_check
