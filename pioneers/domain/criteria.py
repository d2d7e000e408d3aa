"""What a jury's round begins with. The alliance has published no rubric: this one is ours, and every round can change
it before its first review."""

from portal.assessment.domain.scales import Scale

_STRENGTH = Scale.of(
    {"en": "Hardly", "da": "Næppe", "nb": "Knapt", "sv": "Knappt", "fi": "Tuskin", "is": "Varla"},
    {"en": "A little", "da": "Lidt", "nb": "Litt", "sv": "Lite", "fi": "Hieman", "is": "Dálítið"},
    {"en": "Clearly", "da": "Tydeligt", "nb": "Tydelig", "sv": "Tydligt", "fi": "Selvästi", "is": "Greinilega"},
    {"en": "Strongly", "da": "Stærkt", "nb": "Sterkt", "sv": "Starkt", "fi": "Vahvasti", "is": "Mjög"},
    {
        "en": "Exceptionally",
        "da": "Helt særligt",
        "nb": "Helt særlig",
        "sv": "Alldeles särskilt",
        "fi": "Poikkeuksellisesti",
        "is": "Einstaklega",
    },
)
_CRITERIA = (
    (
        3,
        {"en": "Courage", "da": "Mod", "nb": "Mot", "sv": "Mod", "fi": "Rohkeus", "is": "Hugrekki"},
        {
            "en": "They stood up for others although it cost them something.",
            "nb": "De sto opp for andre selv om det kostet dem noe.",
        },
    ),
    (
        3,
        {"en": "Change", "da": "Forandring", "nb": "Endring", "sv": "Förändring", "fi": "Muutos", "is": "Breyting"},
        {
            "en": "Something is different for somebody because of them.",
            "nb": "Noe er annerledes for noen på grunn av dem.",
        },
    ),
    (
        2,
        {
            "en": "Openness",
            "da": "Åbenhed",
            "nb": "Åpenhet",
            "sv": "Öppenhet",
            "fi": "Avoimuus",
            "is": "Víðsýni",
        },
        {
            "en": "They brought in people who were left outside.",
            "nb": "De tok med mennesker som sto utenfor.",
        },
    ),
    (
        2,
        {
            "en": "A path for others",
            "da": "En vej for andre",
            "nb": "En vei for andre",
            "sv": "En väg för andra",
            "fi": "Tie muille",
            "is": "Leið fyrir aðra",
        },
        {"en": "Others can take it up elsewhere.", "nb": "Andre kan ta det opp andre steder."},
    ),
)


def first_criteria() -> list[dict]:
    """Four criteria with weights 3, 3, 2, 2 on a scale of five, as portal.assessment takes them."""
    return [
        {
            "label": dict(label),
            "meaning": dict(meaning),
            "weight": weight,
            "may_be_na": False,
            "scale": _STRENGTH.as_json(),
        }
        for weight, label, meaning in _CRITERIA
    ]
