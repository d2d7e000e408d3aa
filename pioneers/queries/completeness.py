"""What a nomination still lacks, or has too much of, before it can be sent: held at the server, whoever asks."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pioneers.models import CandidacyKind, Edition, Nomination, Relation
from pioneers.queries.addresses import mailbox, same_mailbox
from portal.core.texts import fold

check_url = URLValidator(schemes=["http", "https"])
TEXTS = ("did", "changed", "courage")


def count_words(text: str) -> int:
    """Words as they are counted live beside the field: runs of anything but white space."""
    return len((text or "").split())


def word_limit(edition: Edition, field: str) -> int:
    return getattr(edition, f"words_{field}")


def submission_errors(nomination: Nomination, edition: Edition) -> dict[str, str]:
    """Field name → sentence, empty when the nomination can be sent. Names are those of the form's fields."""
    errors = {
        **_nominator(nomination),
        **(_person(nomination) if nomination.kind == CandidacyKind.PERSON else _group(nomination, edition)),
        **_texts(nomination, edition),
        **_links(nomination, edition),
    }
    if nomination.nominee_country not in edition.countries:
        errors["nominee_country"] = _("Choose the country they live in.")
    if nomination.category is None or nomination.category.edition_id != edition.pk:
        errors["category"] = _("Choose the theme their work fits best.")
    return errors


def _nominator(nomination: Nomination) -> dict[str, str]:
    errors = {}
    if not nomination.nominator_name:
        errors["nominator_name"] = _("Write your name.")
    if not _is_email(nomination.nominator_email):
        errors["nominator_email"] = _("Write an e-mail address like name@example.org. We send you a code there.")
    if nomination.relation not in Relation.values:
        errors["relation"] = _("Choose how you know them.")
    return errors


def _person(nomination: Nomination) -> dict[str, str]:
    errors = {}
    if not nomination.nominee_name:
        errors["nominee_name"] = _("Write the name of the person you nominate.")
    if not _is_email(nomination.nominee_email):
        errors["nominee_email"] = _("Write their e-mail address. We ask them before anyone judges the nomination.")
    elif same_mailbox(nomination.nominee_email, nomination.nominator_email):
        errors["nominee_email"] = _own_address()
    return errors


def _own_address() -> str:
    """Nobody answers for the person they nominate, and nobody nominates themself: the nominee's letter, with the link
    that says yes, must reach a mailbox that is not the nominator's."""
    return _("This is your own address. We need theirs, because they have to say yes themselves.")


def _group(nomination: Nomination, edition: Edition) -> dict[str, str]:
    errors = {}
    if not nomination.nominee_name:
        errors["nominee_name"] = _("Write the name of the group you nominate.")
    members = nomination.members
    if len(members) < 2:
        errors["member_1_name"] = _("Name at least two people in the group. We ask each of them.")
    elif len(members) > edition.members_limit:
        errors["member_1_name"] = ngettext(
            "Name at most %(limit)s person.", "Name at most %(limit)s people.", edition.members_limit
        ) % {"limit": edition.members_limit}
    if same_mailbox(nomination.nominee_email, nomination.nominator_email):
        errors["nominee_email"] = _("This is your own address. Leave the group’s address empty if it has none.")
    return {**errors, **_members(nomination)}


def _members(nomination: Nomination) -> dict[str, str]:
    """Each person of a group is asked on their own, so each answers from a mailbox of their own."""
    errors: dict[str, str] = {}
    seen: dict[str, tuple[int, str]] = {}
    for number, member in enumerate(nomination.members, 1):
        name, email = member["name"], member["email"]
        if not name:
            errors[f"member_{number}_name"] = _("Write this person's name.")
        if not _is_email(email):
            errors[f"member_{number}_email"] = _("Write this person's e-mail address. We ask each of them.")
            continue
        earlier = seen.setdefault(mailbox(email), (number, name))
        if same_mailbox(email, nomination.nominator_email):
            errors[f"member_{number}_email"] = _own_address()
        elif earlier[0] != number and fold(earlier[1]) == fold(name):
            errors[f"member_{number}_name"] = _("This person is named twice.")
        elif earlier[0] != number:
            errors[f"member_{number}_email"] = _(
                "Person %(number)s already has this address. We ask each of them separately, so each needs an "
                "address of their own."
            ) % {"number": earlier[0]}
    return errors


def _texts(nomination: Nomination, edition: Edition) -> dict[str, str]:
    asked = {
        "did": _("Tell us what they did."),
        "changed": _("Tell us what changed."),
        "courage": _("Tell us why it took courage."),
    }
    errors = {}
    for name in TEXTS:
        limit, words = word_limit(edition, name), count_words(getattr(nomination, name))
        if not words:
            errors[name] = asked[name]
        elif words > limit:
            errors[name] = ngettext(
                "This is %(words)s words long. The limit is %(limit)s word. Nothing is cut: shorten it where you like.",
                "This is %(words)s words long. The limit is %(limit)s words. Nothing is cut: shorten it where "
                "you like.",
                limit,
            ) % {"words": words, "limit": limit}
    return errors


def _links(nomination: Nomination, edition: Edition) -> dict[str, str]:
    errors = {}
    for number, link in enumerate(nomination.links, 1):
        try:
            check_url(link)
        except ValidationError:
            errors[f"link_{number}"] = _("This is not a web address. It begins with https:// or http://.")
    if len(nomination.links) > edition.links_limit:
        errors["link_1"] = ngettext(
            "Give at most %(limit)s link.", "Give at most %(limit)s links.", edition.links_limit
        ) % {"limit": edition.links_limit}
    return errors


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
