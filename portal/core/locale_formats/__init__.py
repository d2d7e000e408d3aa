"""How dates and times are typed and shown, the Nordic way in all six languages (settings: FORMAT_MODULE_PATH).

Django's own formats differ more than the languages do: American ones in English and in Swedish, ISO dates refused in
Danish, a time with a colon refused in Finnish. Here every language takes the same input: the day first, ISO as well,
a clock of 24 hours, weeks that begin on Monday. What is shown is each language's own way; where a module here is
silent, Django's holds.

The first of each list is what a field shows (WAGTAIL_DATE_FORMAT and its like in settings are the same). What is typed
without a year of four digits is read last, so that it never takes part of a longer one.
"""

FIRST_DAY_OF_WEEK = 1

DATE_INPUT_FORMATS = [
    "%d.%m.%Y",
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%d-%m-%Y",
    "%d. %m. %Y",
    "%d.%m.%y",
    "%d/%m/%y",
]
TIME_INPUT_FORMATS = ["%H:%M", "%H:%M:%S", "%H:%M:%S.%f", "%H.%M", "%H.%M.%S"]
DATETIME_INPUT_FORMATS = [f"{day} {time}" for day in DATE_INPUT_FORMATS for time in TIME_INPUT_FORMATS]
