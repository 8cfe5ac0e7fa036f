from . import law_client_transition
from . import law_relation_add
