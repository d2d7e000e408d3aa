"""Those who work for the alliance in the demo, and its partners. All of them are invented."""

from collections.abc import Iterator

from portal.content.models import EditorialImage, Partner, PartnersPage, PeoplePage, PersonOnPage

DOMAIN = "nordic-safe-cities.example"
# part, name, portrait, address before the @, {language: (role, about)}
PEOPLE = (
    ("board", "Gunhild Aasen", "portrait-09", "", {
        "en": ("Chair", "Twelve years a mayor on the Norwegian coast. Asks every speaker what it cost."),
        "nb": ("Leder", "Ordfører på kysten i tolv år. Spør alle talere hva det kostet."),
    }),
    ("board", "Rasmus Thorup", "portrait-07", "", {
        "en": ("Co-chair", "Heads prevention in a Danish city; began as a street worker."),
        "nb": ("Nestleder", "Leder forebyggingen i en dansk by; begynte som oppsøkende feltarbeider."),
    }),
    ("secretariat", "Solveig Brandt", "portrait-06", "solveig", {
        "en": ("Director", "Answers for the whole, and for every city getting a reply within two days."),
        "nb": ("Direktør", "Svarer for helheten, og for at hver by får svar innen to dager."),
    }),
    ("secretariat", "Mikkel Aagaard", "portrait-02", "mikkel", {
        "en": ("Programme manager", "Runs the prize and the calls. Call him before you write the application."),
        "nb": ("Programleder", "Driver prisen og utlysningene. Ring ham før du skriver søknaden."),
    }),
    ("secretariat", "Elina Korpela", "portrait-12", "elina", {
        "en": ("Editor", "Writes down what cities learn, also when it went wrong."),
        "nb": ("Redaktør", "Skriver ned det byene lærer, også når det gikk galt."),
    }),
    ("secretariat", "Tuva Lindqvist", "portrait-10", "tuva", {
        "en": ("Finance", "Invoices, instalments, and patience with budgets that do not add up yet."),
        "nb": ("Økonomi", "Fakturaer, delutbetalinger, og tålmodighet med budsjetter som ikke går opp ennå."),
    }),
    ("advisor", "Samira Yusuf Ali", "portrait-03", "samira", {
        "en": ("Digital safety", "Reads what is written about local politicians online, so that they need not alone."),
        "nb": ("Digital trygghet", "Leser det som skrives om lokalpolitikere på nettet, så de slipper det alene."),
    }),
    ("advisor", "Jónas Hallgrímsson Berg", "portrait-04", "jonas", {
        "en": ("Youth and participation", "Has sat in more youth councils than he can count, never at the head."),
        "nb": ("Ungdom og medvirkning", "Har sittet i flere ungdomsråd enn han har tall på, aldri øverst ved bordet."),
    }),
)  # fmt: skip
# name, kind, country, web address, {language: about}
PARTNERS = (
    ("Lysvakt-stiftelsen", "foundation", "NO", "https://lysvakt.example", {
        "en": "Norwegian foundation. Pays for pilots and asks what remains afterwards.",
        "nb": "Norsk stiftelse. Betaler for utprøving og spør hva som blir igjen etterpå.",
    }),
    ("Fonden for Byens Unge", "foundation", "DK", "https://byensunge.example", {
        "en": "Danish foundation for places where young people decide themselves.",
        "nb": "Dansk stiftelse for steder der unge bestemmer selv.",
    }),
    ("Nordlys Institute", "research", "NO", "https://nordlys.example", {
        "en": "Researchers on trust and extremism; reads our drafts with a red pencil.",
        "nb": "Forskere på tillit og ekstremisme; leser utkastene våre med rød penn.",
    }),
    ("Nuorten Ääni", "civil-society", "FI", "https://nuortenaani.example", {
        "en": "Finnish league of youth councils, four hundred members strong.",
        "nb": "Finsk forbund av ungdomsråd, med fire hundre medlemmer.",
    }),
    ("Miðborg Samtök", "civil-society", "IS", "https://midborg.example", {
        "en": "Icelandic association of neighbourhoods: street parties, night walks, one shared van.",
        "nb": "Islandsk sammenslutning av nabolag: gatefester, nattevandring og én felles varebil.",
    }),
    ("Trygga Skärmar", "civil-society", "SE", "https://tryggaskarmar.example", {
        "en": "Swedish helpline for people threatened online because of what they do in public.",
        "nb": "Svensk hjelpetelefon for folk som trues på nettet for det de gjør i det offentlige.",
    }),
)  # fmt: skip

# The others by name alone: kind, country ("" for several), names.
MORE_PARTNERS = (
    ("foundation", "SE", ("Stiftelsen Öppen Dörr", "Lyktfonden", "Ungas Rum")),
    ("foundation", "FI", ("Kotikaupunki-säätiö", "Valonheittäjät-säätiö")),
    ("foundation", "DK", ("Fonden Åbent Torv", "Havnefonden")),
    ("foundation", "IS", ("Vitasjóður",)),
    ("research", "DK", ("Center for Lokalt Demokrati", "Instituttet for Byliv")),
    ("research", "SE", ("Centrum för Digital Tillit", "Norrskenets Högskola", "Trygghetslabbet")),
    ("research", "FI", ("Rauhankylän tutkimuskeskus", "Nuorisotutkimus Aalto-Saari")),
    ("research", "IS", ("Rannsóknasetur um lýðræði",)),
    ("research", "NO", ("Senter for Lokalt Ordskifte", "Høgskolen i Fjordane Øst")),
    (
        "civil-society",
        "NO",
        ("Nattevandrerne Vest", "Åpen Scene Ung", "Ungdomsrådenes Lag", "Samisk Ungdomsradio"),
    ),
    ("civil-society", "DK", ("Gadens Trænere", "Naboskab Nu", "Ungdomshusenes Fællesråd")),
    ("civil-society", "SE", ("Kvällsfotbollen", "Föräldrar på Stan", "Ordet i Orten")),
    ("civil-society", "FI", ("Iltakahvila", "Sanat Haltuun")),
    ("civil-society", "IS", ("Opið Hús",)),
    ("public", "NO", ("Fylkesrådet for Ungdom Nord", "Forebyggingsenheten Vest")),
    ("public", "DK", ("Det Kriminalpræventive Netværk Syd",)),
    ("public", "SE", ("Länets Trygghetsråd",)),
    ("public", "FI", ("Kaupunkiturvallisuuden neuvosto",)),
    (
        "network",
        "",
        ("Harbour Towns Together", "Cities Against Silence", "Small Capitals", "Night Mayors North"),
    ),
    ("business", "NO", ("Kystlinjen Trafikk",)),
    ("business", "SE", ("Bibliotekssystem Nord",)),
    ("business", "FI", ("Lumi Games",)),
    ("business", "", ("Nordic Arenas",)),
)


def fill(page, code: str, pictures: dict[str, EditorialImage]) -> None:
    """Put people or partners on a page of theirs; other pages are left as they are."""
    if isinstance(page, PeoplePage):
        page.people.set([_person(order, row, code, page, pictures) for order, row in enumerate(PEOPLE)])
    elif isinstance(page, PartnersPage):
        page.partners.set([*_described(code, page), *_named(page)])


def translate(page, code: str) -> None:
    """What is said of the people or partners copied to a page of another language, in that language."""
    if isinstance(page, PeoplePage):
        people = list(page.people.all())
        for person, (*_same, said) in zip(people, PEOPLE, strict=True):
            person.role, person.about = said[code]
        page.people.set(people)
    elif isinstance(page, PartnersPage):
        partners = list(page.partners.all())
        for partner, (*_same, said) in zip(partners, PARTNERS, strict=False):
            partner.about = said[code]
        page.partners.set(partners)


def _person(order: int, row: tuple, code: str, page: PeoplePage, pictures: dict) -> PersonOnPage:
    part, name, portrait, mailbox, said = row
    role, about = said[code]
    return PersonOnPage(
        sort_order=order,
        part=part,
        name=name,
        role=role,
        about=about,
        email=f"{mailbox}@{DOMAIN}" if mailbox else "",
        portrait=pictures[portrait],
        locale=page.locale,
    )


def _described(code: str, page: PartnersPage) -> Iterator[Partner]:
    for order, (name, kind, country, address, said) in enumerate(PARTNERS):
        yield Partner(
            sort_order=order,
            name=name,
            kind=kind,
            country_id=country,
            address=address,
            about=said[code],
            locale=page.locale,
        )


def _named(page: PartnersPage) -> Iterator[Partner]:
    listed = [(name, kind, country) for kind, country, names in MORE_PARTNERS for name in names]
    for order, (name, kind, country) in enumerate(listed, start=len(PARTNERS)):
        yield Partner(sort_order=order, name=name, kind=kind, country_id=country or None, locale=page.locale)
