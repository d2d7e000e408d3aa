"""Placeholders stand in stored letters where secrets belong. Nobody who fills in a form can know a letter's uuid, so
nobody can write one."""

import re
import uuid

MASK = "••••••"


def placeholder(letter: uuid.UUID, name: str) -> str:
    """What stands for one secret of one letter."""
    return f"secret-{name}-{letter.hex}"


def hidden(body: str, letter: uuid.UUID) -> str:
    """`body` as staff see it: links lead nowhere, codes are dots."""
    own = rf"secret-\w+-{letter.hex}"
    return re.sub(own, MASK, re.sub(rf'href="{own}"', 'href="#"', body))
