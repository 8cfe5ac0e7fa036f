from . import test_engagement, test_engagement_team, test_engagement_walls
