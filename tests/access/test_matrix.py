import logging
from collections import defaultdict

from odoo.tests import tagged

from .firm import ROLES
from .probes import ProbeCase
from .table import NOTHING
from .ways import FINDS, GUESSES, TELLS

_logger = logging.getLogger(__name__)
SEEN = set("rnf")
FEWEST = 3000
# Whoever has no right to a model at all is refused at the same place by all ways but
# these few.
WITHOUT_RIGHT = {
    "search",
    "search_read",
    "grouped_count",
    "guess_text",
    "read",
    "export_data",
    "name_search_all",
    "onchange_whole",
    "onchange_new",
    "default_get",
    "copy",
}


@tagged("post_install", "-at_install", "s62", "s63", "access")
class TestMatrix(ProbeCase):
    """Every model by every way of the ORM, as everybody: as the table says."""

    def test_every_way_in(self):
        wrong = defaultdict(list)
        observed = {}
        for model, records in self.records.items():
            observed[model] = cells = []
            for role in ROLES:
                self.env.invalidate_all()
                cells.append(self.may(role, records) or NOTHING)
                cell = self.cells[model][role]
                if set(cells[-1]) - {NOTHING} != set(cell):
                    told = f"may {cells[-1]}, not {cell or NOTHING}"
                    wrong[model, told].append(role)
                for way, problem in self.problems(role, records, cell):
                    wrong[model, f"{way}: {problem}"].append(role)
        _logger.info("%s probes, %s answers are wrong", self.probes, len(wrong))
        self.assertFalse(wrong, self.report(wrong, observed))
        self.assertGreaterEqual(self.probes, FEWEST)

    def problems(self, role, records, cell):
        """Yield (way, what is wrong) for each way that answers otherwise."""
        mine = self.as_role(role, records)
        seen = bool(SEEN & set(cell))
        right = mine.browse().has_access("read")

        def ways(ways):
            return {n: w for n, w in ways.items() if right or n in WITHOUT_RIGHT}

        for name, way in ways(FINDS).items():
            found = bool(self.tried(way, mine))
            if found != seen:
                yield name, "found" if found else "not found"
        words = self.forbidden(role, cell)
        for name, way in ways(GUESSES).items() if words else ():
            if self.tried(way, mine, words):
                yield name, "a guess is told right from wrong"
        for name, way in ways(TELLS).items() if words else ():
            answer = self.tried(way, mine, writes=name == "copy")
            told = self.found_in(answer, role, cell)
            if told:
                yield name, f"tells {told}: {self.around(answer, told[0])}"

    def report(self, wrong, observed):
        """Say what is wrong, and which row of the table would say so."""
        lines = [
            f"{model}, {problem}: {', '.join(roles)}"
            for (model, problem), roles in wrong.items()
        ]
        models = dict.fromkeys(model for model, _problem in wrong)
        rows = [",".join([m, "WHAT", *observed[m]]) for m in models]
        return "\n".join(
            [
                "These answers are not what tests/access/models.csv says:",
                *lines,
                "Mend what leaks. If the table is wrong, these rows are as observed:",
                *rows,
            ]
        )
