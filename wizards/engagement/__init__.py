from . import law_conflict_ask
