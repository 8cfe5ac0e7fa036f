from . import report_departure
from . import report_departure_reading
from . import report_house_rule
