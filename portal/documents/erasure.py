"""Erasing someone takes their files: what they sent in, and what was kept about them (a portrait)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.audit.erasure import ErasureSource, Subject
from portal.documents.actions.removing import remove_all, remove_files_of_owner
from portal.documents.models import PrivateFile
from portal.documents.states import HELD


class Files(ErasureSource):
    """What was signed stays until its day (object lock allows nothing else) and forgets whose it was; the half it
    belongs to says why, through its own source."""

    name = "documents.files"
    label = _("Files and pictures that were sent in")
    order = 80

    def held(self, subject: Subject) -> int:
        owners = [uuid for _kind, uuid in subject.keys]
        return PrivateFile.objects.filter(Q(owner_uuid__in=owners) | self._about(subject), state__in=HELD).count()

    def erase(self, subject: Subject, *, by, at) -> int:
        about = PrivateFile.objects.filter(self._about(subject), state__in=HELD).exclude(kept_until__gt=at)
        gone = remove_all(files=about, by=by, at=at)
        return gone + remove_files_of_owner(owners=[uuid for _kind, uuid in subject.keys], by=by, at=at)

    @staticmethod
    def _about(subject: Subject) -> Q:
        about = Q()
        for kind, uuid in subject.keys:
            about |= Q(about_kind=kind, about_uuid=uuid)
        return about
