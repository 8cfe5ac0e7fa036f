from . import test_lock_contacts
from . import test_lock_settings
