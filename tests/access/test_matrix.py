import os
import time

from odoo.tests import tagged

from . import records_odoo  # noqa: F401 (notes its makers)
from .firm import ROLES
from .probes import ProbeCase
from .ways import FINDS, GUESSES, TELLS

SEEN = set("rnf")


@tagged("post_install", "-at_install", "s62", "s63", "access")
class TestMatrix(ProbeCase):
    """Every model by every way of the ORM, as everybody: as the table says."""

    def test_a_dump(self):
        observed = open("/tmp/observed.csv", "w")
        observed.write("model,what," + ",".join(ROLES) + "\n")
        for model, records in self.records.items():
            cells = []
            for role in ROLES:
                self.env.invalidate_all()
                cells.append(self.may(role, records) or "–")
            observed.write(f"{model},," + ",".join(cells) + "\n")

    def test_matrix(self):
        leaks = {}
        took = {}
        for model, records in self.records.items():
            for role in ROLES:
                cell = self.cells[model][role]
                for way, problem, t in self.problems(role, records, cell):
                    took[way] = took.get(way, 0) + t
                    if problem:
                        leaks.setdefault((model, way, problem), []).append(role)
        for key, roles in leaks.items():
            print("LEAK", *key, ",".join(roles))
        print(sorted(((round(t, 1), w) for w, t in took.items()), reverse=True)[:30])
        print(self.probes, "probes")

    def problems(self, role, records, cell):
        mine = self.as_role(role, records)
        self.env.invalidate_all()
        for name, way in FINDS.items():
            t = time.time()
            found = bool(self.tried(way, mine))
            seen = bool(SEEN & set(cell))
            yield name, found != seen and ("FOUND" if found else "MISSED"), time.time() - t
        words = self.forbidden(role, cell)
        if not words:
            return
        for name, way in GUESSES.items():
            t = time.time()
            got = bool(self.tried(way, mine, words))
            yield name, got and "GUESSED", time.time() - t
        for name, way in TELLS.items():
            t = time.time()
            answer = self.tried(way, mine, writes=name == "copy")
            got = self.found_in(answer, role, cell)
            r = repr(answer)
            i = r.lower().find(got[0].lower()) if got else 0
            if got:
                print("   ", records._name, name, role, r[max(0, i - 150): i + 50])
            yield name, got and str(got), time.time() - t
