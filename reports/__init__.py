from . import client
from . import protection
