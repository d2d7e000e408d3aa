import pytest

from portal.clock import now
from portal.mail.actions import queue_letter
from portal.mail.models import Letter
from portal.mail.recipients import Recipient
from portal.mail.secrets import SealedSecret

pytestmark = pytest.mark.django_db


def test_asked_twice_for_the_same_reason_one_letter_waits():
    letter = {
        "reason": "pioneers.consent_asked:1",
        "to": Recipient("thora@example.org", "Þóra", "is"),
        "template": "mail/fresh_link",
        "context": {"label": ""},
        "secrets": {"link": SealedSecret("https://x")},
        "at": now(),
    }
    assert queue_letter(**letter) == queue_letter(**letter)
    assert Letter.objects.count() == 1
