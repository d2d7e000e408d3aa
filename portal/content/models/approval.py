"""The name of the one workflow and of its step: kept in English, read in the reader's language wherever it is shown."""

from django.utils.translation import gettext, gettext_noop

APPROVAL = gettext_noop("Approval before publishing")


def translate_name(sender, instance, **kwargs) -> None:
    """A workflow or task that was just read (post_init)."""
    if instance.__dict__.get("name") == APPROVAL:
        instance.name = gettext(APPROVAL)


def keep_name_in_english(sender, instance, **kwargs) -> None:
    """A workflow or task about to be saved (pre_save)."""
    if instance.name == gettext(APPROVAL):
        instance.name = APPROVAL
