from . import test_business_tours, test_conflict_check, test_conflict_gate
from . import test_conflict_masks, test_conflict_screen, test_emergency_engagement
from . import test_engagement
from . import test_engagement_budget, test_engagement_dossier, test_engagement_import
from . import test_engagement_leaving, test_engagement_money, test_engagement_privacy
from . import test_engagement_team, test_engagement_tour, test_engagement_walls
from . import test_fee_import, test_opportunities, test_outside_services
from . import test_retainer_neighbours, test_retainers, test_warm_path
