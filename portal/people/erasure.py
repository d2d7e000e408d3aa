"""What this app holds about someone, for whoever asks for erasure."""

from django.utils.translation import gettext_lazy as _

from portal.audit.erasure import ErasureSource, Obstacle, erasure_sources
from portal.people.actions.erasure import erase_account, erase_person_details, lift_person, restrict_person
from portal.people.errors import LastAdministrator
from portal.people.models import Person, User
from portal.people.roles import ADMINISTRATOR


class AccountErasure(ErasureSource):
    """The account someone signs in with."""

    name = "people.accounts"
    label = _("Account, passkeys and sessions")
    order = 90

    def _accounts(self, subject):
        return User.objects.filter(uuid__in=subject.uuids_of("people.user"), erased_at=None)

    def held(self, subject):
        return self._accounts(subject).count()

    def obstacles_to_erasure(self, subject, at):
        for account in self._accounts(subject):
            others = User.objects.filter(groups__name=ADMINISTRATOR, is_active=True).exclude(pk=account.pk)
            if account.has_role(ADMINISTRATOR) and not others.exists():
                yield Obstacle(LastAdministrator.message, review_on=at.date())

    def erase(self, subject, *, by, at):
        return sum(erase_account(account=account, by=by, at=at) for account in self._accounts(subject))


class PersonErasure(ErasureSource):
    """The person, with their ties. Kept while any other app must keep what it holds about them: a complaint or a grant
    without a name is worth nothing."""

    name = "people.persons"
    label = _("Name, address, date of birth, guardian and ties")
    order = 100

    def _people(self, subject):
        return Person.objects.filter(uuid__in=subject.uuids_of("people.person"), erased_at=None)

    def held(self, subject):
        return self._people(subject).count()

    def obstacles_to_erasure(self, subject, at):
        for source in erasure_sources():
            if not isinstance(source, AccountErasure | PersonErasure):
                yield from source.obstacles_to_erasure(subject, at)

    def erase(self, subject, *, by, at):
        return sum(erase_person_details(person=person, by=by, at=at) for person in self._people(subject))

    def restrict(self, subject, *, by, at, reason):
        for person in self._people(subject):
            restrict_person(person=person, by=by, at=at)

    def lift(self, subject, *, by, at):
        for person in self._people(subject):
            lift_person(person=person, by=by, at=at)
