"""What the journeys of the prize share: a filled-in form, the people of the secretariat and the jury."""

from datetime import timedelta

from pioneers.actions.editions import announce_edition, create_edition
from pioneers.models import Edition
from portal.core import clock
from tests.factories.people import PASSWORD, ManagerFactory

NOMINEE = "Þóra Ŋálla Šuvvá"
DID = "She opens the boat shed every Thursday, to whoever is tired of being alone."
TEXTS = {
    "did": DID,
    "changed": "Sixty people come, from four islands.",
    "courage": "She told her own village first.",
}


def open_edition(by, *, days: int = 30) -> Edition:
    """An edition announced now, whose nominations close in so many days."""
    at = clock.now()
    edition = create_edition(
        year=at.year,
        titles={"en": f"Nordic Pioneer Prize {at.year}"},
        opens_at=at,
        closes_at=at + timedelta(days=days),
        reveal_at=at + timedelta(days=days + 120),
        age_on=at.date(),
        countries=["DK", "NO", "FO"],
        prize_minor=2_500_000,
        by=by,
        at=at,
    )
    return announce_edition(edition=edition, by=by, at=at)


def manager():
    """Who runs the prize, with a password."""
    return ManagerFactory(email="manager@example.org", name="Mikkel", with_password=True)


def sign_in(visitor, email: str):
    visitor.sign_in(email, PASSWORD)
    return visitor.page


def fill_nomination(page, *, email: str = "ase@example.org"):
    """Everything the form asks for, as somebody types it."""
    page.fill("[name=nominator_name]", "Åse Nominatør")
    if page.locator("[name=nominator_email]").is_editable():  # who is signed in writes with their own
        page.fill("[name=nominator_email]", email)
    page.fill("[name=nominee_name]", NOMINEE)
    page.fill("[name=nominee_email]", "thora@example.org")
    page.select_option("[name=nominee_country]", "NO")
    page.select_option("[name=relation]", "teacher")
    page.locator("[name=category]").first.check()
    for name, text in TEXTS.items():
        page.fill(f"[name={name}]", text)


def press(page, words: str):
    """A button that leads to another page, or to this one anew."""
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


def sees(page, words: str, within: str = "main"):
    """Wait until the words stand there."""
    page.locator(within).get_by_text(words).first.wait_for()
