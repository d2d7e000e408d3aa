"""Where a page stands with whoever writes it."""

from django.utils.translation import gettext_lazy as _

from portal.core.states import Colour, State, States


class OwnPageState(States, derived=True):
    """It follows from what Wagtail keeps of a page and its workflow."""

    DRAFT = State("draft", _("Draft"), colour=Colour.PLAIN, steps={})
    SUBMITTED = State("submitted", _("Waiting for approval"), colour=Colour.WAITING, steps={})
    SENT_BACK = State("sent-back", _("Changes requested"), colour=Colour.REFUSED, steps={})
    SCHEDULED = State("scheduled", _("Will be published automatically"), colour=Colour.PLAIN, steps={})
    PUBLISHED = State("published", _("Published"), colour=Colour.PLAIN, steps={})
    CHANGED = State("changed", _("Published, with changes still to publish"), colour=Colour.PLAIN, steps={})
    EXPIRED = State("expired", _("No longer public"), colour=Colour.PLAIN, steps={})
