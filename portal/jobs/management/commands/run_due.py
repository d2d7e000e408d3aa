"""Everything whose time has come."""

import logging
import signal
import threading

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections
from django.db.utils import Error as DatabaseError

from portal.jobs.actions.running import run_due

logger = logging.getLogger("portal.jobs")


class Command(BaseCommand):
    help = (
        "Runs everything whose time has come: openings, closings, reminders, retention, sealing. Safe to run every "
        "minute, and twice at once. Exit 1 names the jobs that failed; the others ran."
    )

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="keep running until stopped")
        parser.add_argument("--interval", type=float, default=15, help="seconds between rounds of --loop (15)")

    def handle(self, *, loop, interval, **options):
        if loop:
            return self._loop(interval)
        failed = [outcome for outcome in self._round() if outcome.error]
        if failed:
            raise CommandError("; ".join(f"{outcome.name}: {outcome.error}" for outcome in failed))
        return None

    def _round(self, stopping=lambda: False):
        outcomes = run_due(stopping=stopping)
        for outcome in outcomes:
            self.stdout.write(f"{outcome.name}: {outcome.error or 'done'}")
        return outcomes

    def _loop(self, interval):
        """Rounds until SIGTERM or SIGINT; the job under way is finished first. A database that is away for a while is
        waited for."""
        stop = threading.Event()
        before = {number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            while not stop.is_set():
                try:
                    self._round(stop.is_set)
                except DatabaseError:
                    logger.exception("a round of run_due failed; the next one follows")
                close_old_connections()
                stop.wait(interval)
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
