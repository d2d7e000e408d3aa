"""The prize in the demo: two editions decided, one before the jury, one open, one being prepared; and in them every
state a nomination, a candidacy, a nominee or a review can be in. A stage has its own choice of the living ones."""

from datetime import UTC, datetime, timedelta
from itertools import count

from pioneers.actions.candidates import expire_candidacies
from pioneers.actions.choosing import choose_laureate, conclude_edition, send_results, shortlist_candidacy
from pioneers.actions.consent import (
    answer_as_guardian,
    declare_no_safe_guardian,
    decline_nomination,
    name_guardian,
    withdraw_consent,
)
from pioneers.actions.drafts import hash_of, new_key, save_draft
from pioneers.actions.matching import join_candidacies
from pioneers.actions.nominations import screen_nomination, withdraw_nomination
from pioneers.models import Candidacy, Edition, PossibleMatch
from portal.demo.pioneers.editions import (
    BEFORE_REVEAL,
    COMING,
    HELD,
    closed_edition,
    first_living_year,
    open_edition,
    past_edition,
    prepared_edition,
    set_ages,
)
from portal.demo.pioneers.jury import judge_half_way, judge_to_the_end, plan_ahead
from portal.demo.pioneers.nominees import accept_request, ask, draft, enter, nominate, requests_of
from portal.demo.pioneers.stories import Story, told, told_by_course
from portal.demo.stages import Prize
from portal.people.models import User

MANAGER = "manager@demo.test"


def load_pioneers(at: datetime, prize: Prize) -> None:
    """Past editions lie on the calendar of the last two years, the living ones around `at`."""
    by = User.objects.get(email=MANAGER)
    set_ages(by=by, at=at)
    first = first_living_year(at, prize)
    _past(first - 2, told("first"), "The Swedish embassy", by)
    _past(first - 1, told("second"), "The Icelandic embassy", by)
    years = count(first)
    if prize.reveal_in is not None:
        _closed(next(years), prize, by, at + timedelta(days=prize.reveal_in) - BEFORE_REVEAL)
    if prize.takes_nominations:
        _open(open_edition(next(years), by=by, at=at), by, at)
    prepared_edition(next(years), by=by, at=at)


def _past(year: int, stories: list[Story], place: str, by: User) -> None:
    edition = past_edition(year, place=place, by=by)
    candidacies = [
        enter(edition, story, by=by, at=datetime(year, 2, 4 + 3 * number, 15 + number, 12, tzinfo=UTC))
        for number, story in enumerate(stories)
    ]
    judged, decided = datetime(year, 5, 4, 9, tzinfo=UTC), datetime(year, 8, 20, 13, tzinfo=UTC)
    _decide(edition, candidacies, stories, judged=judged, decided=decided, by=by)


def _decide(
    edition: Edition,
    candidacies: list[Candidacy],
    stories: list[Story],
    *,
    judged: datetime,
    decided: datetime,
    by: User,
) -> None:
    """All are shortlisted; those told with the jury's reasons are the year's laureates."""
    chosen = [(candidacy, story) for candidacy, story in zip(candidacies, stories, strict=True) if story.reasons]
    judge_to_the_end(edition, [candidacy for candidacy, _story in chosen], by=by, at=judged)
    for candidacy in candidacies:
        shortlist_candidacy(candidacy=candidacy, by=by, at=decided - timedelta(days=7))
    for candidacy, story in chosen:
        choose_laureate(candidacy=candidacy, reasons=story.reasons, by=by, at=decided)
    conclude_edition(edition=edition, by=by, at=decided + timedelta(hours=1))
    send_results(at=edition.reveal_at)


def _closed(year: int, prize: Prize, by: User, at: datetime) -> None:
    """Nominations are closed, and one nominee took back their yes. `at` is a month before the reveal, wherever that
    lies: then the jury is half way; where the reveal has been, all is decided."""
    is_revealed = prize.reveal_in < 0
    edition = closed_edition(year, texts=HELD if is_revealed else COMING, by=by, at=at)
    stories, came = told("field"), at - timedelta(days=140)
    entered = [
        enter(edition, story, by=by, at=came + timedelta(days=6 * number, hours=number))
        for number, story in enumerate(stories)
    ]
    *field, withdraws = entered
    judged = at - timedelta(days=58)
    if is_revealed:
        withdraw_consent(request=requests_of(withdraws)[0], at=judged - timedelta(days=1))
        _decide(edition, field, stories[:-1], judged=judged, decided=at - timedelta(days=5), by=by)
        return
    judge_half_way(edition, field[-1], by=by, at=judged)
    withdraw_consent(request=requests_of(withdraws)[0], at=at - timedelta(days=30))
    for candidacy in field[: prize.shortlisted]:
        shortlist_candidacy(candidacy=candidacy, by=by, at=at - timedelta(days=3))


def _open(edition: Edition, by: User, at: datetime) -> None:
    """One nomination for each turn it can take; the last ones wait to be read."""

    def ago(days: float) -> datetime:
        return at - timedelta(days=days)

    courses = told_by_course("open")
    one = {course: stories[0] for course, stories in courses.items()}
    ask(edition, one["expired"], by=by, at=ago(29.5))
    expire_candidacies(at=ago(6))
    screen_nomination(
        nomination=nominate(edition, one["refused"], at=ago(26)),
        accept=False,
        reason="An advertisement.",
        by=by,
        at=ago(25),
    )
    taken_back = nominate(edition, one["withdrawn"], at=ago(24))
    withdraw_nomination(nomination=taken_back, by=taken_back.nominator, at=ago(23))
    enter(edition, one["accepted"], by=by, at=ago(22))
    second = ask(edition, one["second_voice"], by=by, at=ago(8))
    join_candidacies(
        match=PossibleMatch.objects.get(later=second),
        reason="The same address, and both tell of the walk home in the dark.",
        by=by,
        at=ago(5.5),
    )
    decline_nomination(request=_asked(edition, one["declined"], by, ago(19)), at=ago(16))
    withdraw_consent(request=requests_of(enter(edition, one["taken_back"], by=by, at=ago(18)))[0], at=ago(5))
    _guardians(edition, one, by, ago)
    for days, story in zip((19, 6), courses["asked"], strict=True):  # the first has four days left to answer
        ask(edition, story, by=by, at=ago(days))
    half = ask(edition, one["half_answered"], by=by, at=ago(9))
    accept_request(requests_of(half)[0], one["half_answered"], at=ago(4))
    for number, story in enumerate(courses["to_screen"]):
        nominate(edition, story, at=ago(3.2 - number))
    draft(edition, one["draft"], at=ago(0.1))
    _draft_of_a_device(edition, at=ago(1.5))
    plan_ahead(edition, by=by, at=ago(20))


def _guardians(edition: Edition, one: dict[str, Story], by: User, ago) -> None:
    """The young ones, whose guardian has to say yes too."""
    accepted = _asked(edition, one["with_guardian"], by, ago(17))
    accept_request(accepted, one["with_guardian"], at=ago(14))
    _name(accepted, "Berit Aslaksen", "nb", ago(14))
    answer_as_guardian(request=_guardian_of(accepted), accept=True, language="nb", at=ago(12))
    accept_request(_asked(edition, one["guardian_wanted"], by, ago(10)), one["guardian_wanted"], at=ago(6))
    waiting = _asked(edition, one["guardian_asked"], by, ago(11))
    accept_request(waiting, one["guardian_asked"], at=ago(7))
    _name(waiting, "Hjalti Þór Elvarsson", "is", ago(6))
    refused = _asked(edition, one["guardian_declined"], by, ago(15))
    accept_request(refused, one["guardian_declined"], at=ago(11))
    _name(refused, "Deniz Aydın", "da", ago(11))
    answer_as_guardian(request=_guardian_of(refused), accept=False, language="da", at=ago(9))
    unsafe = _asked(edition, one["no_safe_guardian"], by, ago(12.5))
    accept_request(unsafe, one["no_safe_guardian"], at=ago(8))
    declare_no_safe_guardian(request=unsafe, note="Please do not write to my home.", at=ago(8))


def _asked(edition: Edition, story: Story, by: User, at: datetime):
    return requests_of(ask(edition, story, by=by, at=at))[0]


def _name(request, name: str, language: str, at: datetime) -> None:
    email = f"{name.split()[0].lower()}.guardian@example.org"
    name_guardian(request=request, name=name, email=email, language=language, at=at)


def _guardian_of(request):
    return requests_of(Candidacy.objects.get(pk=request.nominee.candidacy_id), role="guardian")[0]


def _draft_of_a_device(edition: Edition, *, at: datetime) -> None:
    """Somebody without an account began on a phone; only a code sent to their address opens it again."""
    save_draft(
        edition=edition,
        values={"nominator_name": "Bodil Hauge", "nominator_email": "bodil.hauge@example.org", "nominee_name": "Arvid"},
        version=0,
        key_hash=hash_of(new_key()),
        language="nb",
        at=at,
    )
