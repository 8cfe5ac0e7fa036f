from . import report_conflict_check
