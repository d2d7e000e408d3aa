from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from portal.core import clock
from portal.core.errors import Refused
from portal.people.actions.invitations import invite_staff
from portal.people.roles import ADMINISTRATOR


class Command(BaseCommand):
    help = "Sends somebody a letter with which they become an administrator. Asked twice, sent once."

    def add_arguments(self, parser):
        parser.add_argument("email", help="where the letter goes, and what they will sign in with")

    def handle(self, *args, email, **options):
        try:
            validate_email(email)
            invitation = invite_staff(
                email=email, roles=[ADMINISTRATOR], by=None, at=clock.now(), language=settings.LANGUAGE_CODE
            )
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address.") from None
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(
            f"{invitation.email} is invited as administrator. "
            f"The letter's link can be used until {invitation.expires_at:%d %B %Y %H:%M} UTC."
        )
