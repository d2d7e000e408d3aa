"""States of an application for membership: written, confirmed by a politician, approved."""

from django.utils.translation import gettext_lazy as _

from portal.core.states import Colour, State, States


class MembershipApplicationState(States):
    """`is_open`: somebody still has to do something about it; `blocks`: no other application of the city beside it."""

    DRAFT = State(
        "draft",
        _("Draft"),
        public=_("Draft"),
        colour=Colour.PLAIN,
        steps={"submit": "submitted", "withdraw": "withdrawn"},
        is_open=True,
        blocks=False,
    )
    SUBMITTED = State(
        "submitted",
        _("Waits for the politician"),
        public=_("Waits to be confirmed"),
        colour=Colour.WAITING,
        steps={"confirm": "confirmed", "return": "draft", "withdraw": "withdrawn"},
        is_open=True,
        blocks=True,
    )
    CONFIRMED = State(
        "confirmed",
        _("To decide"),
        public=_("With the secretariat"),
        colour=Colour.INFO,
        steps={"approve": "approved", "decline": "declined", "return": "draft", "withdraw": "withdrawn"},
        is_open=True,
        blocks=True,
    )
    APPROVED = State(
        "approved",
        _("Approved"),
        public=_("Approved"),
        colour=Colour.SUCCESS,
        steps={},
        is_open=False,
        blocks=False,
    )
    DECLINED = State(
        "declined",
        _("Declined"),
        public=_("Declined"),
        colour=Colour.REFUSED,
        steps={"reopen": "confirmed"},
        is_open=False,
        blocks=False,
    )
    WITHDRAWN = State(
        "withdrawn",
        _("Withdrawn"),
        public=_("Withdrawn"),
        colour=Colour.PLAIN,
        steps={},
        is_open=False,
        blocks=False,
    )
