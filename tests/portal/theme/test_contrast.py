"""Every pair of text and ground that a component uses is readable: WCAG 2.2, 1.4.3 and 1.4.11."""

import re

import pytest
from django.conf import settings

from tests.support.values import for_each

CSS = settings.BASE_DIR / "portal" / "static" / "portal" / "css"

TEXT_ON_GROUND = [
    *((text, ground) for text in ("ink", "ink-soft", "harbour", "falu") for ground in ("paper", "mist")),
    *((text, "mist-deep") for text in ("ink", "ink-soft")),
    *(("ink", ground) for ground in ("harbour-soft", "copper-soft", "light-soft", "falu-soft", "light")),
    *(("on-night", ground) for ground in ("night", "night-soft", "harbour-deep", "copper", "falu", "ink")),
    ("on-night-soft", "night"),
    ("on-light", "light"),
    ("on-light", "light-soft"),
    ("paper", "ink"),
    ("paper", "line-strong"),
    ("harbour-deep", "paper"),
    ("harbour-deep", "harbour-soft"),
    ("copper", "copper-soft"),
    ("ochre", "paper"),
    ("ochre", "mist"),
    ("ochre", "light-soft"),
    ("falu", "falu-soft"),
    ("falu-deep", "falu-soft"),
    ("falu-deep", "light"),
]
EDGE_ON_GROUND = [
    ("line-strong", "paper"),
    ("line-strong", "mist"),
    ("harbour", "paper"),
    ("harbour", "mist"),
    ("ink", "light"),
    ("light", "night"),
    ("copper", "mist-deep"),
    ("falu", "mist-deep"),
]


@pytest.fixture(scope="module")
def tokens():
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (CSS / "tokens.css").read_text()))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_standard_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)


@for_each(("text", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_from_its_ground(tokens, text, ground):
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@for_each(("edge", "ground"), EDGE_ON_GROUND)
def test_edges_of_controls_and_focus_can_be_seen(tokens, edge, ground):
    assert contrast(tokens[edge], tokens[ground]) >= 3


def test_components_use_tokens_and_no_colour_of_their_own():
    own = {
        path.name: found
        for path in (CSS / "components").glob("*.css")
        if (found := re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text()))
    }
    assert own == {}


def test_every_component_brings_its_stylesheet_to_every_page():
    links = (settings.BASE_DIR / "templates" / "components" / "stylesheets.html").read_text()
    linked = set(re.findall(r"portal/css/components/([\w-]+\.css)", links))
    # The rubric beside an entry is linked by the pages that show it.
    assert linked == {path.name for path in (CSS / "components").glob("*.css")} - {"review.css"}
