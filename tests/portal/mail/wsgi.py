"""The portal's web process with one page more: it does an action that writes letters, and then hangs at a chosen
moment, so that it can be killed exactly there."""

import os
import signal
import sys
import types

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

from django.conf import settings  # noqa: E402
from django.db import transaction  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.csrf import csrf_exempt  # noqa: E402

from portal.config.urls import urlpatterns as site  # noqa: E402
from portal.core.clock import now  # noqa: E402
from portal.mail.actions.queue import queue_letter  # noqa: E402
from portal.mail.letters import FRESH_LINK  # noqa: E402
from portal.mail.models import Batch  # noqa: E402
from portal.mail.recipients import Recipient  # noqa: E402
from portal.mail.secrets import SealedSecret  # noqa: E402

READERS = ("first", "stall", "gone", "last")


def hang(moment):
    with open(os.environ["TOLD"], "w") as told:
        told.write(moment)
    signal.pause()


@csrf_exempt
def act(request):
    """The action: a change of its own and a letter to each reader, in one transaction."""
    moment = request.POST["hang"]
    with transaction.atomic():
        if moment == "after the commit":
            transaction.on_commit(lambda: hang(moment))
        Batch.objects.create(key="the change", template="mail/fresh_link", opened_at=now())
        for reader in READERS:
            queue_letter(
                reason=f"tests.killed:{reader}",
                to=Recipient(f"{reader}@example.org", reader, "en"),
                kind=FRESH_LINK,
                context={"label": ""},
                secrets={"link": SealedSecret(f"https://example.org/{reader}/")},
                at=now(),
            )
        if moment == "before the commit":
            hang(moment)


urls = types.ModuleType("tests.portal.mail.wsgi_urls")
urls.urlpatterns = [path("act/", act), *site]
sys.modules[urls.__name__] = urls
settings.ROOT_URLCONF = urls.__name__
