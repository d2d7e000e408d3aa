"""Reading a table of experts as partners send it: one person a row, each mistake beside its row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.core.mailboxes import mailbox_key

# Headings of the table, in any order; the first three have to be there.
REQUIRED = ("name", "email", "fields")
COLUMNS = (*REQUIRED, "organisation", "languages", "about")
LENGTHS = {"name": 200, "organisation": 200, "about": 2000}
FIELD_LENGTH = 80
MAX_ROWS = 1000


@dataclass(frozen=True, slots=True)
class ExpertRow:
    """One row as it was read: its number in the table (the heading is row 1), what it says, what is wrong with it."""

    number: int
    name: str
    email: str
    organisation: str
    fields: list[str]
    languages: list[str]
    about: str
    errors: list[str] = field(default_factory=list)


class TableUnreadable(ValueError):
    """The table can't be read at all; the message says why, in words for staff."""


def expert_rows(
    table: Sequence[Sequence[str]], known: set[str], languages: Sequence[str], is_address: Callable[[str], bool]
) -> list[ExpertRow]:
    """The rows of a table with its headings first. `known`: mailbox keys of who is in the directory already;
    `languages`: the codes that may be named; `is_address`: whether something typed is an e-mail address. Raises
    TableUnreadable."""
    if not table:
        raise TableUnreadable(_("The table is empty."))
    headings = [heading.strip().lower() for heading in table[0]]
    missing = [name for name in REQUIRED if name not in headings]
    if missing:
        raise TableUnreadable(_("These columns are missing: %(columns)s") % {"columns": ", ".join(missing)})
    if len(table) - 1 > MAX_ROWS:
        raise TableUnreadable(_("The table has more than %(number)d rows. Divide it.") % {"number": MAX_ROWS})
    found, seen = [], set(known)
    for number, cells in enumerate(table[1:], start=2):
        told = {name: cell.strip() for name, cell in zip(headings, cells, strict=False)}
        if not any(told.values()):
            continue
        row = _row(number, told, languages)
        if not is_address(row.email):
            row.errors.append(_("This is no e-mail address."))
        key = mailbox_key(row.email)
        if key and key in seen:
            row.errors.append(_("This address is in the directory or further up already."))
        seen.add(key)
        found.append(row)
    if not found:
        raise TableUnreadable(_("The table is empty."))
    return found


def _row(number: int, told: dict[str, str], languages: Sequence[str]) -> ExpertRow:
    row = ExpertRow(
        number=number,
        name=told.get("name", ""),
        email=told.get("email", "").lower(),
        organisation=told.get("organisation", ""),
        fields=_parts(told.get("fields", "")),
        languages=[code.lower() for code in _parts(told.get("languages", ""))],
        about=told.get("about", ""),
    )
    if not row.name:
        row.errors.append(_("The name is missing."))
    for name, length in LENGTHS.items():
        if len(getattr(row, name)) > length:
            row.errors.append(_("Too long: %(column)s") % {"column": name})
    if not row.fields:
        row.errors.append(_("Name one field at least."))
    if any(len(one) > FIELD_LENGTH for one in row.fields):
        row.errors.append(_("Too long: %(column)s") % {"column": "fields"})
    if unknown := [code for code in row.languages if code not in languages]:
        row.errors.append(_("Unknown languages: %(codes)s") % {"codes": ", ".join(unknown)})
    return row


def _parts(cell: str) -> list[str]:
    """What stands between semicolons, each once."""
    return list(dict.fromkeys(part.strip() for part in cell.split(";") if part.strip()))
