"""Those who work for the alliance in the demo, and its partners. All of them are invented."""

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
# name, web address, {language: about}
PARTNERS = (
    ("Lysvakt-stiftelsen", "https://lysvakt.example", {
        "en": "Norwegian foundation. Pays for pilots and asks what remains afterwards.",
        "nb": "Norsk stiftelse. Betaler for utprøving og spør hva som blir igjen etterpå.",
    }),
    ("Fonden for Byens Unge", "https://byensunge.example", {
        "en": "Danish foundation for places where young people decide themselves.",
        "nb": "Dansk stiftelse for steder der unge bestemmer selv.",
    }),
    ("Nordlys Institute", "https://nordlys.example", {
        "en": "Researchers on trust and extremism; reads our drafts with a red pencil.",
        "nb": "Forskere på tillit og ekstremisme; leser utkastene våre med rød penn.",
    }),
    ("Nuorten Ääni", "https://nuortenaani.example", {
        "en": "Finnish league of youth councils, four hundred members strong.",
        "nb": "Finsk forbund av ungdomsråd, med fire hundre medlemmer.",
    }),
    ("Miðborg Samtök", "https://midborg.example", {
        "en": "Icelandic association of neighbourhoods: street parties, night walks, one shared van.",
        "nb": "Islandsk sammenslutning av nabolag: gatefester, nattevandring og én felles varebil.",
    }),
    ("Trygga Skärmar", "https://tryggaskarmar.example", {
        "en": "Swedish helpline for people threatened online because of what they do in public.",
        "nb": "Svensk hjelpetelefon for folk som trues på nettet for det de gjør i det offentlige.",
    }),
)  # fmt: skip


def fill(page, code: str, pictures: dict[str, EditorialImage]) -> None:
    """Put people or partners on a page of theirs; other pages are left as they are."""
    if isinstance(page, PeoplePage):
        page.people.set([_person(order, row, code, page, pictures) for order, row in enumerate(PEOPLE)])
    elif isinstance(page, PartnersPage):
        page.partners.set([_partner(order, row, code, page) for order, row in enumerate(PARTNERS)])


def translate(page, code: str) -> None:
    """What is said of the people or partners copied to a page of another language, in that language."""
    if isinstance(page, PeoplePage):
        people = list(page.people.all())
        for person, (*_same, said) in zip(people, PEOPLE, strict=True):
            person.role, person.about = said[code]
        page.people.set(people)
    elif isinstance(page, PartnersPage):
        partners = list(page.partners.all())
        for partner, (*_same, said) in zip(partners, PARTNERS, strict=True):
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


def _partner(order: int, row: tuple, code: str, page: PartnersPage) -> Partner:
    name, address, said = row
    return Partner(sort_order=order, name=name, address=address, about=said[code], locale=page.locale)
