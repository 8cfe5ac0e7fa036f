from . import law_barrier
from . import law_client
