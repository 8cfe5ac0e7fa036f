from . import test_access_log
from . import test_access_log_chain
from . import test_access_log_doors
from . import test_access_log_filled
from . import test_access_log_gaps
from . import test_access_log_groups
from . import test_access_log_names
from . import test_access_log_nested
from . import test_access_alert, test_access_seals
from . import test_access_log_tours
from . import test_lock_calendar, test_lock_contacts, test_lock_crm, test_lock_logins
from . import test_lock_mail, test_lock_mutations, test_lock_oracles
from . import test_lock_settings
from . import test_leaver_reached
from . import test_login_only
from . import test_access_requests
from . import test_emergency
from . import test_export_doors, test_export_leaks, test_export_policy
from . import test_export_rule_changes
from . import test_hidden_by_number
from . import test_hidden_guests
from . import test_holds
from . import test_privacy_approval, test_privacy_copy, test_privacy_erasure
from . import test_privacy_request, test_privacy_restore, test_privacy_search
from . import test_retention_rules
from . import test_mark_trace, test_masks
from . import test_reading_limit
from . import test_role_watched
from . import test_side_doors
from . import test_sight
from . import test_wall_import
from . import test_wall_models
from . import test_walls
from . import test_departures
from . import test_departure_handover
from . import test_departure_closing
from . import test_departure_report
from . import test_house_rules
from . import test_data_unused
from . import test_code_watched, test_pointed_at_once
from . import test_export_purposes
from . import test_admin_oracles, test_export_asked, test_list_notes
from . import test_lock_from_card, test_log_words, test_refusals
from . import test_lock_signup, test_mail_gateway, test_way_in
from . import test_privacy_correction, test_refusal_costs
