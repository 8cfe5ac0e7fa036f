from . import law_conflict_ask, law_conflict_assess, law_emergency_open
