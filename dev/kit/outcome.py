"""What the parts of a test run gave, and the closing line."""

import re
import time

from .console import Missing, say

CLOSING = re.compile(
    r"^=+ (.*\b(?:passed|failed|errors?|skipped|no tests ran)\b.*) =+$"
)
COUNT = re.compile(r"(\d+) (passed|failed|error|skipped)")


class Outcome:
    """How many of a part's tests or checks passed, failed and were skipped."""

    def __init__(self, title, passed=0, failed=0, skipped=0):
        self.title = title
        self.passed, self.failed, self.skipped = passed, failed, skipped

    @classmethod
    def from_pytest(cls, title, code, text):
        """Read pytest's closing line. A run that ended badly counts as a failure."""
        closing = [m for m in map(CLOSING.match, text.splitlines()) if m]
        found = closing[-1].group(1) if closing else ""
        counts = {word: int(number) for number, word in COUNT.findall(found)}
        failed = counts.get("failed", 0) + counts.get("error", 0)
        nothing_selected = code == 5
        if code and not failed and not nothing_selected:
            failed = 1
        return cls(title, counts.get("passed", 0), failed, counts.get("skipped", 0))


def check(title, function):
    """Run one check, whose failure is a Missing, and say how it went."""
    start = time.monotonic()
    try:
        function()
    except Missing as missing:
        say(f"✗ {title}\n{missing.what}\n{missing.how}")
        return Outcome(title, failed=1)
    say(f"✓ {title} ({time.monotonic() - start:.0f} s)")
    return Outcome(title, passed=1)


def conclude(outcomes, seconds, notes=()):
    """Print the summary, ending in a plain line of counts; return the exit code."""
    failed = sum(o.failed for o in outcomes)
    passed = sum(o.passed for o in outcomes)
    skipped = sum(o.skipped for o in outcomes)
    say()
    for outcome in outcomes:
        mark = "✗" if outcome.failed else "✓"
        say(f"{mark} {outcome.title}: {outcome.passed} passed, {outcome.failed} failed")
    for note in notes:
        say(note)
    say(f"{seconds:.0f} s")
    ending = f", {skipped} skipped" if skipped else ""
    say(f"total: {passed} passed, {failed} failed{ending}")
    return 1 if failed or not passed else 0
