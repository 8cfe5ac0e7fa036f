from .access import *
from .client import *
from .engagement import *
from .protection import *
from . import (
    test_guard,
    test_js,
    test_machine,
    test_requirements,
    test_translations,
)
