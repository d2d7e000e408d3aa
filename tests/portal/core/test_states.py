"""States: a declaration that is not whole is refused by name, and every state is known wherever it must be."""

import re

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import override

from portal.audit.retention import retention_source
from portal.core.state_field import StateField
from portal.core.states import Colour, State, States, TransitionRefused
from tests.factories.states import BUILDERS, record_in
from tests.portal.theme.test_contrast import contrast
from tests.support import states_page
from tests.support.translations import LOCALE
from tests.support.values import for_each

CSS = settings.BASE_DIR / "portal" / "static" / "portal" / "css"
ADMIN_CSS = settings.BASE_DIR / "portal" / "adminkit" / "static" / "adminkit" / "adminkit.css"
autodiscover_modules("states")
NOUNS = [states for states in States.__subclasses__() if not states.__module__.startswith("tests.")]
STORED = {field.states for model in apps.get_models() for field in model._meta.fields if isinstance(field, StateField)}


class Parcel(States):
    DRAFT = State("draft", "Draft", colour=Colour.PLAIN, steps={"send": "sent", "drop": "gone"}, travels=False)
    SENT = State("sent", "Sent", colour=Colour.INFO, steps={"drop": "gone"}, travels=True)
    GONE = State("gone", "Gone", colour=Colour.REFUSED, steps={}, travels=False)


def every(nouns):
    return [state for noun in nouns for state in noun]


class TestAStep:
    def test_leads_on_from_the_states_it_is_allowed_in(self):
        assert Parcel.after("send", "draft") is Parcel.SENT
        assert Parcel.allows("drop", "sent")
        assert Parcel.target("drop") is Parcel.GONE

    def test_from_any_other_state_is_refused_in_words(self):
        assert not Parcel.allows("drop", "gone")
        with pytest.raises(TransitionRefused, match="something changed"):
            Parcel.after("drop", "gone")

    def test_that_nobody_declared_is_an_error_not_a_refusal(self):
        for ask in (Parcel.allows, Parcel.after):
            with pytest.raises(KeyError, match="open"):
                ask("open", "draft")


class TestADeclaration:
    def test_is_a_choice_of_django_and_a_plain_word(self):
        assert Parcel.choices == [("draft", "Draft"), ("sent", "Sent"), ("gone", "Gone")]
        assert Parcel.SENT == "sent" == str(Parcel.SENT)
        assert (Parcel("sent").label, Parcel.SENT.colour) == ("Sent", "info")

    def test_is_asked_for_the_states_that_answer_so(self):
        assert Parcel.where(travels=True) == {"sent"}
        assert Parcel.choices_in({"gone", "draft"}) == [("draft", "Draft"), ("gone", "Gone")]
        with pytest.raises(KeyError, match="flies"):
            Parcel.where(flies=True)

    @pytest.mark.parametrize(
        ("forgotten", "told"),
        [
            ({"public": "Lost"}, r"Letter\.LOST does not say: travels"),
            ({"travels": False}, r"Letter\.LOST does not say: public"),
            ({}, r"Letter\.LOST does not say: travels, public"),
        ],
    )
    def test_that_forgets_what_the_others_answer_is_refused_by_name(self, forgotten, told):
        with pytest.raises(TypeError, match=told):

            class Letter(States):
                SENT = State("sent", "S", public="Sent", colour=Colour.INFO, steps={"lose": "lost"}, travels=True)
                LOST = State("lost", "Lost", colour=Colour.PLAIN, steps={}, **forgotten)

    @pytest.mark.parametrize(
        ("steps", "told"),
        [
            ({}, r"Letter\.LOST can't be reached"),
            ({"lose": "loss"}, r"Letter\.SENT: lose leads to loss, which is no state"),
            ({"lose": "lost", "find": "lost"}, r"Letter\.LOST: find leads to sent and to lost"),
        ],
    )
    def test_with_a_step_to_nowhere_or_a_state_out_of_reach_is_refused_by_name(self, steps, told):
        with pytest.raises(TypeError, match=told):

            class Letter(States):
                SENT = State("sent", "Sent", colour=Colour.INFO, steps=steps)
                LOST = State("lost", "Lost", colour=Colour.PLAIN, steps={"find": "sent"})


def test_every_column_named_state_holds_declared_states():
    plain = [
        str(field)
        for model in apps.get_models()
        for field in model._meta.fields
        if field.name == "state" and model.__module__.split(".")[0] in ("portal", "pioneers", "grants")
        if not isinstance(field, StateField)
    ]
    assert plain == []
    assert set(BUILDERS) == STORED, "tests/factories/states.py builds every noun that has states"


@pytest.fixture(scope="module")
def bokmal():
    """The texts that the Bokmål catalogue translates, whatever their context."""
    with (LOCALE / "nb" / "LC_MESSAGES" / "django.po").open("rb") as handle:
        return {message.id for message in read_po(handle) if message.string}


@for_each("state", every(NOUNS))
def test_every_state_has_its_words_in_both_languages(state, bokmal):
    with override("en"):
        words = {str(words) for words in (state.label, state.public_label) if words is not None}
    assert all(words)
    assert words <= bokmal


@pytest.mark.parametrize("colour", Colour)
def test_every_colour_is_drawn_readably_on_the_site_and_known_to_staff_screens(colour):
    tokens = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", (CSS / "tokens.css").read_text()))
    rules = re.findall(r"\n  (\.tag[^{]*)\{([^}]*)\}", (CSS / "components" / "tag.css").read_text())
    drawn, names = {}, set()
    for selectors, style in rules:
        own = {".tag", f".tag--{colour}"} & {selector.strip() for selector in selectors.split(",")}
        if own:
            drawn |= dict(re.findall(r"(?<![\w-])(background|color): var\(--([\w-]+)\)", style))
        names |= own
    assert contrast(tokens[drawn["color"]], tokens[drawn["background"]]) >= 4.5
    assert f".tag--{colour}" in names or colour == Colour.PLAIN
    assert f".staff-tag--{colour}" in ADMIN_CSS.read_text() or colour == Colour.PLAIN


@for_each("state", every(noun for noun in NOUNS if "retention" in next(iter(noun)).declared.answers))
def test_what_ends_somewhere_is_kept_by_a_rule(state):
    noun = state.declared.answers["retention"]
    assert noun is None or retention_source(noun), f"nothing keeps {noun}"
    assert noun or state.declared.steps, "its data would be kept for ever"


@pytest.mark.django_db
@pytest.mark.parametrize("state", every(noun for noun in NOUNS if noun in STORED), ids=repr)
def test_every_state_can_be_built(state):
    record = record_in(state)
    record.refresh_from_db()
    assert record.state == state
    record.clean_fields()


@for_each("state", every(NOUNS))
def test_every_state_is_on_the_page_of_the_docs(state):
    assert states_page.line(state) in states_page.PAGE.read_text(), "run python -m tests.support.states_page"
