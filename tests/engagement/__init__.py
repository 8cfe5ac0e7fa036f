from . import test_engagement, test_engagement_team, test_engagement_walls
from . import test_conflict_check, test_conflict_gate, test_conflict_masks
