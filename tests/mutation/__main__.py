"""`python -m tests.mutation grants/domain grants/actions --tests tests/grants`: do the tests notice a fault?

Puts one small fault after the other into the code and runs the tests that reach it. Prints what no test noticed and
the score; not in CI, for it takes up to some seconds a fault. Needs `pip install mutmut`.
"""

import argparse
import json
import math
import random
import subprocess
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

from tests.mutation.mutants import Mutant, mutants_of
from tests.run import ROOT, VAR, environment
from tests.support.postgres import kept_cluster


def chosen_of(files: list[Path], sample: int | None, seed: int) -> list[Mutant]:
    """All faults of the files, or about `sample` of them, from each file its share."""
    faults = {file: mutants_of(file, str(file.relative_to(ROOT))) for file in files}
    total = sum(map(len, faults.values()))
    chosen = []
    for file, each in faults.items():
        random.Random(f"{seed} {file.relative_to(ROOT)}").shuffle(each)
        chosen += each[: math.ceil(sample * len(each) / total) if sample else None]
    random.Random(seed).shuffle(chosen)  # a run that is ended early has tried some of each file
    mutants = [mutant for fault in chosen if (mutant := fault())]
    sys.stdout.write(f"{len(mutants)} of {total} faults\n")
    return mutants


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("paths", nargs="+", help="files or folders to put faults into")
    parser.add_argument("--tests", nargs="+", required=True, help="files or folders of tests to run")
    parser.add_argument("--sample", type=int, help="so many of all faults, spread over the files, chosen by --seed")
    parser.add_argument("--seed", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=20, help="of tests a fault, the quickest first")
    parser.add_argument("--work", type=Path, default=VAR / "mutation")
    parser.add_argument("--again", action="store_true", help="only what the run before left, with these tests")
    asked = parser.parse_args(arguments)
    asked.work.mkdir(parents=True, exist_ok=True)
    folders = [ROOT / path for path in asked.paths]
    found = {file for each in folders for file in (each.rglob("*.py") if each.is_dir() else [each])}
    files = sorted(file for file in found if file.stat().st_size)
    mutants = [asdict(mutant) for mutant in chosen_of(files, asked.sample, asked.seed)]
    results = asked.work / "results.jsonl"
    if asked.again:
        mutants = left_of(results, mutants)
    else:
        (asked.work / "map.json").unlink(missing_ok=True)
        results.unlink(missing_ok=True)
    (asked.work / "paths.json").write_text(json.dumps([str(file.relative_to(ROOT)) for file in files]))
    (asked.work / "mutants.json").write_text(json.dumps(mutants))
    known = environment(kept_cluster(), whole=False)
    running = ["tests.mutation.running", str(asked.work), str(asked.seconds), *asked.tests]
    for module in (["tests.support.databases"], running):
        if status := subprocess.run([sys.executable, "-m", *module], cwd=ROOT, env=known, check=False).returncode:
            return status
    return report(results)


def left_of(results: Path, mutants: list[dict]) -> list[dict]:
    """Takes out of the results what was not killed; gives the mutants of it that can still be made."""
    known = _results(results)
    results.write_text(
        "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in known if each["answer"].startswith("killed"))
    )
    left = {_key(each): each for each in known if not each["answer"].startswith("killed")}
    return [mutant | left[_key(mutant)] for mutant in mutants if _key(mutant) in left]


def _key(mutant: dict) -> tuple:
    return mutant["path"], mutant["first"], mutant["before"], mutant["after"]


def _results(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def report(results: Path) -> int:
    """Prints each fault that no test noticed, and for each folder how many were tried and noticed."""
    tried, killed = Counter(), Counter()
    for result in sorted(_results(results), key=lambda each: (each["path"], each["first"])):
        folder = str(Path(result["path"]).parent)
        tried[folder] += 1
        if result["answer"].startswith("killed"):
            killed[folder] += 1
            continue
        tests = f"{result['tests']} of {result['covering']}"
        sys.stdout.write(
            f"{result['answer']} ({tests} tests): {result['path']}:{result['first']}\n"
            f"    {result['before']}\n    {result['after']}\n"
        )
    for folder, number in sorted(tried.items()):
        share = 100 * killed[folder] / number
        sys.stdout.write(f"{folder}: {killed[folder]} of {number} noticed ({share:.0f} %)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
