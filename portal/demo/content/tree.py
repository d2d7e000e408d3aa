"""Which pages the demo has, and what is said of each besides its words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    slug: str
    days_ago: int
    theme: str
    country: str
    place: str
    author: str
    picture: str


# The oldest first: a later one may point to an earlier one.
STORIES = (
    Story("sunday-at-eight", 96, "city", "IS", "Reykjavík", "Elina Korpela", "scene-pitch"),
    Story("the-wall", 71, "youth", "DK", "Søndervang", "Mikkel Aagaard", "scene-mural"),
    Story("kind-words", 48, "digital", "FI", "Vantaa", "Elina Korpela", "scene-kind-words"),
    Story("nobody-opened-it", 33, "digital", "SE", "Norrhamn", "Signe Wallin", "scene-round-table"),
    Story("radio-in-the-dark", 19, "youth", "NO", "Tromsø", "Signe Wallin", "scene-northern-radio"),
    Story("four-grown-ups-and-a-thermos", 6, "city", "NO", "Stavanger", "Elina Korpela", "scene-night-walk"),
)
IN_MODERATION = Story("open-until-one", 1, "city", "NO", "Bodø", "Elina Korpela", "scene-open-door")
UNFINISHED = Story("nine-lanterns", 0, "youth", "DK", "København", "Elina Korpela", "scene-bridge")

# slug, the page it stands below, its picture
ABOUT = (
    ("about", None, "scene-bridge"),
    ("standards", "about", "scene-round-table"),
    ("people", "about", None),
    ("partners", "about", None),
    ("contact", "about", None),
    ("privacy", "about", None),
    ("accessibility", "about", None),
)
