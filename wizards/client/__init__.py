from . import law_client_transition
