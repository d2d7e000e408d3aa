"""Proves the record untampered."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.audit.queries.verification import verify


class Command(BaseCommand):
    help = (
        "Proves the record untampered: recomputes every sealed entry, chain and root. Exit 1 names the first bad entry "
        "(altered, missing, out of order). What it cannot see: docs/audit-log.md."
    )

    def add_arguments(self, parser):
        parser.add_argument("--published", type=Path, help="a log in which roots were published, to hold them against")
        parser.add_argument("--all", action="store_true", help="name everything that is found, not the first alone")

    def handle(self, *, published, all, **options):
        lines = published.read_text(encoding="utf-8").splitlines() if published else ()
        result = verify(lines, most=1000 if all else 1)
        if result.findings:
            raise CommandError("\n".join(finding.text for finding in result.findings))
        self.stdout.write(
            f"{result.entries} entries in {result.segments} segments are as they were sealed; "
            f"{result.dropped} segments were dropped past their term; {result.unsealed} entries are not sealed yet."
        )
        if result.newest_root:
            self.stdout.write(f"Newest root: {result.newest_root}")
