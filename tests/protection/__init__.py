from . import test_access_requests
from . import test_side_doors
from . import test_walls
from . import test_wall_models
