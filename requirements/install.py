"""Makes .venv ready: `sh requirements/install.sh base|test`. Quick when nothing changed; repairs a half-made one.

Needs nothing but Python's own library, since nothing is installed yet. Ends in one sentence that says what to do where
the folder, the disk or the network does not let it finish; what pip said is in var/log/install.log.
"""

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
LOG = ROOT / "var" / "log" / "install.log"
# Megabytes that must be free: what the packages take once unpacked, and half as much again while they are fetched.
ROOM = {"base": 700, "test": 1300}
STEP = 10
NO_NETWORK = re.compile(
    r"NewConnectionError|Failed to establish|name resolution|ConnectTimeout|ReadTimeout|Network is unreachable"
    r"|ProxyError|RemoteDisconnected|ConnectionResetError|No matching distribution found"
)


class CannotInstall(Exception):
    """What is in the way, and what to do about it, in one sentence."""


def wanted(name: str) -> dict:
    """What a finished .venv of this folder says of itself."""
    files = {"base": ["base"], "test": ["base", "test"]}[name]
    return {file: hashlib.sha256((ROOT / "requirements" / f"{file}.txt").read_bytes()).hexdigest() for file in files}


def installed() -> dict:
    """What the .venv says of itself; nothing where it can't be used: half made, moved here, its Python removed."""
    try:
        stamp = json.loads(STAMP.read_text())
        subprocess.run([PYTHON, "-c", "import pip"], check=True, capture_output=True)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return {}
    asked_for = os.environ.get("PYTHON")
    if stamp.get("folder") != str(ROOT) or (asked_for and stamp.get("python") != version_of(asked_for)):
        return {}
    return stamp


def version_of(python: str | Path) -> str:
    return subprocess.run(
        [python, "-c", "import platform; print(platform.python_version())"], check=True, capture_output=True, text=True
    ).stdout.strip()


def check_room(name: str) -> None:
    if not os.access(ROOT, os.W_OK):
        raise CannotInstall(f"This folder can't be written to: clone the project into a folder of your own. ({ROOT})")
    free = shutil.disk_usage(ROOT).free // 2**20
    if free < ROOM[name]:
        raise CannotInstall(
            f"The disk is too full: the packages need {ROOM[name]} MB, {free} MB are free. "
            "Make room and run this again."
        )


def make_environment() -> dict:
    """An empty .venv, and what it says of itself."""
    if VENV.exists() or VENV.is_symlink():
        say("Making .venv anew: the one here was left half made, came from elsewhere, or is of another Python.")
    if VENV.is_symlink():
        VENV.unlink()
    done = subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], capture_output=True, text=True, check=False)
    if done.returncode:
        raise reason_in(done.stdout + done.stderr, "Python's venv could not be made")
    return write_stamp({"folder": str(ROOT), "python": version_of(PYTHON)})


def write_stamp(stamp: dict) -> dict:
    STAMP.write_text(json.dumps(stamp))
    return stamp


def install(name: str) -> None:
    lock = ROOT / "requirements" / f"{name}.txt"
    total = len(re.findall(r"^[\w.\[\],-]+==", lock.read_text(), re.MULTILINE))
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    command += ["--retries", "3", "--timeout", "20", "--require-hashes", "-r", lock]
    say(f"Installing {total} packages with Python {version_of(PYTHON)}; a first time takes about a minute.")
    LOG.parent.mkdir(parents=True, exist_ok=True)
    seen = 0
    with LOG.open("w") as log:
        pip = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
        for line in pip.stdout:
            log.write(line)
            if line.startswith(("Collecting", "Requirement already satisfied")):
                seen += 1
                progress("fetched", seen, total)
            elif line.startswith("Installing collected packages"):
                progress("fetched", total, total)
                say("  unpacking them")
    if pip.wait():
        raise reason_in(LOG.read_text(), f"The packages could not be installed; pip's own words are in {relative(LOG)}")


def reason_in(output: str, otherwise: str) -> CannotInstall:
    """The sentence for what a program printed before it failed."""
    if "No space left on device" in output or "Errno 28" in output:
        return CannotInstall("The disk is full: make room and run this again; what was begun is taken up.")
    if NO_NETWORK.search(output):
        return CannotInstall("The packages could not be fetched: is this machine connected? Run this again when it is.")
    sys.stderr.write("".join(f"  {line}\n" for line in output.strip().splitlines()[-8:]))
    return CannotInstall(f"{otherwise}.")


def progress(what: str, count: int, total: int) -> None:
    if sys.stdout.isatty():
        sys.stdout.write(f"\r  {what} {count} of {total}" + ("\n" if count == total else ""))
        sys.stdout.flush()
    elif count % STEP == 0 or count == total:
        say(f"  {what} {count} of {total}")


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(name: str) -> None:
    target = wanted(name)
    if target.items() <= installed().items():
        return
    check_room(name)
    (ROOT / "var").mkdir(exist_ok=True)
    with (ROOT / "var" / "install.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)  # `make demo` and `make test` begun side by side
        here = installed() or make_environment()
        if not target.items() <= here.items():
            write_stamp({key: here[key] for key in ("folder", "python")})  # until all of it is there
            install(name)
            write_stamp(here | target)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except CannotInstall as refused:
        sys.exit(str(refused))
    except OSError as error:
        sys.exit(str(reason_in(str(error), f"Nothing was installed: {error}")))
    except KeyboardInterrupt:
        sys.exit("\nStopped. Run it again: it goes on where it was.")
