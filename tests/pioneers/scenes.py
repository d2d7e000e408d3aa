"""Where the actions of the prize start from: candidacies, and what their nominees were asked."""

from datetime import date, timedelta

from pioneers.actions.editions import plan_jury
from pioneers.actions.files import store_portrait
from pioneers.models import Consent, ConsentRequest
from portal.core.clock import now
from portal.people.models import Person
from tests.factories.people import ManagerFactory, PersonFactory
from tests.factories.pioneers import CandidacyFactory, EditionFactory
from tests.support.files import jpeg, upload

BORN, OLDER = date(2010, 9, 1), date(2008, 9, 1)


def candidate(**traits):
    edition = EditionFactory(**{name: traits.pop(name) for name in ("judging", "closed") if name in traits})
    if not edition.takes_nominations(now()):
        plan_jury(edition=edition, due_at=now() + timedelta(days=9), by=ManagerFactory(), at=now())
    return CandidacyFactory(edition=edition, **traits)


def judged(**traits):
    return candidate(judging=True, in_field=True, **traits)


def request(role="nominee", **traits):
    """What a nominee was asked, or their guardian."""
    candidacy = candidate(**traits)
    if role == "guardian":
        person = PersonFactory()
        return ConsentRequest.objects.create(nominee=candidacy.nominee, person=person, role=role, asked_at=now())
    return ConsentRequest.objects.get(nominee=candidacy.nominee)


def minor(state):
    asked = request(asked=True, nominee_state=state)
    Person.objects.filter(pk=asked.person_id).update(birth_date=BORN)
    return ConsentRequest.objects.get(pk=asked.pk)


def with_portrait():
    asked = request(accepted=True)
    store_portrait(request=asked, upload=upload(jpeg(), "me.jpg"), at=now())
    return asked


def ending():
    asked = request(accepted=True)
    Consent.objects.update(expires_at=now() + timedelta(days=20))
    return asked
