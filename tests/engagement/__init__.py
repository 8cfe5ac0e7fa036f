from . import test_engagement, test_engagement_budget, test_engagement_dossier
from . import test_engagement_import, test_engagement_leaving, test_engagement_money
from . import test_engagement_privacy, test_engagement_team, test_engagement_tour
from . import test_engagement_walls, test_fee_import
