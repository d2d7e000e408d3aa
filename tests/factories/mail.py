"""Letters, links and codes, with traits for the states they can be in."""

import uuid
from datetime import timedelta

import factory

from portal.core import clock
from portal.mail.models import Batch, Code, Letter, Link
from portal.mail.states import LetterState


class BatchFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Batch

    key = factory.Sequence(lambda number: f"grants.decisions:{number}")
    template = "grants/decision"
    opened_at = factory.LazyFunction(clock.now)


class LetterFactory(factory.django.DjangoModelFactory):
    """A letter waiting to be sent, as `queue_letter` would have left it."""

    class Meta:
        model = Letter

    class Params:
        held = factory.Trait(state=LetterState.HELD)
        sent = factory.Trait(state=LetterState.SENT, ended_at=factory.LazyFunction(clock.now), attempts=1)
        refused = factory.Trait(
            state=LetterState.REFUSED,
            ended_at=factory.LazyFunction(clock.now),
            attempts=1,
            last_words="550 5.1.1 no such user here",
        )
        given_up = factory.Trait(
            state=LetterState.GIVEN_UP,
            ended_at=factory.LazyFunction(clock.now),
            attempts=14,
            last_words="451 4.3.0 try again later",
        )
        cut_off = factory.Trait(
            state=LetterState.SENDING,
            claim=factory.LazyFunction(uuid.uuid4),
            claimed_until=factory.LazyFunction(lambda: clock.now() - timedelta(seconds=1)),
            attempts=1,
            trying_since=factory.LazyFunction(lambda: clock.now() - timedelta(minutes=5)),
        )

    uuid = factory.LazyFunction(uuid.uuid4)
    reason = factory.Sequence(lambda number: f"tests.letter:{number}")
    message_id = factory.LazyAttribute(lambda letter: f"<{letter.uuid}@example.org>")
    to_email = factory.Sequence(lambda number: f"reader{number}@example.org")
    to_name = "Þóra Ðagbjört"
    language = "is"
    template = "tests/letter"
    subject = "About your nomination"
    text = "A nominator wrote about you.\n"
    html = "<!doctype html><html lang='is'><head></head><body><p>A nominator wrote about you.</p></body></html>"
    queued_at = factory.LazyFunction(clock.now)
    next_at = factory.SelfAttribute("queued_at")


class LinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Link

    class Params:
        expired = factory.Trait(expires_at=factory.LazyFunction(clock.now))

    purpose = "tests.answer"
    about_kind = "people.person"
    about_uuid = factory.LazyFunction(uuid.uuid4)
    email = factory.Sequence(lambda number: f"linked{number}@example.org")
    name = "Anna Ŋ"
    language = "nb"
    issued_at = factory.LazyFunction(lambda: clock.now() - timedelta(days=1))
    expires_at = factory.LazyFunction(lambda: clock.now() + timedelta(days=7))


class CodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Code

    purpose = "tests.confirm"
    about_kind = "people.person"
    about_uuid = factory.LazyFunction(uuid.uuid4)
    email = factory.Sequence(lambda number: f"coded{number}@example.org")
    issued_at = factory.LazyFunction(clock.now)
    expires_at = factory.LazyFunction(lambda: clock.now() + timedelta(minutes=15))
