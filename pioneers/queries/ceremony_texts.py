"""Whether the text of a ceremony names somebody before the reveal."""

import re

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from pioneers.domain.known_names import found_in_prose, secret_names
from pioneers.models import Candidacy, Ceremony, Nominee
from pioneers.states import JUDGED_CANDIDACIES, CandidacyKind, CandidacyState
from portal.core.texts import fold

NO_WORD = re.compile(r"[^\w'’-]+")
GENITIVE = re.compile(r"['’]s\b")


def names_nobody(ceremony: Ceremony) -> bool:
    """Whether no name of anybody before the jury stands in the text, in any language: their name, the name they are
    shown under, or their group's. Not of the laureates alone, so that nothing is told by a text that goes away."""
    text = _as_words(" ".join(ceremony.texts.values()))
    if not text.strip():
        return True
    judged = Candidacy.objects.filter(edition=ceremony.edition_id, state__in=JUDGED_CANDIDACIES)
    nominees = Nominee.objects.filter(candidacy__in=judged)
    return not (
        _named_in(text, nominees, "name_folded").exists()
        or _named_in(text, nominees, "pen_name_folded").exists()
        or _named_in(text, judged.filter(kind=CandidacyKind.GROUP), "name_folded").exists()
    )


def _as_words(text: str) -> str:
    """Folded as names are, words apart by one space, without the endings of English genitives."""
    return f" {' '.join(re.sub(NO_WORD, ' ', re.sub(GENITIVE, ' ', fold(text))).split())} "


def _named_in(text: str, rows: QuerySet, name: str) -> QuerySet:
    """The rows whose name is in the text: several words with any ending, a single word by itself or in the genitive."""
    begun = Concat(Value(" "), F(name), output_field=TextField())
    held = rows.annotate(
        text=Value(text, output_field=TextField()),
        begun=begun,
        whole=Concat(begun, Value(" "), output_field=TextField()),
        genitive=Concat(begun, Value("s "), output_field=TextField()),
    ).exclude(**{name: ""})
    return held.filter(
        Q(**{f"{name}__contains": " "}, text__contains=F("begun"))
        | Q(text__contains=F("whole"))
        | Q(text__contains=F("genitive"))
    )


def laureates_in_text(ceremony: Ceremony) -> tuple[str, ...]:
    """Words in the text from before the reveal that are part of a laureate's name: staff look at them, some are
    chance."""
    laureates = Nominee.objects.filter(
        candidacy__edition=ceremony.edition_id, candidacy__state=CandidacyState.LAUREATE
    ).select_related("person", "candidacy")
    known = {name for one in laureates for name in (one.name, one.pen_name, one.person.name)}
    known |= {one.candidacy.name for one in laureates if one.candidacy.kind == CandidacyKind.GROUP}
    secret = secret_names(known, "")
    return tuple(dict.fromkeys(word for text in ceremony.texts.values() for word in found_in_prose(text, secret)))
