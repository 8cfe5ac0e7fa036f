from . import client
from . import protection
from . import engagement
