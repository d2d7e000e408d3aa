"""Whether a text is an address that can be written to, or opened."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

_check_url = URLValidator(schemes=["http", "https"])


def is_email(text: str) -> bool:
    """Whether this is one e-mail address."""
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def is_web_address(text: str) -> bool:
    """Whether this is an address of the web, http or https."""
    try:
        _check_url(text)
    except ValidationError:
        return False
    return True
