"""Reading the expert directory, and what cities asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet
from django.utils.translation import get_language_info

from portal.alliance.domain.expert_table import ExpertRow, expert_rows
from portal.alliance.models import Expert, ExpertField, ExpertRequest
from portal.alliance.states import ExpertRequestState, ExpertState
from portal.cities.models import City
from portal.cities.queries.people import cities_acted_for
from portal.cities.states import CityDuty
from portal.core.actors import Viewer
from portal.core.mailboxes import mailbox_key
from portal.membership.queries.access import member_cities_of


@dataclass(frozen=True, slots=True)
class ExpertView:
    """An expert as members find them, without the address; `languages` as each calls itself."""

    uuid: UUID
    name: str
    organisation: str
    fields: list[str]
    languages: list[str]
    about: str


@dataclass(frozen=True, slots=True)
class ExpertRequestView:
    """A question as one of its two sides reads it: `other` is the expert's name for the city, the city for them."""

    uuid: UUID
    other: str
    question: str
    answer: str
    state: ExpertRequestState
    asked_at: datetime
    answered_at: datetime | None


def shown_experts() -> QuerySet[Expert]:
    """Who has confirmed to be shown, by name."""
    return Expert.objects.filter(state__in=ExpertState.where(is_shown=True)).order_by("name", "pk")


def expert_views(experts: Iterable[Expert]) -> list[ExpertView]:
    """As members find them; give them with `prefetch_related("fields")`."""
    return [
        ExpertView(
            uuid=expert.uuid,
            name=expert.name,
            organisation=expert.organisation,
            fields=[field.name for field in expert.fields.all()],
            languages=[get_language_info(code)["name_local"].capitalize() for code in expert.language_codes],
            about=expert.about,
        )
        for expert in experts
    ]


def fields_shown() -> list[str]:
    """The fields anyone shown knows about."""
    shown = ExpertField.objects.filter(experts__state__in=ExpertState.where(is_shown=True))
    return list(shown.order_by("name").distinct().values_list("name", flat=True))


def own_expert(viewer: Viewer) -> Expert | None:
    """The entry with the address of whoever is signed in."""
    return Expert.objects.filter(mailbox=mailbox_key(viewer.email)).first() if viewer.is_authenticated else None


def asking_cities(viewer: Viewer, at: datetime) -> list[City]:
    """The member cities `viewer` may ask experts for."""
    acted = {city.pk for city in cities_acted_for(viewer, at, CityDuty.ADVICE)}
    return [city for city in member_cities_of(viewer, at) if city.pk in acted] if acted else []


def requests_of_city(city: City) -> QuerySet[ExpertRequest]:
    """What a city asked, newest first."""
    return ExpertRequest.objects.filter(city=city).select_related("expert")


def city_request_views(requests: Iterable[ExpertRequest]) -> list[ExpertRequestView]:
    """As the people of the city read them."""
    return [_view(one, one.expert.name) for one in requests]


def expert_request_views(expert: Expert) -> list[ExpertRequestView]:
    """As the expert reads them, newest first."""
    return [_view(one, one.city.local_name) for one in expert.requests.select_related("city")]


def read_experts(table: list[list[str]]) -> list[ExpertRow]:
    """The rows of a table to import, with what is wrong beside each. Raises TableUnreadable."""
    known = {key for key in Expert.objects.values_list("mailbox", flat=True) if key}
    return expert_rows(table, known, [code for code, _name in settings.LANGUAGES], _is_address)


def experts_visible_to(viewer: Viewer, at: datetime) -> QuerySet[Expert]:
    """Every entry, for those who keep the directory."""
    return Expert.objects.all() if viewer.has_perm("alliance.see_experts") else Expert.objects.none()


def _is_address(typed: str) -> bool:
    try:
        validate_email(typed)
    except ValidationError:
        return False
    return True


def _view(request: ExpertRequest, other: str) -> ExpertRequestView:
    return ExpertRequestView(
        uuid=request.uuid,
        other=other,
        question=request.question,
        answer=request.answer,
        state=ExpertRequestState(request.state),
        asked_at=request.asked_at,
        answered_at=request.answered_at,
    )
