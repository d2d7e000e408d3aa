"""Who may read and send letters. Letters name people and say what was decided about them, so editors do not."""

import rules

from portal.core.actors import Viewer
from portal.mail.models import Letter


@rules.predicate
def manages_letters(user: Viewer) -> bool:
    """Programme managers and administrators: every letter."""
    return _holds(user, "manager", "administrator")


@rules.predicate
def manages_memberships(user: Viewer) -> bool:
    """Finance: letters about memberships, their invoices above all."""
    return _holds(user, "finance")


@rules.predicate
def is_about_membership(user: Viewer, letter: Letter | None) -> bool:
    return letter is None or letter.about_kind.startswith("membership.")


def _holds(user: Viewer, *roles: str) -> bool:
    return user.is_authenticated and user.has_role(*roles)


rules.add_perm("mail.see_letters", manages_letters | (manages_memberships & is_about_membership))
rules.add_perm("mail.send_letters", manages_letters | (manages_memberships & is_about_membership))
rules.add_perm("mail.see_batches", manages_letters)
rules.add_perm("mail.send_batches", manages_letters)
