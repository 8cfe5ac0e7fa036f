from . import test_engagement, test_engagement_budget, test_engagement_leaving
from . import test_engagement_money, test_engagement_team, test_engagement_walls
from . import test_fee_import
