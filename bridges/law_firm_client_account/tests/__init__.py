from . import test_bridge
from . import test_fees
from . import test_analysis
from . import test_sight
from . import test_credit
