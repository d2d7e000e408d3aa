"""One process that has loaded the site and its tests: it learns which test reaches which lines, then forks for each
mutant. In the fork the fault is put in and the tests that reach its lines are run, the quickest first, until one fails.

All forks use one database, made before the first: tests roll back, or make it anew themselves.
"""

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.mutation.reach import clear_caches, importers, mark_lines
from tests.mutation.swapping import swap_in
from tests.support.databases import databases_for

ROOT = Path(__file__).resolve().parents[2]
# Of the processor, beyond five times what the tests take without a fault; waiting for something is bounded more widely.
SECONDS_MORE = 10
WAITING = 20
MAP_LIMIT = 60 * 60


class OneDatabase:
    """Stands in for the databases of tests.conftest in each fork: it is there already."""

    def __init__(self):
        self.databases = databases_for("mutation")
        self.restore = self.databases.restore
        self.databases.prepare()

    def prepare(self) -> None:
        pass

    def drop(self) -> None:
        pass


class Loop:
    """Takes the place of pytest's own loop over the tests."""

    def __init__(self, work: Path, seconds: float):
        self.work, self.seconds = work, seconds
        self.failed: list[str] = []
        self.paths: list[str] = json.loads((work / "paths.json").read_text())

    def pytest_runtestloop(self, session):
        self.database = OneDatabase()
        sys.modules["tests.conftest"].databases_for = lambda worker: self.database
        try:
            self.learn(session)
            self.try_each(session)
        finally:
            self.database.databases.drop()
        return True

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.failed.append(report.nodeid)

    def fork(self, act, processor: float) -> str | None:
        """What `act` answered in a process of its own; None when it took longer than `processor` seconds."""
        answer = self.work / "answer"
        answer.unlink(missing_ok=True)
        pid = os.fork()
        if not pid:
            nothing = os.open(os.devnull, os.O_RDWR)
            os.dup2(nothing, 1)
            os.dup2(nothing, 2)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_CPU, (int(processor) + 1, int(processor) + 2))
            try:
                answer.write_text(act())
            except BaseException as error:
                answer.write_text(f"broken: {error!r}")
            os._exit(0)
        until = time.monotonic() + WAITING + 10 * processor
        while time.monotonic() < until:
            if os.waitpid(pid, os.WNOHANG)[0]:
                return answer.read_text() if answer.exists() else None
            time.sleep(0.002)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return None

    def learn(self, session) -> None:
        """Adds to map.json what each of the tests reaches, and the seconds of the processor it takes."""
        kept = self.work / "map.json"

        def act():
            reached: set[tuple[str, int, int]] = set()
            for path in self.paths:
                mark_lines(path, (ROOT / path).read_text(), reached)
            tests = {}
            for item in session.items:
                clear_caches(self.paths)  # or only the first test that asks would be seen to reach what answers
                reached.clear()
                started = time.process_time()
                session.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                lines: dict[str, set[int]] = {}
                for path, first, last in reached:
                    lines.setdefault(path, set()).update(range(first, last + 1))
                known = {path: sorted(each) for path, each in lines.items()}
                tests[item.nodeid] = {"seconds": time.process_time() - started, "lines": known}
            before = json.loads(kept.read_text())["tests"] if kept.exists() else {}
            kept.write_text(json.dumps({"tests": before | tests, "failed": self.failed}))
            return f"{len(tests)} tests, failed without a fault: {self.failed}"

        said = self.fork(act, MAP_LIMIT) or "The tests took too long."
        self.database.restore()
        say(said)
        if not kept.exists() or said.startswith(("broken", "The tests")):
            pytest.exit("Which test reaches which lines is not known: nothing was tried.", 1)

    def try_each(self, session) -> None:
        known = json.loads((self.work / "map.json").read_text())
        items = {item.nodeid: item for item in session.items if item.nodeid not in known["failed"]}
        self.importers = importers(ROOT, self.paths, {name.partition("::")[0] for name in items})
        mutants = json.loads((self.work / "mutants.json").read_text())
        started = time.monotonic()
        with (self.work / "results.jsonl").open("a") as out:
            for number, mutant in enumerate(mutants, 1):
                result = self.judge(session, items, known["tests"], mutant)
                out.write(json.dumps(result, ensure_ascii=False) + "\n")
                out.flush()
                if number % 50 == 0 or number == len(mutants):
                    say(f"{number} of {len(mutants)} after {time.monotonic() - started:.0f} s")

    def judge(self, session, items, tests, mutant) -> dict:
        reaching = (name for name in items if name in tests and self.reaches(name, tests[name], mutant))
        covering = sorted((tests[name]["seconds"], name) for name in reaching)
        chosen, spent = [], 0.0
        for seconds, name in covering:
            if chosen and spent + seconds > self.seconds:
                break
            spent += seconds
            chosen.append(items[name])

        def act():
            swap_in(mutant["path"], mutant["source"], constants=not mutant["inside"])
            for item in chosen:
                session.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
                if self.failed:
                    return f"killed by {self.failed[0]}"
            return "survived"

        if covering:
            answer = self.fork(act, SECONDS_MORE + 5 * spent)
            if answer is None:
                answer = "killed by the time it takes"
                self.database.restore()
        else:
            answer = mutant.get("answer", "no test")
        return {key: value for key, value in mutant.items() if key != "source"} | {
            "answer": answer,
            "tests": len(chosen) + mutant.get("tests", 0),
            "covering": len(covering) + mutant.get("covering", 0),
        }

    def reaches(self, name: str, known: dict, mutant: dict) -> bool:
        """Whether a test runs one of the lines; for a number outside functions, whether it uses its module at all."""
        if not mutant["inside"]:
            return not self.importers[mutant["path"]].isdisjoint({name.partition("::")[0], *known["lines"]})
        return any(mutant["first"] <= line <= mutant["last"] for line in known["lines"].get(mutant["path"], ()))


def say(words: str) -> None:
    sys.stdout.write(f"{time.strftime('%H:%M:%S')} {words}\n")
    sys.stdout.flush()


def main(work: str, seconds: str, *only: str) -> int:
    return pytest.main(
        ["-q", "-s", "-p", "no:randomly", "-p", "no:xdist", *only], plugins=[Loop(Path(work), float(seconds))]
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
