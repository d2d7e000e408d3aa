"""Registration numbers follow their country's rules; a personal identity number is never taken."""

import pytest

from portal.cities.numbers import (
    SCHEMES,
    NotARegistrationNumber,
    formatted_number,
    organisation_identifier,
    registration_number,
)
from tests.support.values import for_each


@for_each(
    ("country", "typed", "kept", "shown"),
    [
        ("DK", "DK 24 25 67 90", "24256790", "24256790"),
        ("GL", "24256790", "24256790", "24256790"),
        ("FO", "623 857", "623857", "623857"),
        ("NO", "988 077 917", "988077917", "988 077 917"),
        ("SE", "556703-7485", "5567037485", "556703-7485"),
        ("FI", "2077474-0", "20774740", "2077474-0"),
        ("AX", "FI 20774740", "20774740", "2077474-0"),
        ("IS", "450401-3150", "4504013150", "450401-3150"),
        ("NO", "NO 974760673 MVA", "974760673", "974 760 673"),
        ("NO", "974760673MVA", "974760673", "974 760 673"),
        ("NO", "Org.nr. 974.760.673 mva", "974760673", "974 760 673"),
        ("NO", "NO974\u00a0760\u00a0673", "974760673", "974 760 673"),
        ("DK", "DK-12345674", "12345674", "12345674"),
        ("DK", "CVR-nr. 24 25 67 90", "24256790", "24256790"),
        ("DK", "CVR: DK24256790", "24256790", "24256790"),
        ("GL", "GL-24256790", "24256790", "24256790"),
        ("GL", "DK24256790", "24256790", "24256790"),
        ("FO", "FO 623 857", "623857", "623857"),
        ("FO", "V-tal 623857", "623857", "623857"),
        ("SE", "556000-4615", "5560004615", "556000-4615"),
        ("SE", "SE556000461501", "5560004615", "556000-4615"),
        ("SE", "165560004615", "5560004615", "556000-4615"),
        ("SE", "Org.nr 556000–4615", "5560004615", "556000-4615"),
        ("FI", "FI 01120389", "01120389", "0112038-9"),
        ("FI", "Y-tunnus 0112038-9", "01120389", "0112038-9"),
        ("AX", "FI01120389", "01120389", "0112038-9"),
        ("AX", "AX 0112038-9", "01120389", "0112038-9"),
        ("IS", "kt. 450401-3150", "4504013150", "450401-3150"),
        ("IS", "IS4504013150", "4504013150", "450401-3150"),
        ("IS", "Kennitala: ４５０４０１ 3150", "4504013150", "450401-3150"),
        ("NO", "Orgnr 974760673", "974760673", "974 760 673"),
        ("NO", "Organisasjonsnr.: 974 760 673", "974760673", "974 760 673"),
        ("NO", "org.nummer 974-760-673", "974760673", "974 760 673"),
        ("NO", "974 760 673 (MVA)", "974760673", "974 760 673"),
        ("NO", "NO-974.760.673-MVA", "974760673", "974 760 673"),
        ("NO", "974 760 673 Foretaksregisteret", "974760673", "974 760 673"),
        ("NO", "Company no. 974760673", "974760673", "974 760 673"),
        ("NO", "no974760673mva", "974760673", "974 760 673"),
        ("DK", "cvr24256790", "24256790", "24256790"),
        ("DK", "CVR-nummer 24.25.67.90", "24256790", "24256790"),
        ("DK", "SE-nr. 24256790", "24256790", "24256790"),
        ("DK", "VAT no. DK 24256790", "24256790", "24256790"),
        ("GL", "GER-nr 24256790", "24256790", "24256790"),
        ("SE", "Organisationsnr. 556000-4615", "5560004615", "556000-4615"),
        ("SE", "16556000-4615", "5560004615", "556000-4615"),
        ("SE", "SE165560004615", "5560004615", "556000-4615"),
        ("SE", "Momsreg.nr SE 556000-4615 01", "5560004615", "556000-4615"),
        ("SE", "556000 4615 01", "5560004615", "556000-4615"),
        ("FI", "2077474 – 0", "20774740", "2077474-0"),
        ("FI", "ALV-nr FI20774740", "20774740", "2077474-0"),
        ("FI", "Ytunnus 2077474-0", "20774740", "2077474-0"),
        ("FI", "112038-9", "01120389", "0112038-9"),
        ("AX", "FO-nummer FI-2077474-0", "20774740", "2077474-0"),
        ("IS", "kt:450401 3150", "4504013150", "450401-3150"),
        ("FO", "V-tal: 623.857", "623857", "623857"),
    ],
)
def test_numbers_are_kept_bare_and_shown_as_their_country_writes_them(country, typed, kept, shown):
    assert registration_number(country, typed) == kept
    assert formatted_number(country, kept) == shown


@for_each(
    ("country", "typed"),
    [("DK", "24256791"), ("NO", "988077918"), ("SE", "5567037486"), ("FI", "2077474-1"), ("IS", "450401-3160"),
     ("FO", "62385"), ("NO", "98807791"), ("NO", "'; DROP TABLE"), ("SE", "55670٣7485"),
     ("SE", "198112289874"), ("DK", "24256790 tlf"), ("NO", "ring 974760673"), ("SE", "556000461502"),
     ("NO", "DK-24256790"), ("NO", "NO MVA"), ("SE", "SE556000461502"), ("NO", "974760674"), ("FI", "01120388")],
)  # fmt: skip
def test_a_slip_of_the_finger_is_told_with_an_example(country, typed):
    with pytest.raises(NotARegistrationNumber, match="should look like") as refused:
        registration_number(country, typed)

    assert refused.value.field == "registration_number"
    assert SCHEMES[country].example in str(refused.value)


def test_a_persons_kennitala_is_never_taken():
    with pytest.raises(NotARegistrationNumber, match="personal identity number"):
        registration_number("IS", "120174-3399")


def test_a_swedish_personal_number_is_never_taken():
    with pytest.raises(NotARegistrationNumber, match="personal identity number"):
        registration_number("SE", "811228-9874")


def test_no_number_stays_no_number():
    assert registration_number("NO", "  ") == ""
    assert registration_number("NO", None) == ""
    assert formatted_number("NO", "") == ""


def test_without_a_country_there_is_no_rule_to_check_by():
    with pytest.raises(NotARegistrationNumber, match="Choose the country first"):
        registration_number("", "988077917")


@for_each(
    ("country", "number", "identifier"),
    [
        ("NO", "988077917", "NO-BRC-988077917"),
        ("GL", "24256790", "DK-CVR-24256790"),
        ("SE", "5567037485", "SE-ON-556703-7485"),
        ("AX", "20774740", "FI-PRO-20774740"),
        ("IS", "4504013150", "IS-KEN-4504013150"),
        ("FO", "623857", ""),
        ("NO", "", ""),
        ("XX", "988077917", ""),
    ],
)
def test_open_data_names_a_body_by_its_register(country, number, identifier):
    assert organisation_identifier(country, number) == identifier
