from django.core.management.base import BaseCommand

from portal.config.demo import load_demo


class Command(BaseCommand):
    help = "Fills an empty database with the demo's invented content. One that has it is left as it is."

    def handle(self, **options):
        load_demo(self.stdout.write)
