from .access import *
from .client import *
