"""What the prize holds about someone, for portal.audit to find and erase."""

from django.utils.translation import gettext_lazy as _

from pioneers.actions.erasure import erase_nominator, erase_nominee
from pioneers.models import Nomination, Nominee
from portal.audit.erasure import ErasureSource
from portal.people.models import Person, User


def _uuids(subject, model) -> list:
    return [uuid for kind, uuid in subject.keys if kind == model._meta.label_lower]


class AsNominator(ErasureSource):
    """Nominations somebody wrote."""

    name = "pioneers.nominator"
    label = _("Nominations they wrote")
    order = 40

    def held(self, subject):
        return Nomination.objects.filter(nominator__uuid__in=_uuids(subject, User)).count()

    def erase(self, subject, *, by, at):
        return sum(
            erase_nominator(user=user, by=by, at=at) for user in User.objects.filter(uuid__in=_uuids(subject, User))
        )


class AsNominee(ErasureSource):
    """Candidacies somebody is named in."""

    name = "pioneers.nominee"
    label = _("Candidacies they are part of")
    order = 41

    def held(self, subject):
        return Nominee.objects.filter(person__uuid__in=_uuids(subject, Person)).exclude(name="").count()

    def erase(self, subject, *, by, at):
        people = Person.objects.filter(uuid__in=_uuids(subject, Person))
        return sum(erase_nominee(person=person, by=by, at=at) for person in people)
