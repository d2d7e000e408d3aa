"""Accounts and people, with traits for the states and roles they can be in."""

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from portal.core.clock import now
from portal.people.models import Person, Tie, User
from portal.people.roles import ADMINISTRATOR, EDITOR, FINANCE, MANAGER

PASSWORD = "correct horse battery staple"  # noqa: S105


class UserFactory(factory.django.DjangoModelFactory):
    """An account without a password; `with_password=True` can sign in with PASSWORD."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        ended = factory.Trait(is_active=False)

    email = factory.Sequence(lambda number: f"someone{number}@example.org")
    name = factory.Sequence(lambda number: f"Someone {number}")
    language = "en"
    password = "!"  # noqa: S105

    roles = ()

    @classmethod
    def _create(cls, model_class, *args, roles=(), **fields):
        user = super()._create(model_class, *args, **fields)
        user.groups.set([Group.objects.get_or_create(name=role)[0] for role in roles])
        return user

    @classmethod
    def _build(cls, model_class, *args, roles=(), **fields):
        return super()._build(model_class, *args, **fields)

    @factory.post_generation
    def with_password(self, create, wanted, **_extra):
        if create and wanted:
            self.set_password(PASSWORD)
            self.save()

    @factory.post_generation
    def confirmed(self, create, wanted, **_extra):
        """Whether the address has been confirmed, as it is for everyone who has signed in once; on unless False."""
        if create and wanted is not False:
            EmailAddress.objects.create(user=self, email=self.email, verified=True, primary=True)


class ManagerFactory(UserFactory):
    roles = [MANAGER]


class EditorFactory(UserFactory):
    roles = [EDITOR]


class FinanceFactory(UserFactory):
    roles = [FINANCE]


class AdministratorFactory(UserFactory):
    roles = [ADMINISTRATOR]


class PersonFactory(factory.django.DjangoModelFactory):
    """A grown-up with an e-mail address and no account."""

    class Meta:
        model = Person

    class Params:
        protected = factory.Trait(is_protected=True)
        minor = factory.Trait(
            birth_date=factory.LazyFunction(lambda: years_ago(15)),
            guardian=factory.SubFactory("tests.factories.people.PersonFactory"),
        )
        with_account = factory.Trait(user=factory.SubFactory(UserFactory))

    given_name = factory.Sequence(lambda number: f"Þóra {number}")
    family_name = "Sørensen-Ærø"
    email = factory.Sequence(lambda number: f"person{number}@example.org")
    language = "en"
    country = "DK"


class TieFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Tie

    person = factory.SubFactory(PersonFactory)
    kind = "people.person"
    target = factory.LazyFunction(lambda: PersonFactory().uuid)
    nature = Tie.Nature.WORK


def years_ago(years: int):
    """A date of birth of someone who is `years` old today."""
    today = now().date()
    return today.replace(year=today.year - years, day=min(today.day, 28))
