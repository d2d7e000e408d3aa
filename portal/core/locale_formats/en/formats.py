"""English as it is written in Europe: `28 November 2026, 14:30`."""

from portal.core.locale_formats import DATE_INPUT_FORMATS as NUMBERS
from portal.core.locale_formats import DATETIME_INPUT_FORMATS, FIRST_DAY_OF_WEEK, TIME_INPUT_FORMATS

__all__ = ["DATETIME_INPUT_FORMATS", "FIRST_DAY_OF_WEEK", "TIME_INPUT_FORMATS"]

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
MONTH_DAY_FORMAT = "j F"
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y H:i"

DATE_INPUT_FORMATS = [*NUMBERS, "%d %B %Y", "%d %b %Y"]
