"""The stages of the demo: points of the year to look at, whatever the date. Each is data: which editions of the prize
are under way, and where calls lie, in days from the instant of loading. What is not said here is as in the whole demo.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Prize:
    """The editions under way after the two past ones.

    `reveal_in`: days until the one that nominations have closed for is revealed; negative: days since, with its
    laureates chosen; None: there is no such edition. `shortlisted`: how many of its candidacies are on the shortlist
    so far. `takes_nominations`: whether an edition is open.
    """

    reveal_in: int | None = 31
    shortlisted: int = 2
    takes_nominations: bool = True


@dataclass(frozen=True, slots=True)
class Window:
    """When a call opens and closes, in days from loading, instead of what its file says. With `decided`, its
    applications go on as the tables `decided` of its file tell."""

    opens: int
    closes: int
    decided: bool = False


@dataclass(frozen=True, slots=True)
class StagePage:
    """A page worth opening first, and the account to open it with (empty: nobody's)."""

    path: str
    account: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """A point of the year. `shows`: one sentence on what is to be seen. `pages`: worth opening first. `windows` and
    `without` name calls by their files in grants/calls/."""

    name: str
    shows: str
    pages: tuple[StagePage, ...]
    prize: Prize = Prize()
    windows: Mapping[str, Window] = field(default_factory=dict)
    without: frozenset[str] = frozenset()


STAGES = (
    Stage(
        name="nominating",
        shows="Nominations are open: some wait to be screened, others for the nominee’s consent.",
        pages=(
            StagePage("/"),
            StagePage("/pioneers/nominate/"),
            StagePage("/nominations/", "nominator@demo.test"),
            StagePage("/admin/worklist/", "manager@demo.test"),
        ),
        prize=Prize(reveal_in=None),
    ),
    Stage(
        name="jury",
        shows="Nominations have closed and the jury is reading; the shortlist is not chosen yet.",
        pages=(
            StagePage("/review/", "juror1@demo.test"),
            StagePage("/admin/pioneers/candidacy/", "manager@demo.test"),
            StagePage("/pioneers/"),
        ),
        prize=Prize(shortlisted=0, takes_nominations=False),
    ),
    Stage(
        name="revealed",
        shows="This year’s Pioneers were announced last night.",
        pages=(
            StagePage("/"),
            StagePage("/pioneers/"),
            StagePage("/admin/pioneers/candidacy/", "manager@demo.test"),
        ),
        prize=Prize(reveal_in=-1),
    ),
    Stage(
        name="call-open",
        shows="A call of each programme closes in a few days; some have submitted, others are still writing.",
        pages=(
            StagePage("/grants/"),
            StagePage("/applications/", "applicant@demo.test"),
            StagePage("/applications/", "contact-no@demo.test"),
            StagePage("/admin/grants/call/", "manager@demo.test"),
        ),
        # The call in assessment closed more than a month before the open one, so that their references differ.
        windows={"seed_open": Window(-40, 4), "norway_open": Window(-45, 3), "seed_assessment": Window(-86, -34)},
    ),
    Stage(
        name="decided",
        shows="The latest calls are decided: applicants answer their awards or read why not, and awards are public.",
        pages=(
            StagePage("/grants/"),
            StagePage("/applications/", "contact-no@demo.test"),
            StagePage("/applications/", "applicant@demo.test"),
            StagePage("/grants/funder/", "funder@demo.test"),
            StagePage("/open-data/360giving.json"),
        ),
        windows={"seed_assessment": Window(-132, -80, decided=True)},
        without=frozenset({"seed_open", "seed_closing", "norway_open"}),
    ),
)


def stage_named(name: str) -> Stage:
    """The stage of that name. Raises LookupError, naming those there are."""
    for stage in STAGES:
        if stage.name == name:
            return stage
    raise LookupError(f"There is no stage “{name}”. Stages: {', '.join(stage.name for stage in STAGES)}")
