"""What goes of the alliance when someone is erased."""

from django.utils.translation import gettext_lazy as _

from portal.alliance.actions.subscriptions import erase_subscriptions
from portal.alliance.models import LibrarySubscription
from portal.audit.erasure import ErasureSource, Subject


class LibrarySubscriptions(ErasureSource):
    """Runs before the account itself goes."""

    name = "alliance.subscriptions"
    label = _("Subscriptions to the library")
    order = 40

    def held(self, subject: Subject) -> int:
        return LibrarySubscription.objects.filter(user__uuid__in=_accounts(subject)).count()

    def erase(self, subject: Subject, *, by, at) -> int:
        return erase_subscriptions(users=_accounts(subject))


def _accounts(subject: Subject) -> list:
    return [uuid for kind, uuid in subject.keys if kind == "people.user"]
