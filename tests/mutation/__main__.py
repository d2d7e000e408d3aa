"""`python -m tests.mutation grants/domain grants/actions --tests tests/grants`: do the tests notice a fault?

Puts one small fault after the other into the code and runs the tests that pass there. Prints what no test noticed and
the score; not in CI, for it takes a second or two a fault. Needs `pip install mutmut`.
"""

import argparse
import json
import random
import subprocess
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from tests.mutation.mutants import mutants_of
from tests.run import ROOT, VAR, environment
from tests.support.postgres import kept_cluster


def start(what: str, work: Path, parts: int, seconds: float, tests: list[str]) -> None:
    """The same work in two processes, each taking every second test or mutant."""
    known = environment(kept_cluster(), whole=False)
    command = [sys.executable, "-m", "tests.mutation.running", what, str(work)]
    processes = [
        subprocess.Popen([*command, str(part), str(parts), str(seconds), *tests], cwd=ROOT, env=known)
        for part in range(parts)
    ]
    for process in processes:
        process.wait()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("paths", nargs="+", help="files or folders to put faults into")
    parser.add_argument("--tests", nargs="+", required=True, help="files or folders of tests to run")
    parser.add_argument("--sample", type=int, help="so many of all faults, chosen by --seed")
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20, help="of tests a fault, the quickest first")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--work", type=Path, default=VAR / "mutation")
    parser.add_argument("--keep-map", action="store_true", help="which test passes which lines is known from before")
    asked = parser.parse_args(arguments)
    asked.work.mkdir(parents=True, exist_ok=True)
    folders = [ROOT / path for path in asked.paths]
    files = sorted({file for each in folders for file in (each.rglob("*.py") if each.is_dir() else [each])})
    faults = [fault for file in files for fault in mutants_of(file, str(file.relative_to(ROOT)))]
    random.Random(asked.seed).shuffle(faults)
    mutants = [mutant for fault in faults[: asked.sample] if (mutant := fault())]
    sys.stdout.write(f"{len(mutants)} of {len(faults)} faults\n")
    (asked.work / "paths.json").write_text(json.dumps([str(file.relative_to(ROOT)) for file in files]))
    (asked.work / "mutants.json").write_text(json.dumps([asdict(mutant) for mutant in mutants]))
    if not asked.keep_map:
        for old in asked.work.glob("map-*.json"):
            old.unlink()
        start("map", asked.work, asked.processes, 0, asked.tests)
    if len(list(asked.work.glob("map-*.json"))) < asked.processes:
        sys.stdout.write("Which test passes which lines is not known: nothing was tried.\n")
        return 1
    for old in asked.work.glob("results-*.jsonl"):
        old.unlink()
    start("kill", asked.work, asked.processes, asked.seconds, asked.tests)
    return report(asked.work)


def report(work: Path) -> int:
    results = [json.loads(line) for path in work.glob("results-*.jsonl") for line in path.read_text().splitlines()]
    for result in sorted(results, key=lambda each: (each["path"], each["first"])):
        if not result["answer"].startswith("killed"):
            tests = f"{result['tests']} of {result['covering']}"
            sys.stdout.write(
                f"{result['answer']} ({tests} tests): {result['path']}:{result['first']}\n"
                f"    {result['before']}\n    {result['after']}\n"
            )
    packages = Counter(str(Path(each["path"]).parent) for each in results)
    for package, number in sorted(packages.items()):
        killed = sum(
            each["answer"].startswith("killed") for each in results if str(Path(each["path"]).parent) == package
        )
        sys.stdout.write(f"{package}: {killed} of {number} noticed ({100 * killed / number:.0f} %)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
