from . import test_access_log
from . import test_access_log_chain
from . import test_access_log_doors
from . import test_access_alert, test_access_seals
from . import test_access_log_tours
