"""From an empty folder to a site with content: translations, database, the demo's people and stories."""

import logging
import os
import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.commands.migrate import Command as Migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils.functional import cached_property

from portal.core.translations import compile_translations
from portal.demo.load import load_demo
from portal.demo.serving.checks import CannotStart

OURS = {"portal", "pioneers", "grants"}
VAR = settings.BASE_DIR / "var"
WRITTEN = ("cache", "locked", "media", "private", "log")
DATABASE = "portal.sqlite3"
STEP = 25


def folder_of(stage: str | None) -> Path:
    """Where a stage keeps its database, files and logs; without a stage, var/ itself."""
    return VAR / stage if stage else VAR


def own_environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment for a site of this folder: none of the portal's settings that lead to another database, mailbox
    or bucket, whatever this terminal has exported."""
    names = re.findall(r"^([A-Z0-9_]+)=", (settings.BASE_DIR / ".env.example").read_text("utf-8"), re.MULTILINE)
    kept = {name: value for name, value in os.environ.items() if name not in names}
    return kept | {"VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "portal.config.settings.local"} | more


def ensure_own_environment(folder: Path, **more: str) -> None:
    """Starts this command anew where its settings were read from another environment than its own."""
    wanted = own_environment(folder, **more)
    if dict(os.environ) != wanted:
        os.chdir(settings.BASE_DIR)
        os.execve(sys.executable, [sys.executable, "manage.py", *sys.argv[1:]], wanted)  # noqa: S606


def clear(folder: Path) -> None:
    """Removes what a site wrote into its folder, and nothing else: other stages, tests and the installation stay."""
    for name in WRITTEN:
        shutil.rmtree(folder / name, ignore_errors=True)
    for suffix in ("", "-wal", "-shm"):
        (folder / f"{DATABASE}{suffix}").unlink(missing_ok=True)


def prepare(say: Callable[[str], object], *, stage: str | None = None) -> None:
    """Compiles, migrates and fills what is not there yet."""
    compile_translations()
    check_database(stage=stage)
    call_command(CountedMigrate(say), verbosity=0)
    logging.disable(logging.INFO)  # hundreds of entries of the record, which nobody waits for here
    load_demo(say, stage=stage)
    logging.disable(logging.NOTSET)


def check_database(*, stage: str | None = None) -> None:
    """Refuses a database that another version of the portal made: it holds migrations of ours that are not here, or
    lacks columns that its migrations, all applied, should have made."""
    loader = MigrationLoader(connection)
    installed = {config.label: config.name.split(".")[0] for config in apps.get_app_configs()}
    strange = [
        label
        for label, name in loader.applied_migrations.keys() - loader.disk_migrations.keys()
        if installed.get(label, "portal") in OURS
    ]
    pending = {label for label, name in loader.disk_migrations.keys() - loader.applied_migrations.keys()}
    ours = [config for config in apps.get_app_configs() if installed[config.label] in OURS]
    if strange or any(_lacks_columns(config) for config in ours if config.label not in pending):
        command = f"make demo-reset STAGE={stage}" if stage else "make demo-reset"
        raise CannotStart(
            "The demo's database was made by another version of the portal, and this one can't use it. "
            f"Start over with {command}: what you changed in the demo is lost."
        )


def _lacks_columns(config: AppConfig) -> bool:
    """Whether the tables of an app that has nothing left to migrate miss what its models read."""
    with connection.cursor() as cursor:
        return any(
            {field.column for field in model._meta.local_concrete_fields}
            - {column.name for column in connection.introspection.get_table_description(cursor, model._meta.db_table)}
            for model in config.get_models()
            if model._meta.managed and not model._meta.proxy
        )


class CountedMigrate(Migrate):
    """`migrate`, saying how far it has come."""

    def __init__(self, say: Callable[[str], object]):
        super().__init__()
        self.say, self.done = say, 0

    @cached_property
    def total(self) -> int:
        executor = MigrationExecutor(connection)
        return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))

    def migration_progress_callback(self, action, migration=None, fake=False):
        if action == "apply_start" and not self.done:
            self.say(f"Making the database: {self.total} steps")
        if action == "apply_success":
            self.done += 1
            if self.done % STEP == 0:
                self.say(f"  {self.done} of {self.total}")
