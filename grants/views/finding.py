"""Finding what the request is about, by the query its reader may use."""

from django.http import Http404
from django.utils.translation import gettext as _

from grants.models import Application, Call
from grants.queries.applications import own_application
from grants.queries.calls import published_calls
from portal.core import clock


def own_or_404(request, uuid) -> Application:
    """One of the applications of the bodies this person acts for."""
    application = own_application(uuid, request.user, clock.now())
    if application is None:
        raise Http404(_("There is no such application."))
    return application


def call_or_404(uuid) -> Call:
    call = published_calls(clock.now()).filter(uuid=uuid).first()
    if call is None:
        raise Http404(_("There is no such call."))
    return call
