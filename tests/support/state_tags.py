"""A state as a page draws it."""

from django.utils.html import escape


def tag(state, words=None, colour=None) -> str:
    """The tag on the site, in the words for those it is about unless others are given."""
    return f'<span class="tag tag--{colour or state.colour}">{escape(words or state.public_label)}</span>'


def staff_tag(state) -> str:
    """The tag in the staff screens."""
    return f'<span class="staff-tag staff-tag--{state.colour}">{escape(state.label)}</span>'
