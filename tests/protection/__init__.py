from . import test_walls
from . import test_wall_models
