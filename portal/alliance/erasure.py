"""What goes of the alliance when someone is erased."""

from django.utils.translation import gettext_lazy as _

from portal.alliance.actions.expert_requests import erase_expert_askers
from portal.alliance.actions.experts import erase_experts
from portal.alliance.actions.subscriptions import erase_subscriptions
from portal.alliance.models import Expert, ExpertRequest, LibrarySubscription
from portal.audit.erasure import ErasureSource, Subject
from portal.core.mailboxes import mailbox_key
from portal.people.models import User


class LibrarySubscriptions(ErasureSource):
    """Runs before the account itself goes."""

    name = "alliance.subscriptions"
    label = _("Subscriptions to the library")
    order = 40

    def held(self, subject: Subject) -> int:
        return LibrarySubscription.objects.filter(user__uuid__in=subject.uuids_of("people.user")).count()

    def erase(self, subject: Subject, *, by, at) -> int:
        return erase_subscriptions(users=subject.uuids_of("people.user"))


class Experts(ErasureSource):
    """Entries in the expert directory, and what somebody asked experts for their city."""

    name = "alliance.experts"
    label = _("Expert directory and questions to experts")
    order = 40

    def held(self, subject: Subject) -> int:
        addresses = User.objects.filter(uuid__in=subject.uuids_of("people.user")).values_list("email", flat=True)
        entries = Expert.objects.filter(mailbox__in=[mailbox_key(address) for address in addresses]).count()
        return entries + ExpertRequest.objects.filter(asked_by__uuid__in=subject.uuids_of("people.user")).count()

    def erase(self, subject: Subject, *, by, at) -> int:
        accounts = subject.uuids_of("people.user")
        return erase_experts(users=accounts, by=by, at=at) + erase_expert_askers(users=accounts)
