from . import client
from . import engagement
from . import protection
