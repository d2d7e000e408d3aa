"""What a nomination still lacks, or has too much of, before it can be sent: held at the server, whoever asks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pioneers.states import CandidacyKind, Relation
from portal.core.addresses import is_email, is_web_address
from portal.core.mailboxes import mailbox_key, same_mailbox
from portal.core.texts import count_words, fold

TEXTS = ("did", "changed", "courage")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a nominator has written. `members` are mappings of `name` and `email`."""

    kind: str
    nominator_name: str
    nominator_email: str
    relation: str
    nominee_name: str
    nominee_email: str
    nominee_country: str
    members: Sequence[Mapping[str, str]]
    did: str
    changed: str
    courage: str
    links: Sequence[str]


@dataclass(frozen=True, slots=True)
class Limits:
    """What an edition takes. `words` is the limit of each of TEXTS."""

    countries: Collection[str]
    members: int
    links: int
    words: Mapping[str, int]


def draft_errors(draft: Draft, limits: Limits) -> dict[str, str]:
    """Field name → sentence, empty when nothing is missing or too much. Names are those of the form's fields."""
    errors = {
        **_nominator(draft),
        **(_person(draft) if draft.kind == CandidacyKind.PERSON else _group(draft, limits)),
        **_texts(draft, limits),
        **_links(draft, limits),
    }
    if draft.nominee_country not in limits.countries:
        errors["nominee_country"] = _("Choose the country they live in.")
    return errors


def _nominator(draft: Draft) -> dict[str, str]:
    errors = {}
    if not draft.nominator_name:
        errors["nominator_name"] = _("Write your name.")
    if not is_email(draft.nominator_email):
        errors["nominator_email"] = _("Write an e-mail address like name@example.org. We send you a code there.")
    if draft.relation not in Relation.values:
        errors["relation"] = _("Choose how you know them.")
    return errors


def _person(draft: Draft) -> dict[str, str]:
    errors = {}
    if not draft.nominee_name:
        errors["nominee_name"] = _("Write the name of the person you nominate.")
    if not is_email(draft.nominee_email):
        errors["nominee_email"] = _("Write their e-mail address. We ask them before anyone judges the nomination.")
    elif same_mailbox(draft.nominee_email, draft.nominator_email):
        errors["nominee_email"] = _own_address()
    return errors


def _own_address() -> str:
    """Nobody answers for the person they nominate, and nobody nominates themself: the nominee's letter, with the link
    that says yes, must reach a mailbox that is not the nominator's."""
    return _("This is your own address. We need theirs, because they have to say yes themselves.")


def _group(draft: Draft, limits: Limits) -> dict[str, str]:
    errors = {}
    if not draft.nominee_name:
        errors["nominee_name"] = _("Write the name of the group you nominate.")
    members = draft.members
    if len(members) < 2:
        errors["member_1_name"] = _("Name at least two people in the group. We ask each of them.")
    elif len(members) > limits.members:
        errors["member_1_name"] = ngettext(
            "Name at most %(limit)s person.", "Name at most %(limit)s people.", limits.members
        ) % {"limit": limits.members}
    if same_mailbox(draft.nominee_email, draft.nominator_email):
        errors["nominee_email"] = _("This is your own address. Leave the group’s address empty if it has none.")
    return {**errors, **_members(draft)}


def _members(draft: Draft) -> dict[str, str]:
    """Each person of a group is asked on their own, so each answers from a mailbox of their own."""
    errors: dict[str, str] = {}
    seen: dict[str, tuple[int, str]] = {}
    for number, member in enumerate(draft.members, 1):
        name, email = member["name"], member["email"]
        if not name:
            errors[f"member_{number}_name"] = _("Write this person's name.")
        if not is_email(email):
            errors[f"member_{number}_email"] = _("Write this person's e-mail address. We ask each of them.")
            continue
        earlier = seen.setdefault(mailbox_key(email), (number, name))
        if same_mailbox(email, draft.nominator_email):
            errors[f"member_{number}_email"] = _own_address()
        elif earlier[0] != number and fold(earlier[1]) == fold(name):
            errors[f"member_{number}_name"] = _("This person is named twice.")
        elif earlier[0] != number:
            errors[f"member_{number}_email"] = _(
                "Person %(number)s already has this address. We ask each of them separately, so each needs an "
                "address of their own."
            ) % {"number": earlier[0]}
    return errors


def _texts(draft: Draft, limits: Limits) -> dict[str, str]:
    asked = {
        "did": _("Tell us what they did."),
        "changed": _("Tell us what changed."),
        "courage": _("Tell us why it took courage."),
    }
    errors = {}
    for name in TEXTS:
        limit, words = limits.words[name], count_words(getattr(draft, name))
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


def _links(draft: Draft, limits: Limits) -> dict[str, str]:
    errors = {}
    for number, link in enumerate(draft.links, 1):
        if not is_web_address(link):
            errors[f"link_{number}"] = _("This is not a web address. It begins with https:// or http://.")
    if len(draft.links) > limits.links:
        errors["link_1"] = ngettext("Give at most %(limit)s link.", "Give at most %(limit)s links.", limits.links) % {
            "limit": limits.links
        }
    return errors
