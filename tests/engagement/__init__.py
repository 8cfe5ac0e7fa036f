from . import test_business_tours, test_engagement, test_engagement_budget
from . import test_engagement_dossier, test_retainer_neighbours
from . import test_engagement_import, test_engagement_leaving, test_engagement_money
from . import test_engagement_privacy, test_engagement_team, test_engagement_tour
from . import test_engagement_walls, test_opportunities, test_retainers, test_warm_path
