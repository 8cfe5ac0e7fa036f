from . import records_engagement
from . import records_odoo
from . import records_promises
from . import test_complete
from . import test_doors
from . import test_matrix
from . import test_mutations
from . import test_numbers
