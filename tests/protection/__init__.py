from . import test_access_requests
from . import test_emergency
from . import test_masks
from . import test_side_doors
from . import test_sight
from . import test_wall_import
from . import test_wall_models
from . import test_walls
