"""Published awards as open data in the 360Giving Data Standard 1.4 (standard.threesixtygiving.org), JSON and CSV.

Only what the public pages show: bodies, places and sums, never a person.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from itertools import chain

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from grants.models import Award
from grants.queries.awards import last_published_change, published
from portal.cities.models import Organisation
from portal.cities.numbers import organisation_identifier
from portal.core.money import Money
from portal.core.normalisation import normalise_all
from portal.core.spreadsheets import csv_pieces
from portal.core.texts import localised

# The publisher's prefix under which grants and bodies without a public number get their identifiers.
PREFIX = "360G-nordicsafecities"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

CSV_COLUMNS: dict[str, str | tuple[str, str]] = {
    "Identifier": "id",
    "Title": "title",
    "Description": "description",
    "Currency": "currency",
    "Amount Applied For": "amountAppliedFor",
    "Amount Awarded": "amountAwarded",
    "Award Date": "awardDate",
    "URL": "url",
    "Planned Dates:Start Date": ("plannedDates", "startDate"),
    "Planned Dates:End Date": ("plannedDates", "endDate"),
    "Recipient Org:Identifier": ("recipientOrganization", "id"),
    "Recipient Org:Name": ("recipientOrganization", "name"),
    "Recipient Org:Country": ("recipientOrganization", "addressCountry"),
    "Beneficiary Location:Name": ("beneficiaryLocation", "name"),
    "Beneficiary Location:Country Code": ("beneficiaryLocation", "countryCode"),
    "Funding Org:Identifier": ("fundingOrganization", "id"),
    "Funding Org:Name": ("fundingOrganization", "name"),
    "Grant Programme:Code": ("grantProgramme", "code"),
    "Grant Programme:Title": ("grantProgramme", "title"),
    "From An Open Call?": "fromOpenCall",
    "Last Modified": "dateModified",
}


def organisation_id(organisation: Organisation) -> str:
    """The body's number in its public register, else an identifier of our own."""
    number = organisation_identifier(organisation.country_id, organisation.registration_number)
    return number or f"{PREFIX}-org-{organisation.uuid}"


def grants(at: datetime) -> Iterator[dict]:
    """Every published award as a 360Giving grant, oldest first, a few at a time."""
    awards = (
        published(at)
        .select_related("organisation", "city", "fund__funder", "call__programme", "application")
        .order_by("awarded_on", "pk")
    )
    for award in awards.iterator(chunk_size=500):
        yield grant(award)


def grant(award: Award) -> dict:
    """One award. Texts of ours are in English, the project's in the language it was written in."""
    row = {
        "id": f"{PREFIX}-{award.application.reference}",
        "title": award.title,
        "description": award.summary,
        "currency": award.currency,
        "amountAppliedFor": _number(award.sought_minor, award),
        "amountAwarded": _number(award.sum_minor, award),
        "awardDate": award.awarded_on.isoformat(),
        "url": _address(award),
        "recipientOrganization": [_body(award.organisation)],
        "fundingOrganization": [_body(award.fund.funder)],
        "grantProgramme": [
            {"code": award.call.programme.slug, "title": localised(award.call.programme.names, settings.LANGUAGE_CODE)}
        ],
        "fromOpenCall": "Yes",
        "dateModified": _instant(_modified(award)),
        "dataSource": settings.SITE_URL,
    }
    if award.starts and award.ends:
        row["plannedDates"] = [{"startDate": award.starts.isoformat(), "endDate": award.ends.isoformat()}]
    row["beneficiaryLocation"] = [_place(award)]
    return row


def _body(organisation: Organisation) -> dict:
    return {
        "id": organisation_id(organisation),
        "name": organisation.name,
        "addressCountry": organisation.country_id,
    }


def _place(award: Award) -> dict:
    place = {"countryCode": award.country}
    if award.city:
        place["name"] = award.city.name
    return place


def _number(minor: int, award: Award) -> int | float:
    """A JSON number in whole units: an integer where there are no decimals, which is nearly always."""
    major: Decimal = Money(minor, award.currency).major
    return int(major) if major == major.to_integral_value() else float(major)


def _instant(at: datetime) -> str:
    """RFC 3339, in UTC, to the second."""
    return at.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _modified(award: Award) -> datetime:
    """A publication whose day comes is a change too."""
    return max(award.changed_at, award.published_at or award.changed_at)


def _address(award: Award) -> str:
    with override(settings.LANGUAGE_CODE):
        return f"{settings.SITE_URL}{reverse('grants:award', args=[award.uuid])}"


def _head(at: datetime) -> dict:
    latest = last_published_change(at) or at
    return {
        "version": "1.4",
        "title": f"Grants awarded through {settings.SITE_NAME}",
        "description": "Every award that was accepted and published, with its sums, places and programmes.",
        "issued": _instant(at)[:10],
        "modified": _instant(latest),
        "publisher": {"name": settings.SITE_NAME, "identifier": PREFIX, "website": settings.SITE_URL},
        "license": LICENCE,
        "downloadURL": f"{settings.SITE_URL}/open-data/360giving.json",
    }


def package_json(at: datetime) -> Iterator[str]:
    """The package in pieces, so that memory stays the same however many awards there are."""
    head = json.dumps(_head(at), ensure_ascii=False, indent=2)
    yield head.rstrip()[:-1].rstrip() + ',\n  "grants": ['
    separator = "\n"
    for row in grants(at):
        yield separator + json.dumps(normalise_all(row), ensure_ascii=False)
        separator = ",\n"
    yield "\n  ]\n}\n"


def package_csv(at: datetime) -> Iterator[str]:
    """The same as a table, with 360Giving's column titles. Cells that a spreadsheet would run are made text."""
    lines = ([_cell(row, path) for path in CSV_COLUMNS.values()] for row in grants(at))
    return csv_pieces(chain([list(CSV_COLUMNS)], lines))


def _cell(row: dict, path: str | tuple[str, str]) -> str | int | float:
    if isinstance(path, str):
        return row.get(path, "")
    parts = row.get(path[0]) or [{}]
    return parts[0].get(path[1], "")
