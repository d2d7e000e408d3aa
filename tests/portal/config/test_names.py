"""Names this project gave up stay given up: code, templates, styles, scripts, tests and docs speak the standard terms
of docs/conventions.md and docs/glossary.md. History (CHANGELOG, decisions) and prose are not held to it.
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.support.hygiene import tracked

ROOT = Path(__file__).resolve().parents[3]

# What a name was, and what it is now. A pattern matches within one identifier, file name or CSS class.
RENAMED = {
    r"(?<![\w/])asides?\.py|(?<![a-z_])aside_|(stand|step)\w*_aside|keep\w*_aside|let_back|StandsAside": "recusals",
    r"withheld|tell_aside": "masked, suspended",
    r"portal\.records\b|portal/records|verify_records": "portal.audit, verify_audit",
    r"keeping\.py|forgetting|erasing\.py|forget_\w+": "retention.py, erasure.py, erase_…",
    r"registering\.py|labels\.register\b": "portal_hooks.py, register_verbs",
    r"(?<![a-z])standing\.py|standing_consents|by_standing": "monitoring.py, active_consents, rank_points",
    r"\bholding\(|\bHOLDING|class Holding|holding\.py": "active_contacts, COMMITTED, HeldData, locks.py",
    r"(?<![a-z])waiting\.py|WaitingSource|what_waits|register_waiting": "worklist.py, WorklistSource",
    r"(?<![a-z])facts\.py|class Fact\b|staff-steps?\b|staff_step": "details.py, DetailField, RecordAction",
    r"\bApplicationVersion": "SubmittedVersion",
    r"handed_in|hands?_in\b|hands_it_in|receipted(?!_version)": "submission_count, receipted_version, submit",
    r"take_back_application|_take_back": "reopen_application",
    r"faults_of|missing_in|class Incomplete\b": "submission_errors, SubmissionInvalid",
    r"(?<![a-z])settled?_\w+|_settle\b|\.settle\b|unsettled": "sync_candidacy, finish_scan, decided_at",
    r"saying_yes|\bsay_yes|end_yes|choose_shown|showing\.py|(?<![a-z])shown\.py": "set_visibility, visibility.py",
    r"add_marks|edit_mark|own_marks|mark\.svg|field__mark|field_mark": "add_errors, edit_token, placeholder, logo",
    r"(?<![\w.])words\.(py|js)|words_of\b|class _Words": "word_count, letter_context, sample_text, text_of",
    r"\bdef (said|itself|given_to|duties|duty)\b|_duties\b|_duty\b": "snapshot_answers, open_assignments",
    r"lay_ground|laying_the_ground|(?<![a-z])ground\.py": "bootstrap_site, settings/env.py",
    r"taking\.py|take_each|receive_file|\bdef _?take\b": "uploads.py, store_each, perform_…",
    r"test_at_once|test_races|test_thread\b|\bat_once\(|def at_once": "test_concurrency, test_end_to_end, run_together",
    r"\b(CHUNK|LONGEST\w*|AT_ONCE|LASTS|\w+_LASTS|PER_PAGE|\w+_A_PAGE)\b": "BATCH_SIZE, MAX_…, …_LIFETIME, PAGE_SIZE",
    r"through the door|the house's own|\bdoors? to\b": "the thing itself",
}

# Where an old name is right: here, in the tables that say what became of it, and where other software says it.
ALLOWED = {"tests/portal/config/test_names.py", "docs/conventions.md"}
CODE = (".py", ".html", ".css", ".js", ".md", ".toml", ".typ", ".yml", ".cfg")
# Stories, helps and sample texts are prose; history says what things were called.
PROSE = (
    "CHANGELOG.md",
    "docs/decisions/",
    "portal/content/help/",
    "portal/demo/content/texts/",
    "portal/demo/pioneers/",
)


@cache
def held() -> list[Path]:
    """The files whose names and words are held: what is written here, not bought in and not prose."""
    return [
        path
        for path in tracked()
        if path.suffix in CODE
        and "/vendor/" not in path.as_posix()
        and not path.relative_to(ROOT).as_posix().startswith((*PROSE, "requirements/"))
        and path.relative_to(ROOT).as_posix() not in ALLOWED
    ]


@cache
def lines_held() -> list[tuple[str, list[str]]]:
    """Each file's name, and its lines with the name before them."""
    names = [(path.relative_to(ROOT).as_posix(), path) for path in held()]
    return [(name, [name, *path.read_text(encoding="utf-8").splitlines()]) for name, path in names]


@pytest.mark.parametrize(("old", "new"), RENAMED.items(), ids=RENAMED.values())
def test_no_old_name_comes_back(old, new):
    pattern, found = re.compile(old), []
    for name, lines in lines_held():
        found += [f"{name}:{number}: {hit[0]}" for number, line in enumerate(lines) if (hit := pattern.search(line))]
    assert not found, f"now called {new}"


def test_every_function_that_queues_an_email_says_so():
    """`queue_<kind>_letter` in every app: who looks for the sender of an e-mail looks for one name."""
    files = [
        path for path in held() if re.search(r"^(?!tests).*/letters(\.py|/\w+\.py)$", path.relative_to(ROOT).as_posix())
    ]
    named = {}
    for path in files:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                calls = {getattr(one.func, "id", "") for one in ast.walk(node) if isinstance(one, ast.Call)}
                if any(call.startswith(("queue_", "_queue")) for call in calls):
                    named[f"{path.relative_to(ROOT)}: {node.name}"] = node.name
    assert len(named) > 30
    assert not [where for where, name in named.items() if not re.fullmatch(r"queue_\w*letter(_to_page)?", name)]
