from pathlib import Path

from django.core.management.base import BaseCommand

from grants.queries.awards import published
from grants.queries.open_data import package_csv, package_json
from portal.core import clock


class Command(BaseCommand):
    help = "Writes every published award as 360Giving data to FILE; as a table if its name ends in .csv, else as JSON."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options):
        at = clock.now()
        pieces = package_csv(at) if file.suffix == ".csv" else package_json(at)
        with file.open("w", encoding="utf-8", newline="") as handle:
            handle.writelines(pieces)
        self.stdout.write(f"{published(at).count()} awards written to {file}")
