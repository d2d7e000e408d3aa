"""Who may read and send letters. Letters name people and say what was decided about them, so editors do not."""

import rules


@rules.predicate
def looks_after_letters(user):
    """Programme managers and administrators: every letter."""
    return _holds(user, "manager", "administrator")


@rules.predicate
def looks_after_memberships(user):
    """Finance: letters about memberships, their invoices above all."""
    return _holds(user, "finance")


@rules.predicate
def is_about_membership(user, letter):
    return letter is None or letter.about_kind.startswith("membership.")


def _holds(user, *roles: str) -> bool:
    return hasattr(user, "has_role") and user.has_role(*roles)


rules.add_perm("mail.see_letters", looks_after_letters | (looks_after_memberships & is_about_membership))
rules.add_perm("mail.send_letters", looks_after_letters | (looks_after_memberships & is_about_membership))
rules.add_perm("mail.see_batches", looks_after_letters)
rules.add_perm("mail.send_batches", looks_after_letters)
