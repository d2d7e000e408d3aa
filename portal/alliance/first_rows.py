"""What is there after migrating, and is the staff's from then on: themes of the blueprint, promises to members."""

from portal.alliance.states import PublicationKind

THEMES = {
    "a-city-for-all": {
        "en": "A City for All",
        "da": "En by for alle",
        "nb": "En by for alle",
        "sv": "En stad för alla",
        "fi": "Kaupunki kaikille",
        "is": "Borg fyrir alla",
    },
    "youth-shape-democracy": {
        "en": "Empower Youth to Shape Democracy",
        "da": "Unge former demokratiet",
        "nb": "Unge former demokratiet",
        "sv": "Unga formar demokratin",
        "fi": "Nuoret muovaavat demokratiaa",
        "is": "Ungt fólk mótar lýðræðið",
    },
    "safe-digital-cities": {
        "en": "Safe Digital Cities",
        "da": "Trygge digitale byer",
        "nb": "Trygge digitale byer",
        "sv": "Trygga digitala städer",
        "fi": "Turvalliset digitaaliset kaupungit",
        "is": "Öruggar stafrænar borgir",
    },
}
PROMISES = {PublicationKind.BRIEFING: 5, PublicationKind.WEBINAR: 6}


def load_first_rows(theme_model, promise_model, using: str = "default") -> None:
    """Fills each table that is empty; what staff keep is left alone."""
    if not theme_model.objects.using(using).exists():
        theme_model.objects.using(using).bulk_create(
            theme_model(slug=slug, names=names, position=position)
            for position, (slug, names) in enumerate(THEMES.items(), start=1)
        )
    if not promise_model.objects.using(using).exists():
        promise_model.objects.using(using).bulk_create(
            promise_model(kind=kind, number=number) for kind, number in PROMISES.items()
        )
