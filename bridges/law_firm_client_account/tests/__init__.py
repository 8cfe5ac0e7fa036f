from . import test_fees
