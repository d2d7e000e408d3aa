"""One process that has loaded the site and its tests, and forks for each mutant: in the fork the fault is put in and
the tests that pass its lines are run until one fails."""

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.mutation.swapping import swap_in

ROOT = Path(__file__).resolve().parents[2]
# Seconds for one run of all the tests, each line followed; a busy machine needs four times what a quiet one does.
MAP_LIMIT = 60 * 60


class Loop:
    """Takes the place of pytest's own loop over the tests."""

    def __init__(self, work: Path, part: int, parts: int):
        self.work, self.part, self.parts = work, part, parts
        self.failed: list[str] = []

    def pytest_runtestloop(self, session):
        self.loop(session)
        return True

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.failed.append(report.nodeid)

    def run(self, session, items, *, stop=True) -> None:
        for item, following in zip(items, [*items[1:], None], strict=True):
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if stop and self.failed:
                break
        session._setupstate.teardown_exact(None)

    def fork(self, act, limit: float) -> str | None:
        """What `act` answered in a process of its own; None when it took longer than `limit` seconds."""
        answer = self.work / f"answer-{self.part}"
        answer.unlink(missing_ok=True)
        pid = os.fork()
        if not pid:
            nothing = os.open(os.devnull, os.O_RDWR)
            os.dup2(nothing, 1)
            os.dup2(nothing, 2)
            try:
                answer.write_text(act())
            except BaseException as error:
                answer.write_text(f"broken: {error!r}")
            os._exit(0)
        until = time.monotonic() + limit
        while time.monotonic() < until:
            if os.waitpid(pid, os.WNOHANG)[0]:
                return answer.read_text() if answer.exists() else "died"
            time.sleep(0.005)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return None


class Map(Loop):
    """Which test passes which lines, and how long it takes."""

    def loop(self, session):
        sys.stdout.write(self.fork(lambda: self.measure(session), MAP_LIMIT) or "The tests took too long.\n")

    def measure(self, session):
        paths = {str(ROOT / path): path for path in json.loads((self.work / "paths.json").read_text())}
        found, passed = {}, set()

        def in_file(frame, event, argument):
            if event == "line":
                passed.add((frame.f_code.co_filename, frame.f_lineno))
            return in_file

        def trace(frame, event, argument):
            return in_file if frame.f_code.co_filename in paths else None

        items = session.items[self.part :: self.parts]
        for item in items:
            passed.clear()
            threading.settrace(trace)
            sys.settrace(trace)
            before = time.monotonic()
            session.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            sys.settrace(None)
            threading.settrace(None)
            lines: dict[str, list[int]] = {}
            for path, line in passed:
                lines.setdefault(paths[path], []).append(line)
            found[item.nodeid] = {"seconds": time.monotonic() - before, "lines": lines}
        out = {"tests": found, "failed": self.failed}
        (self.work / f"map-{self.part}.json").write_text(json.dumps(out))
        return f"{len(items)} tests, failed without a fault: {self.failed}\n"


class Kill(Loop):
    """Each mutant against the quickest tests that pass its lines, as many as fit into `seconds`."""

    def __init__(self, work, part, parts, seconds):
        super().__init__(work, part, parts)
        self.seconds = seconds

    def loop(self, session):
        tests, failed = {}, set()
        for path in self.work.glob("map-*.json"):
            known = json.loads(path.read_text())
            tests |= known["tests"]
            failed |= set(known["failed"])
        items = {item.nodeid: item for item in session.items if item.nodeid not in failed}
        mutants = json.loads((self.work / "mutants.json").read_text())
        mutants = mutants[self.part :: self.parts]
        with (self.work / f"results-{self.part}.jsonl").open("w") as out:
            for number, mutant in enumerate(mutants):
                result = self.judge(session, items, tests, mutant)
                out.write(json.dumps(result, ensure_ascii=False) + "\n")
                out.flush()
                if number % 25 == 0:
                    sys.stdout.write(f"{self.part}: {number} of {len(mutants)}\n")
                    sys.stdout.flush()

    def judge(self, session, items, tests, mutant) -> dict:
        covering = []
        for name, known in tests.items():
            lines = known["lines"].get(mutant["path"])
            if lines and name in items:
                if not mutant["inside"] or any(mutant["first"] <= line <= mutant["last"] for line in lines):
                    covering.append((known["seconds"], name))
        chosen, spent = [], 0.0
        for seconds, name in sorted(covering):
            if chosen and spent + seconds > self.seconds:
                break
            spent += seconds
            chosen.append(items[name])

        def act():
            swap_in(mutant["path"].removesuffix(".py").replace("/", "."), mutant["source"])
            self.run(session, chosen)
            return f"killed by {self.failed[0]}" if self.failed else "survived"

        before = time.monotonic()
        answer = "no test" if not covering else self.fork(act, 20 + 6 * spent) or "killed by the time it takes"
        return {key: value for key, value in mutant.items() if key != "source"} | {
            "answer": answer,
            "tests": len(chosen),
            "covering": len(covering),
            "took": round(time.monotonic() - before, 2),
        }


def main(what: str, work: str, part: str, parts: str, seconds: str, *only: str) -> int:
    loop = (
        Map(Path(work), int(part), int(parts))
        if what == "map"
        else Kill(Path(work), int(part), int(parts), float(seconds))
    )
    return pytest.main(["-q", "-s", "-p", "no:randomly", "-p", "no:xdist", *only], plugins=[loop])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
