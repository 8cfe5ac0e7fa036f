from . import test_clear_input, test_one_currency
from . import test_business_tours, test_conflict_check, test_conflict_gate
from . import test_conflict_holes, test_conflict_masks, test_conflict_screen
from . import test_emergency_engagement, test_engagement, test_engagement_budget
from . import test_engagement_dossier, test_engagement_import, test_engagement_leaving
from . import (
    test_engagement_guards,
    test_engagement_money,
    test_engagement_privacy,
    test_engagement_team,
)
from . import test_engagement_tour, test_engagement_walls, test_fee_import
from . import test_opportunities, test_outside_services, test_retainer_neighbours
from . import test_retainers, test_warm_path
