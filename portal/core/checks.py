"""What Django's system check says of our settings, before a site starts with them."""

from django.conf import settings
from django.core.checks import Error


def check_languages_offered(app_configs, **kwargs) -> list[Error]:
    """Every language offered is one the code knows; English, which all others fall back to, is among them."""
    known = dict(settings.LANGUAGES)
    errors = [
        Error(
            f"LANGUAGES_OFFERED names “{code}”, which is no language of the site.",
            hint=f"Choose among {', '.join(known)}.",
            id="portal.E001",
        )
        for code in settings.LANGUAGES_OFFERED
        if code not in known
    ]
    if settings.LANGUAGE_CODE not in settings.LANGUAGES_OFFERED:
        errors.append(
            Error(
                f"LANGUAGES_OFFERED leaves out “{settings.LANGUAGE_CODE}”.",
                hint="Whoever reads a language that is not offered is answered in English.",
                id="portal.E002",
            )
        )
    return errors
