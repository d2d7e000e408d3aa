"""What of a nominee's name the public may read. The one place that answers it."""

from collections.abc import Sequence

from pioneers.models import Candidacy, CandidacyKind, Nominee

ShownAs = Nominee.ShownAs


def shown_name(nominee: Nominee) -> str:
    """The name or pen name a nominee chose to show, or nothing."""
    return {ShownAs.NAME: nominee.name, ShownAs.PEN_NAME: nominee.pen_name}.get(nominee.shown_as, "")


def shown_group_name(candidacy: Candidacy, nominees: Sequence[Nominee]) -> str:
    """A group's name, which often tells a place: only when everyone in it lets themself be named in some way."""
    if candidacy.kind != CandidacyKind.GROUP or not nominees:
        return ""
    return candidacy.name if all(shown_name(nominee) for nominee in nominees) else ""
