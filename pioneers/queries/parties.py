"""Who is a party to a candidacy: who is named in it, who was asked for consent (guardians too), who nominated them.

Asked from both ends by the same facts: the parties of some candidacies, and the candidacies of some parties.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch, Q

from pioneers.models import Candidacy, ConsentRequest, Nomination, Nominee
from portal.assessment.sources import Party, Uuids, named_by_kind
from portal.assessment.states import Stake
from portal.core.keys_field import has_key, spellings
from portal.core.mailboxes import mailbox_key
from portal.people.models import Person
from portal.people.queries.ties import MAILBOX, PERSON, USER


def candidacy_parties(uuids: Iterable[UUID], at: datetime) -> Mapping[UUID, list[Party]]:
    """The parties of these candidacies: nominees, their guardians and nominators, each by account, person and mailbox.
    A nominator remains one when a nomination is withdrawn or was turned down."""
    candidacies = Candidacy.objects.filter(uuid__in=list(uuids)).prefetch_related(
        Prefetch("nominees", Nominee.objects.select_related("person__guardian")),
        Prefetch("nominees__requests", ConsentRequest.objects.select_related("person")),
        Prefetch("nominations", Nomination.objects.select_related("nominator__person")),
    )
    return {candidacy.uuid: list(_parties(candidacy)) for candidacy in candidacies}


def candidacies_involving(parties: Collection[Party], at: datetime) -> Sequence[Uuids]:
    """The candidacies that any of these parties has to do with, each queryset starting from the parties."""
    of = named_by_kind(parties)
    mailboxes = {str(key) for key in of[MAILBOX]}
    reached = Q(email__in={spelling for key in mailboxes for spelling in spellings(key)})
    persons = Person.objects.filter(Q(uuid__in=of[PERSON]) | reached).values("pk")
    nominations = Nomination.objects.exclude(candidacy=None)
    return [
        Nominee.objects.filter(person__in=persons).values_list("candidacy__uuid", flat=True),
        Nominee.objects.filter(mailbox__in=mailboxes).values_list("candidacy__uuid", flat=True),
        Nominee.objects.filter(person__guardian__in=persons).values_list("candidacy__uuid", flat=True),
        ConsentRequest.objects.filter(person__in=persons).values_list("nominee__candidacy__uuid", flat=True),
        *(
            nominations.filter(condition).values_list("candidacy__uuid", flat=True)
            for condition in (
                Q(nominator__uuid__in=of[USER]),
                Q(nominator__person__uuid__in=of[PERSON]),
                has_key("named_mailboxes", mailboxes),
            )
        ),
    ]


def _parties(candidacy: Candidacy) -> Iterator[Party]:
    nominees = list(candidacy.nominees.all())
    for nominee in nominees:
        yield from _person(nominee.person, Stake.NOMINEE)
        yield from _mailbox(nominee.email, Stake.NOMINEE)
    for nomination in candidacy.nominations.all():
        yield from _of_nomination(nomination)
    for nominee in nominees:
        if nominee.person.guardian is not None:
            yield from _person(nominee.person.guardian, Stake.GUARDIAN)
        for request in nominee.requests.all():
            yield from _person(request.person, Stake.GUARDIAN)


def _of_nomination(nomination: Nomination) -> Iterator[Party]:
    yield from _mailbox(nomination.nominee_email, Stake.NOMINEE)
    for member in nomination.members:
        yield from _mailbox(member.get("email", ""), Stake.NOMINEE)
    if nomination.nominator is not None:
        yield Party(USER, nomination.nominator.uuid, Stake.NOMINATOR)
        if hasattr(nomination.nominator, "person"):
            yield Party(PERSON, nomination.nominator.person.uuid, Stake.NOMINATOR)
    yield from _mailbox(nomination.nominator_email, Stake.NOMINATOR)


def _person(person: Person, stake: Stake) -> Iterator[Party]:
    yield Party(PERSON, person.uuid, stake)
    yield from _mailbox(person.email, stake)


def _mailbox(email: str, stake: Stake) -> Iterator[Party]:
    if key := mailbox_key(email):
        yield Party(MAILBOX, key, stake)
