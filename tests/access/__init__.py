from . import records_odoo
from . import test_complete
from . import test_doors
from . import test_matrix
from . import test_mutations
from . import test_numbers
