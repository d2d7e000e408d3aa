import os

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Collects the texts to translate into portal/locale, for every language but the source's (needs GNU gettext)."
    )

    def handle(self, **options):
        os.chdir(settings.BASE_DIR)
        call_command(
            "makemessages",
            locale=[code for code, _ in settings.LANGUAGES if code != "en"],
            extensions=["html", "txt", "py", "md"],
            ignore_patterns=["docs/*", "tests/*", "var/*", ".venv/*", "static-collected/*"],
            add_location="file",
            no_obsolete=True,
            no_wrap=True,
        )
