"""Branch coverage of the portal and its halves, by instrumenting what is imported: a pytest plugin (`-p`).

Tracing every line the interpreter runs (coverage.py before Python 3.12) doubles what the tests cost; SlipCover marks
only our own code. Each worker writes its part to the folder COVERAGE_PARTS; `python -m slipcover --merge` adds them up.
"""

import json
import os
import sys
from pathlib import Path

import slipcover

SOURCES = ["portal", "pioneers", "grants"]
OMIT = ["*/migrations/*"]
# How often a line is passed before its probe is taken out: each time, every function there is gets looked through.
PASSES = 1000


class Measuring:
    """Instruments from the moment pytest loads this plugin, before the first of our modules is imported."""

    def __init__(self):
        self.coverage = slipcover.Slipcover(branch=True, d_miss_threshold=PASSES, source=SOURCES, omit=OMIT)
        self.imports = slipcover.ImportManager(self.coverage, slipcover.FileMatcher(sources=SOURCES, omit=OMIT))
        self.imports.__enter__()

    def write(self, part: Path) -> None:
        self.imports.__exit__(None, None, None)
        part.write_text(json.dumps(self.coverage.get_coverage()))


# In each worker; where there are none, in the one process.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "" if "-n" in sys.argv else "gw0")
measuring = Measuring() if WORKER else None


def pytest_sessionfinish(session):
    if measuring:
        folder = Path(os.environ["COVERAGE_PARTS"])
        folder.mkdir(parents=True, exist_ok=True)
        measuring.write(folder / f"{os.environ.get('PYTEST_XDIST_TESTRUNUID', 'alone')}-{WORKER}.json")
