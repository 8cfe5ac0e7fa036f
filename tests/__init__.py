from .access import *
from .client import *
from . import test_guard, test_machine, test_requirements
