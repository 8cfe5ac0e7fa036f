from . import test_lock_calendar, test_lock_contacts, test_lock_crm, test_lock_logins
from . import test_lock_mail, test_lock_mutations, test_lock_settings
