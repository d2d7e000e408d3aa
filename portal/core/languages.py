"""Which of the languages the code knows are offered to readers, and which of them a request asked for.

`settings.LANGUAGES` are all that editors write in and records keep texts in. `settings.LANGUAGES_OFFERED` are those
whose interface, letters and help are complete: only these are in a switcher, a sitemap, a form or a letter.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from portal.core.texts import FALLBACK

# Set when somebody chose to read in English, so that they are not asked again.
CHOICE_COOKIE = "chosen_language"
CHOICE_LIFETIME = 365 * 24 * 60 * 60
# What browsers say for the Norwegian we write: Norwegian, and Nynorsk.
SAME_AS = {"no": "nb", "nn": "nb"}


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is said to a reader of a language on a page in English. Each is written here and not in a catalogue: it is
    in that language whatever the page speaks, and whether or not the catalogue is complete."""

    not_offered: str
    in_english: str
    text_only: str
    read_here: str
    stay_in_english: str
    label: str


SENTENCES = {
    "da": Sentences(
        not_offered="Denne side findes ikke på dansk endnu.",
        in_english="Du læser den på engelsk.",
        text_only="Kun teksten på denne side er på dansk. Resten er på engelsk.",
        read_here="Læs denne side på dansk",
        stay_in_english="Bliv på engelsk",
        label="Sprog",
    ),
    "nb": Sentences(
        not_offered="Denne siden finnes ikke på norsk ennå.",
        in_english="Du leser den på engelsk.",
        text_only="Bare teksten på denne siden er på norsk. Resten er på engelsk.",
        read_here="Les denne siden på norsk",
        stay_in_english="Fortsett på engelsk",
        label="Språk",
    ),
    "sv": Sentences(
        not_offered="Den här sidan finns inte på svenska än.",
        in_english="Du läser den på engelska.",
        text_only="Bara texten på den här sidan är på svenska. Resten är på engelska.",
        read_here="Läs den här sidan på svenska",
        stay_in_english="Fortsätt på engelska",
        label="Språk",
    ),
    "fi": Sentences(
        not_offered="Tätä sivua ei ole vielä suomeksi.",
        in_english="Luet sitä englanniksi.",
        text_only="Vain tämän sivun teksti on suomeksi. Muu on englanniksi.",
        read_here="Lue tämä sivu suomeksi",
        stay_in_english="Jatka englanniksi",
        label="Kieli",
    ),
    "is": Sentences(
        not_offered="Þessi síða er ekki til á íslensku enn.",
        in_english="Þú lest hana á ensku.",
        text_only="Aðeins textinn á þessari síðu er á íslensku. Annað er á ensku.",
        read_here="Lesa þessa síðu á íslensku",
        stay_in_english="Halda áfram á ensku",
        label="Tungumál",
    ),
}


def offered_languages() -> list[tuple[str, str]]:
    """(code, name) of each language offered, in the order of `settings.LANGUAGES`; for the choices of a form."""
    return [(code, name) for code, name in settings.LANGUAGES if is_offered(code)]


def missing_languages(texts: Mapping[str, str] | None) -> list[str]:
    """The names of the offered languages that a text has no words in, as they stand within a sentence: of our languages
    only English writes them with a capital."""
    names = [str(_(name)) for code, name in offered_languages() if not (texts or {}).get(code)]
    return names if get_language() == "en" else [name[:1].lower() + name[1:] for name in names]


def missing_languages_line(label: object, texts: Mapping[str, str] | None) -> str:
    """Which offered languages the text called `label` has no words in; empty where it has words in each."""
    if not (missing := missing_languages(texts)):
        return ""
    return _("%(field)s: missing in %(languages)s") % {"field": label, "languages": ", ".join(missing)}


def is_offered(code: str) -> bool:
    return code in settings.LANGUAGES_OFFERED


def offered_language(code: str | None) -> str:
    """The language itself if it is offered, else English. What somebody prefers stays stored, for the day it is."""
    code = (code or "").split("-")[0]
    return code if is_offered(code) else settings.LANGUAGE_CODE


def language_to_store(chosen: str, stored: str) -> str:
    """What a form with a choice of language stores. A preference that is not offered was shown as English: sending the
    form as it stood keeps the preference."""
    return stored if stored and chosen == offered_language(stored) else chosen


def split_path(path: str) -> tuple[str, str]:
    """A path's language and the path without its prefix: `/nb/help/` is ("nb", "/help/")."""
    first, slash, rest = path.removeprefix("/").partition("/")
    if first != settings.LANGUAGE_CODE and first in dict(settings.LANGUAGES):
        return first, f"/{rest}" if slash else "/"
    return settings.LANGUAGE_CODE, path


def localised_path(path: str) -> str:
    """A fixed address of the site in the reader's language: `/pioneers/` is `/nb/pioneers/` on a Norwegian page."""
    language = get_language() or settings.LANGUAGE_CODE
    return path if language == settings.LANGUAGE_CODE else f"/{language}{path}"


def requested_language(request: HttpRequest | None) -> str:
    """The language of the address asked for where it is not offered and English is answered; else empty."""
    return getattr(request, "requested_language", "")


def suggested_language(request: HttpRequest | None) -> str:
    """The language to suggest to a visitor who reads an English page and whose browser would rather have another that
    is offered, or a neighbour's (a Danish browser is offered Bokmål); else empty.

    Never to somebody signed in, who chose for themselves, or who has said that English will do.
    """
    if request is None or get_language() != settings.LANGUAGE_CODE or requested_language(request):
        return ""
    if request.method not in ("GET", "HEAD") or CHOICE_COOKIE in request.COOKIES or came_from_another(request):
        return ""
    if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
        return ""
    return _preferred(request.headers.get("Accept-Language", ""))


def came_from_another(request: HttpRequest) -> bool:
    """Whether the visitor came to this English page from one of ours in another language: they chose it."""
    referrer = request.headers.get("Referer", "")
    if not referrer or not referrer.startswith(request.build_absolute_uri("/")):
        return False
    language, _path = split_path(urlsplit(referrer).path)
    return language != settings.LANGUAGE_CODE and is_offered(language)


def remember_choice(response: HttpResponse, language: str) -> None:
    """Keep a visitor's choice of language in their browser: nothing but its code, for a year."""
    response.set_cookie(
        CHOICE_COOKIE,
        language,
        max_age=CHOICE_LIFETIME,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _preferred(accepted: str) -> str:
    """The first language of an Accept-Language header that we can answer; empty where that is English."""
    for code, weight in parse_accept_lang_header(accepted):
        code = SAME_AS.get(code.split("-")[0], code.split("-")[0])
        if weight and code in FALLBACK:
            found = next((one for one in (code, *FALLBACK[code]) if is_offered(one)), settings.LANGUAGE_CODE)
            return "" if found == settings.LANGUAGE_CODE else found
    return ""
