"""Counting words, the same way as the live counter in the browser does."""


def count_words(text: str) -> int:
    """Runs of anything but white space."""
    return len(text.split())
