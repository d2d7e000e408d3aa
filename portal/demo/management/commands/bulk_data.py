from django.core.management.base import BaseCommand
from django.db import connection

from portal.core import clock
from portal.demo.bulk import make_bulk


class Command(BaseCommand):
    help = "Adds made-up applications and nominations, three reviews each, up to the numbers given. For measuring only."

    def add_arguments(self, parser):
        parser.add_argument("--applications", type=int, default=1000)
        parser.add_argument("--nominations", type=int, default=1000)
        parser.add_argument("--reviewers", type=int, default=30)

    def handle(self, *, applications, nominations, reviewers, **options):
        made = make_bulk(applications=applications, nominations=nominations, reviewers_wanted=reviewers, at=clock.now())
        # What autovacuum does within a minute or so: without it the planner believes that the tables are small.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(
            f"added {made.applications} applications, {made.nominations} nominations, {made.reviewers} reviewers"
        )
