"""Sentences for the bulk: plain, invented, and the same for the same number."""

from random import Random

WHO = ("young people", "night walkers", "school pupils", "youth workers", "neighbours", "new parents", "referees")
DO = ("meet", "train together", "open a workshop", "run a radio hour", "map the dark corners", "mentor each other")
WHERE = ("by the harbour", "in the library", "at the sports hall", "online", "in the old fire station", "in the square")
SO = (
    "so that more people walk home without worry",
    "so that those who hate find fewer listeners",
    "so that the council hears what they never told it before",
    "so that the club has room for everybody",
)
GIVEN = ("Aino", "Birk", "Dagny", "Eyja", "Freja", "Gorm", "Hilla", "Isak", "Jón", "Kaisa", "Laila", "Nukâka", "Þór")
FAMILY = ("Ahlgren", "Berg", "Dam", "Eriksen", "Fjeld", "Hakala", "Jónsdóttir", "Kjær", "Lund", "Møller", "Saari")


def chooser(kind: str, number: int) -> Random:
    """A source of choices that is the same each time for the same row."""
    return Random(f"{kind}-{number}")  # noqa: S311 (nothing here is secret)


def sentence(random: Random) -> str:
    return f"{random.choice(WHO).capitalize()} {random.choice(DO)} {random.choice(WHERE)} {random.choice(SO)}."


def paragraph(random: Random, sentences: int) -> str:
    return " ".join(sentence(random) for _ in range(sentences))


def name(random: Random) -> str:
    return f"{random.choice(GIVEN)} {random.choice(FAMILY)}"
