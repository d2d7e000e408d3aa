"""What stands around the demo's pages: menus, how to reach the alliance, and addresses that moved."""

from datetime import datetime

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from portal.content.models import HomePage, Menu, MenuItem, SiteSettings, SiteTexts
from portal.demo.content.people import DOMAIN

WORK = {
    "en": "What we do", "da": "Det gør vi", "nb": "Det vi gjør", "sv": "Det vi gör", "fi": "Mitä teemme",
    "is": "Það sem við gerum",
}  # fmt: skip
ALLIANCE = {
    "en": "The alliance", "da": "Alliancen", "nb": "Alliansen", "sv": "Alliansen", "fi": "Verkosto",
    "is": "Bandalagið",
}  # fmt: skip
SITE = {
    "en": "This site", "da": "Dette websted", "nb": "Dette nettstedet", "sv": "Den här webbplatsen",
    "fi": "Tämä sivusto", "is": "Þessi vefur",
}  # fmt: skip
# slug of the page, column at the foot, words
LINKS = (
    ("about", ALLIANCE, {"en": "About us", "da": "Om os", "nb": "Om oss", "sv": "Om oss", "fi": "Tietoa meistä",
                         "is": "Um okkur"}),
    ("standards", ALLIANCE, {"en": "The seven standards", "da": "De syv standarder", "nb": "De sju standardene",
                             "sv": "De sju standarderna", "fi": "Seitsemän standardia", "is": "Viðmiðin sjö"}),
    ("people", ALLIANCE, {"en": "People", "da": "Mennesker", "nb": "Mennesker", "sv": "Människor", "fi": "Ihmiset",
                          "is": "Fólkið"}),
    ("partners", ALLIANCE, {"en": "Partners", "da": "Partnere", "nb": "Partnere", "sv": "Partner",
                            "fi": "Kumppanit", "is": "Samstarfsaðilar"}),
    ("contact", ALLIANCE, {"en": "Contact", "da": "Kontakt", "nb": "Kontakt", "sv": "Kontakt",
                           "fi": "Yhteystiedot", "is": "Hafa samband"}),
    ("privacy", SITE, {"en": "Your data", "da": "Dine data", "nb": "Dine opplysninger", "sv": "Dina uppgifter",
                       "fi": "Omat tietosi", "is": "Gögnin þín"}),
    ("accessibility", SITE, {"en": "Accessibility", "da": "Tilgængelighed", "nb": "Tilgjengelighet",
                             "sv": "Tillgänglighet", "fi": "Saavutettavuus", "is": "Aðgengi"}),
)  # fmt: skip
MEMBERSHIP = {
    "en": "Membership", "da": "Medlemskab", "nb": "Medlemskap", "sv": "Medlemskap", "fi": "Jäsenyys", "is": "Aðild",
}  # fmt: skip
MEMBER_CITIES = {
    "en": "Member cities", "da": "Medlemsbyer", "nb": "Medlemsbyer", "sv": "Medlemsstäder", "fi": "Jäsenkaupungit",
    "is": "Aðildarborgir",
}  # fmt: skip
SMALL_PRINT = {
    "en": "A demonstration: people, organisations and sums are invented.",
    "da": "En demonstration: mennesker, organisationer og beløb er opdigtede.",
    "nb": "En demonstrasjon: mennesker, organisasjoner og beløp er oppdiktet.",
    "sv": "En demonstration: människor, organisationer och belopp är påhittade.",
    "fi": "Esittelysivusto: ihmiset, järjestöt ja summat ovat keksittyjä.",
    "is": "Sýnishorn: fólk, samtök og upphæðir eru tilbúningur.",
}
# Places in the menus: those laid at first come before, and between these there is room.
HEADER_END, FOOTER_START = 20, 100
MOVED = (("/news", "stories"), ("/contact", "contact"), ("/gdpr", "privacy"), ("/who-we-are", "people"))


def load_surroundings(locales: dict[str, Locale], *, home: HomePage, at: datetime) -> None:
    """Menus of every language, the foot, the way to reach the alliance, and where old addresses lead."""
    for code, locale in locales.items():
        _extend_menus(code, locale)
        SiteTexts.objects.filter(locale=locale).update(small_print=SMALL_PRINT[code])
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(
        site=site,
        defaults={
            "email": f"secretariat@{DOMAIN}",
            "telephone": "+45 00 00 00 00",
            "postal_address": "Havnegade 00, 1058 København K, Danmark",
            "registration": "CVR 99 00 10 46",
            "linkedin": "https://www.linkedin.com/company/nordic-safe-cities",
        },
    )
    for old, slug in MOVED:
        page = Page.objects.get(locale=home.locale, slug=slug)
        Redirect.objects.create(old_path=old, site=site, redirect_page=page, is_permanent=True)


def _extend_menus(code: str, locale: Locale) -> None:
    header, footer = (Menu.objects.get(place=place, locale=locale) for place in ("header", "footer"))
    pages = {page.slug: page for page in Page.objects.filter(locale=locale, slug__in=[slug for slug, *_ in LINKS])}
    MenuItem.objects.create(menu=header, sort_order=HEADER_END, label=LINKS[0][2][code], page=pages["about"])
    first = footer.items.first()
    first.column = WORK[code]
    first.save()
    column = WORK
    for order, (slug, heading, words) in enumerate(LINKS):
        MenuItem.objects.create(
            menu=footer,
            sort_order=FOOTER_START + 10 * order,
            label=words[code],
            page=pages[slug],
            column=heading[code] if heading is not column else "",
        )
        column = heading


def add_member_links(locales: dict[str, Locale]) -> None:
    """Membership in the header and the footer, the member cities in the footer, beside what is told of the alliance."""
    for code, locale in locales.items():
        pages = {page.slug: page for page in Page.objects.filter(locale=locale, slug__in=["membership", "cities"])}
        header, footer = (Menu.objects.get(place=place, locale=locale) for place in ("header", "footer"))
        for menu, order, words, slug in (
            (header, HEADER_END - 1, MEMBERSHIP, "membership"),
            (footer, FOOTER_START + 1, MEMBERSHIP, "membership"),
            (footer, FOOTER_START + 2, MEMBER_CITIES, "cities"),
        ):
            MenuItem.objects.create(menu=menu, sort_order=order, label=words[code], page=pages[slug])
