from . import law_paper_print
from . import law_client_transition
from . import law_relation_add
from . import law_client_update_return
