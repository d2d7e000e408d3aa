"""What the grants hold about someone, for portal.audit to find and erase."""

from django.utils.translation import gettext_lazy as _

from grants.actions.erasure import erase_contact
from grants.models import Application, FundSeat, Representative
from portal.audit.erasure import ErasureSource
from portal.people.models import User


class AsApplicant(ErasureSource):
    """Whom somebody applies for, and what they follow. What a body submitted is the body's and stays."""

    name = "grants.applicant"
    label = _("Who they apply for, and the funds they follow")
    order = 42

    def held(self, subject):
        users = subject.uuids_of(User._meta.label_lower)
        return sum(
            model.objects.filter(**{f"{name}__uuid__in": users}).count()
            for model, name in ((Representative, "user"), (FundSeat, "user"), (Application, "contact"))
        )

    def erase(self, subject, *, by, at):
        return erase_contact(users=subject.uuids_of(User._meta.label_lower), by=by, at=at)
