"""Registration numbers of organisations, checked by each country's own rules (python-stdnum).

A person's number is never accepted: an Icelandic kennitala of a person, or the Swedish personal number a sole trader
uses, is somebody's identity and not for our files.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from stdnum.dk import cvr
from stdnum.exceptions import ValidationError
from stdnum.fi import ytunnus
from stdnum.fo import vn
from stdnum.is_ import kennitala
from stdnum.no import orgnr as norwegian
from stdnum.se import orgnr as swedish

from portal.cities.countries import realm_of
from portal.core.errors import Refused


class NotARegistrationNumber(Refused):
    """The number fails its country's rules. The sentence says which number is meant and how it looks."""

    field = "registration_number"


@dataclass(frozen=True, slots=True)
class Scheme:
    """One country's register: what its number is called, an example that passes, its code at org-id.guide (or none).

    `show` writes the number as people read it, `published` as its org-id.guide list does.
    """

    name: str
    example: str
    register: str
    check: object
    belongs_to_person: object = staticmethod(lambda number: False)
    show: object = staticmethod(lambda number: number)
    published: object = staticmethod(lambda number: number)


CVR = Scheme(_("CVR number"), "24256790", "DK-CVR", cvr.validate)
SCHEMES = {
    "DK": CVR,
    "GL": CVR,
    "FO": Scheme(_("V number"), "623 857", "", vn.validate, show=vn.format),
    "FI": Scheme(
        _("business ID (Y-tunnus)"), "2077474-0", "FI-PRO", lambda number: ytunnus.validate(number), show=ytunnus.format
    ),
    "IS": Scheme(
        _("kennitala"),
        "450401-3150",
        "IS-KEN",
        kennitala.validate,
        belongs_to_person=lambda number: int(number[0]) < 4,
        show=kennitala.format,
    ),
    "NO": Scheme(_("organisation number"), "988 077 917", "NO-BRC", norwegian.validate, show=norwegian.format),
    "SE": Scheme(
        _("organisation number"),
        "556703-7485",
        "SE-ON",
        swedish.validate,
        belongs_to_person=lambda number: int(number[2]) < 2,
        show=swedish.format,
        published=swedish.format,
    ),
}
SCHEMES["AX"] = SCHEMES["FI"]


# What people write before a number, spaces and marks aside: a register, a tax, the word number; then a country's code.
LABELS = re.compile(
    r"(?:CVR|SE(?=N)|GER|ORG(?:ANI[SZ]A[TS]J?I?ON)?S?|FORETAK|Y?TUNNUS|FO|KENNITALA|KT|V?TAL|VAT|MOMS|ALV|MVA|VSK|TAX|"
    r"COMPANY|BUSINESS|REG|ID|NR|(?<=[A-Z])NO|NUMMER|NUMMAR|NUMBER|NUMER)*"
)
# And after it: that a Norwegian body is registered for VAT, or in the register of businesses.
AFTER = ("", "MVA", "FORETAKSREGISTERET")
TYPED = re.compile(r"(?P<before>[^0-9]*)(?P<number>[0-9][0-9\W]*[0-9])(?P<after>[^0-9]*)")
MARKS = re.compile(r"[\s.,:;/()‐‑–—−-]")
# The hundreds of a birth date, as Swedish registers write a person's number.
CENTURIES = ("18", "19", "20")


def _bare(country: str, typed: str) -> str:
    """The number without what is usual around it: the country's code, a label, `MVA`, spaces, dots and dashes, the last
    two digits of a Swedish VAT number, the century of a Swedish organisation in registers, a zero that Finnish numbers
    of old lack. As typed where something else stands there."""
    found = TYPED.fullmatch(unicodedata.normalize("NFKC", typed).upper())
    if found is None:
        return typed
    before, number, after = (MARKS.sub("", found[name]) for name in ("before", "number", "after"))
    codes = {country, realm_of(country)}
    code = next((code for code in codes if before.endswith(code) and LABELS.fullmatch(before.removesuffix(code))), "")
    if not code and not LABELS.fullmatch(before):
        return typed
    if after not in AFTER:
        return typed
    if country == "SE" and len(number) == 12:
        if number.startswith("16"):
            return number[2:]
        if number.endswith("01") and (code or not number.startswith(CENTURIES)):
            return number[:10]
    return f"0{number}" if realm_of(country) == "FI" and len(number) == 7 else number


def registration_number(country: str, typed: str) -> str:
    """The number as it is kept: no spaces, no dashes, whatever is usual around it. Empty stays empty. Raises
    NotARegistrationNumber."""
    typed = (typed or "").strip()
    if not typed:
        return ""
    scheme = SCHEMES.get(country)
    if scheme is None:
        raise NotARegistrationNumber(_("Choose the country first: the number is checked by that country's rules."))
    try:
        number = scheme.check(_bare(country, typed))
    except ValidationError:
        raise NotARegistrationNumber(
            _("Check the number for typing mistakes (%(number)s). It should look like this: %(example)s.")
            % {"number": scheme.name, "example": scheme.example}
        ) from None
    if scheme.belongs_to_person(number):
        raise NotARegistrationNumber(
            _("This is a personal identity number. Give the organisation's own number, or leave the field empty.")
        )
    return number


def formatted_number(country: str, number: str) -> str:
    """The number as that country writes it: `988 077 917`, `556703-7485`."""
    return SCHEMES[country].show(number) if number and country in SCHEMES else number


def organisation_identifier(country: str, number: str) -> str:
    """The number behind its register's code (org-id.guide): `NO-BRC-988077917`. Empty where there is no number, or no
    register: the Faroes have none there."""
    scheme = SCHEMES.get(country)
    if not (number and scheme and scheme.register):
        return ""
    return f"{scheme.register}-{scheme.published(number)}"
