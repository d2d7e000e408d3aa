"""Why an action of the alliance was refused."""

from django.utils.translation import gettext_lazy as _

from portal.core.errors import Refused


class SlugTaken(Refused):
    message = _("Another theme has this short name.")
    field = "slug"


class NothingToRead(Refused):
    message = _("Add a file or a link first. There is nothing to read yet.")


class FileNotFound(Refused):
    message = _("This file is not there any more.")
    field = "file"


class TooManyRequests(Refused):
    message = _("Your city has asked many experts this week. Wait a few days before you ask the next one.")


class ExpertUnavailable(Refused):
    message = _("This expert can’t be asked any more.")


class AnswerMissing(Refused):
    message = _("Write an answer first.")
    field = "answer"


class QuestionMissing(Refused):
    message = _("Write your question first.")
    field = "question"
