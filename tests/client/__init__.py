from . import test_brief, test_card, test_client, test_cooperation, test_demo
from . import test_facts, test_forgery, test_lifecycle, test_team
from . import test_graph, test_graph_tours, test_names, test_needs, test_relations
from . import test_update_measures, test_update_tours, test_update_values, test_updates
from . import test_import_access, test_import_background, test_import_failures
from . import test_import_gates, test_import_report
from . import test_import_tours, test_import_writing
from . import test_report_access, test_report_dossier, test_report_pdf
from . import test_report_update, test_report_update_access, test_report_update_blank
from . import test_search, test_services, test_update_relations
