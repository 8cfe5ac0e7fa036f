# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""The terms of many names at once, on all cores.

Each core is given a Python of its own, which knows this folder alone: neither the
server nor its connections are copied, and what it costs is not the server's time.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

from .conflict_parts import Parts
from .conflict_terms import hashed, terms
from .registration import registration_key

# A name, the number of its register, the firm, and what kind of name it is.
Row = tuple[str, str | None, int, str]
# So many names are worth a Python of their own; so many are handed over at once.
MANY, _STEP, _MOST = 20_000, 2_000, 8
_HELPER = (
    "import sys; sys.path.insert(0, sys.argv[1])\n"
    "from tools.conflict_keys import serve\n"
    "serve(sys.stdin, sys.stdout)"
)


def keys(row: Row) -> list[int]:
    """Return the numbers under which a name is put down, those of its register too."""
    name, number, firm, kind = row
    found = terms(Parts(name))
    number = registration_key(number or "")
    if number:
        found.add("r" + number)
    return hashed(found, firm, kind)


def keys_of_all(rows: list[Row]) -> Iterator[list[int]]:
    """Yield the same for each of the names, in their order."""
    cores = min(os.cpu_count() or 1, _MOST)
    if len(rows) < MANY or cores == 1:
        yield from map(keys, rows)
        return
    steps = (rows[first : first + _STEP] for first in range(0, len(rows), _STEP))
    with ExitStack() as stack:
        idle: SimpleQueue = SimpleQueue()
        for _n in range(cores):
            idle.put(stack.enter_context(_helper()))

        def ask(step):
            helper = idle.get()
            helper.stdin.write(json.dumps(step) + "\n")
            helper.stdin.flush()
            answer = json.loads(helper.stdout.readline())
            idle.put(helper)
            return answer

        for answer in stack.enter_context(ThreadPoolExecutor(cores)).map(ask, steps):
            yield from answer


def _helper() -> subprocess.Popen:
    root = str(Path(__file__).parents[1])
    return subprocess.Popen(
        [sys.executable, "-c", _HELPER, root],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def serve(asked: Iterable[str], out) -> None:
    """Answer each line of names with a line of their terms."""
    for line in asked:
        out.write(json.dumps([keys(row) for row in json.loads(line)]) + "\n")
        out.flush()
