"""Test databases made once as a template and cloned: per worker process, and again after each test that commits.

Nothing is ever flushed: the record refuses TRUNCATE and DELETE, and the template carries what migrations put in.
"""

import fcntl
import gc
import hashlib
import os
import re
import shutil
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.models import Field

from tests.support.postgres import lives

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "test"


# From this version on PostgreSQL writes what it clones into its log, unless it is told to copy the files: a third less
# work for a database that no log has to bring back.
COPIES_FILES = 150_000
# Layers that have no part in migrating or in what runs after it.
ABOVE = {"queries", "rules", "letters", "tasks", "forms", "filters", "views", "urls", "viewsets", "wagtail_hooks"}


def fingerprint() -> str:
    """Changes whenever a template would come out differently: with models, migrations and what runs after them."""
    digest = hashlib.sha256()
    sources = [
        path
        for top in ("portal", "pioneers", "grants")
        for path in (ROOT / top).rglob("*.py")
        if not ABOVE & {part.removesuffix(".py") for part in path.relative_to(ROOT).parts}
    ]
    for path in sorted([*sources, ROOT / "requirements" / "base.txt"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def _locked(name: str):
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{name}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _point_at(name: str):
    connections["default"].close()
    settings.DATABASES["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name


class SqliteDatabases:
    """Template and clones are files; cloning is copying."""

    def __init__(self, worker: str):
        self.template = FOLDER / f"template-{fingerprint()}.sqlite3"
        self.clone = FOLDER / f"{worker}-{os.getpid()}.sqlite3"

    def prepare(self):
        with _locked("sqlite"):
            if not self.template.exists():
                for old in FOLDER.glob("template-*.sqlite3*"):
                    old.unlink()
                making = FOLDER / "making.sqlite3"
                self._remove(making)
                _point_at(str(making))
                call_command("migrate", verbosity=0)
                connections["default"].cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
                connections["default"].close()
                making.rename(self.template)
        self.restore()

    def restore(self):
        connections["default"].close()
        self._remove(self.clone)
        shutil.copy(self.template, self.clone)
        _point_at(str(self.clone))

    def drop(self):
        connections["default"].close()
        self._remove(self.clone)

    @staticmethod
    def _remove(path: Path):
        for suffix in ("", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)


class PostgresDatabases:
    """Template and clones are databases of one server; cloning is CREATE DATABASE … TEMPLATE."""

    def __init__(self, worker: str):
        self.template = f"portal_template_{fingerprint()}"
        self.clone = f"portal_test_{worker}_{os.getpid()}"

    def _execute(self, *statements: str):
        import psycopg

        connections["default"].close()
        params = connections["default"].settings_dict
        with psycopg.connect(
            host=params["HOST"], port=params["PORT"], user=params["USER"], password=params["PASSWORD"] or None,
            dbname="postgres", autocommit=True,
        ) as connection:  # fmt: skip
            for statement in statements:
                if "TEMPLATE" in statement and connection.info.server_version >= COPIES_FILES:
                    statement += " STRATEGY FILE_COPY"
                connection.execute(statement)

    def _names(self) -> set[str]:
        """The databases of the server."""
        import psycopg

        params = connections["default"].settings_dict
        with psycopg.connect(
            host=params["HOST"], port=params["PORT"], user=params["USER"], password=params["PASSWORD"] or None,
            dbname="postgres", autocommit=True,
        ) as connection:  # fmt: skip
            return {name for (name,) in connection.execute("SELECT datname FROM pg_database")}

    def _exists(self, name: str) -> bool:
        return name in self._names()

    def _drop_what_is_over(self):
        """Templates of older code, and clones whose process was killed, in a cluster that is kept."""
        for name in self._names() - {self.template}:
            clone = re.fullmatch(r"portal_t(?:est|emplate_making)_(?:\w+_)?(\d+)", name)
            over = not lives(int(clone[1])) if clone else re.fullmatch(r"portal_template_[0-9a-f]{12}", name)
            if over:
                self._execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def prepare(self):
        with _locked("postgres"):
            if not self._exists(self.template):
                self._drop_what_is_over()
                making = f"portal_template_making_{os.getpid()}"  # another checkout may be making its own
                self._execute(f"DROP DATABASE IF EXISTS {making} WITH (FORCE)", f"CREATE DATABASE {making}")
                _point_at(making)
                call_command("migrate", verbosity=0)
                connections["default"].close()
                if self._exists(self.template):
                    self._execute(f"DROP DATABASE {making} WITH (FORCE)")
                else:
                    self._execute(f"ALTER DATABASE {making} RENAME TO {self.template}")
            self.restore()

    def restore(self):
        self._execute(
            f"DROP DATABASE IF EXISTS {self.clone} WITH (FORCE)",
            f"CREATE DATABASE {self.clone} TEMPLATE {self.template}",
        )
        _point_at(self.clone)

    def drop(self):
        self._execute(f"DROP DATABASE IF EXISTS {self.clone} WITH (FORCE)")


def databases_for(worker: str) -> SqliteDatabases | PostgresDatabases:
    sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    return SqliteDatabases(worker) if sqlite else PostgresDatabases(worker)


def clone_quickly() -> None:
    """Fields of migrations remember what they are made of. Migrating draws each model anew for each change to one it is
    related to, 20,000 times in all, and asks its fields each time: a third of the time it takes."""

    def clone(field):
        if "_made_of" not in field.__dict__:
            _name, _path, *field._made_of = field.deconstruct()
        positional, named = field._made_of
        return type(field)(*positional, **named)

    Field.clone = clone


if __name__ == "__main__":  # makes the template, so that no test worker waits for another one to make it
    gc.disable()  # a quarter of the time of migrating, and the process ends with it
    clone_quickly()
    django.setup()
    databases = databases_for("template")
    databases.prepare()
    databases.drop()
