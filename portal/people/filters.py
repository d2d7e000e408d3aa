"""What the secretariat narrows its lists of accounts, invitations and people by."""

import django_filters
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from portal.people.countries import country_choices
from portal.people.models import Invitation, Person, User
from portal.people.roles import CHOICES

YES_NO = [("true", _("Yes")), ("false", _("No"))]


def _is_yes(value) -> bool:
    return value == "true"


class AccountFilterSet(WagtailFilterSet):
    role = django_filters.ChoiceFilter(label=_("Role"), choices=CHOICES, method="with_role")
    open = django_filters.ChoiceFilter(label=pgettext_lazy("account", "Open"), choices=YES_NO, method="by_open")
    second_factor = django_filters.ChoiceFilter(label=_("Second factor"), choices=YES_NO, method="by_second_factor")

    class Meta:
        model = User
        fields = ["role", "open", "second_factor", "language"]

    def with_role(self, queryset, name, value):
        return queryset.filter(groups__name=value)

    def by_open(self, queryset, name, value):
        return queryset.filter(is_active=_is_yes(value))

    def by_second_factor(self, queryset, name, value):
        return queryset.filter(has_second_factor=_is_yes(value))


class InvitationFilterSet(WagtailFilterSet):
    answered = django_filters.ChoiceFilter(
        label=pgettext_lazy("invitation", "Accepted"), choices=YES_NO, method="by_answered"
    )

    class Meta:
        model = Invitation
        fields = ["answered", "language"]

    def by_answered(self, queryset, name, value):
        return queryset.filter(accepted_at__isnull=not _is_yes(value))


class PersonFilterSet(WagtailFilterSet):
    country = django_filters.ChoiceFilter(
        label=_("Country"), choices=lambda: country_choices(get_language()), field_name="country"
    )
    protected = django_filters.ChoiceFilter(label=_("Whereabouts protected"), choices=YES_NO, method="by_protected")
    account = django_filters.ChoiceFilter(label=_("Has an account"), choices=YES_NO, method="by_account")

    class Meta:
        model = Person
        fields = ["country", "language", "protected", "account"]

    def by_protected(self, queryset, name, value):
        return queryset.filter(is_protected=_is_yes(value))

    def by_account(self, queryset, name, value):
        return queryset.filter(user__isnull=not _is_yes(value))
