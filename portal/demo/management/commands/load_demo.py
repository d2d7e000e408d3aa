from django.core.management.base import BaseCommand

from portal.demo.load import STAGES, load_demo


class Command(BaseCommand):
    help = "Fills an empty database with the demo's invented content. One that has it is left as it is."

    def add_arguments(self, parser):
        parser.add_argument(
            "--stage",
            choices=[stage.name for stage in STAGES],
            help="one point of the year instead of an example of everything",
        )

    def handle(self, *, stage, **options):
        load_demo(self.stdout.write, stage=stage)
