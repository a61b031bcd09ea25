"""The numbers are those of the NHS's own examples and of published specimens."""

from __future__ import annotations

import pytest

from mersey.load.columns.identifiers import (
    Identifier,
    identifier_in,
    is_nhs_number,
    is_reference,
    of_forms,
)
from mersey.load.personal.people import Written


@pytest.mark.parametrize("value", ["943 476 5919", "401 023 2137", "9990000018"])
def test_is_nhs_number_accepts_when_the_check_digit_is_right(value: str):
    assert is_nhs_number(value)


@pytest.mark.parametrize(
    "value", ["987 654 4321", "123 456 7890", "943476591", "94347659190", "٩٤٣٤٧٦٥٩١٩"]
)
def test_is_nhs_number_refuses_when_it_is_wrong(value: str):
    assert not is_nhs_number(value)


@pytest.mark.parametrize(
    ("heading", "values", "kind"),
    [
        ("a", ["943 476 5919", "401 023 2137", "x"], Identifier.NHS_NUMBER),
        ("a", ["QQ123456C", "QQ 12 34 56 C"], Identifier.NI_NUMBER),
        ("a", ["someone@example.org"], Identifier.EMAIL),
        ("a", ["SK1 3XE", "m1 1ae", "EC1A 1BB"], Identifier.POSTCODE),
        ("a", ["07700 900123", "+44 161 496 0000"], Identifier.PHONE),
        ("a", ["12 High Street", "3a Mill Lane"], Identifier.ADDRESS),
        (
            "a",
            ["Priya Sharma", "Aaliyah Khan", "Kim Passa", "Li Wei", "Zofia Nowak"],
            Identifier.NAME,
        ),
        ("DOB", ["1/2/1950"], Identifier.BIRTH_DATE),
        ("uprn", ["100012345678"], Identifier.PROPERTY_NUMBER),
        ("Applicant Name", ["x"], Identifier.NAME),
        ("Client ID", ["7"], Identifier.STAFF),
    ],
)
def test_identifier_in_names_the_kind(
    heading: str, values: list[str], kind: Identifier
):
    assert identifier_in(heading, values) == kind


@pytest.mark.parametrize(
    ("heading", "values"),
    [
        (
            "ward",
            [
                "Cheadle Hulme",
                "Port Erin",
                "Bramhall South",
                "Hazel Grove",
                "Reddish Park",
            ],
        ),
        ("team", ["Contact Centre", "Adult Social Care"]),
        ("a", ["22/01566/B", "INC0000261", "C-00000012"]),
        ("requester_type", ["Resident", "Journalist"]),
        ("a", ["9434765919", "1234567890", "1234567891", "1234567892"]),
        ("a", []),
    ],
)
def test_identifier_in_is_none_when_values_are_no_people(
    heading: str, values: list[str]
):
    assert identifier_in(heading, values) is None


CASES_OF_FORMS = {
    Identifier.NAME: ["ANN OAKLEY", "BO LARCH", "ILKA VANTONGEREN"],
    Identifier.PLATE: ["AB12 CDE", "FG34HIJ", "KL56 MNO"],
    Identifier.INTERNET: ["10.0.0.1", "192.168.1.20"],
    Identifier.COORDINATES: ["53.41061", "-2.15753"],
    Identifier.REFERENCE: ["533401372", "533401373"],
}


@pytest.mark.parametrize("kind", CASES_OF_FORMS)
def test_a_column_is_known_by_the_form_of_its_values(kind: Identifier):
    assert of_forms(CASES_OF_FORMS[kind], Written()) == kind


def test_a_column_of_kinds_has_no_form():
    assert of_forms(["High", "Low", "Not upheld", "Value 1"], Written()) is None


@pytest.mark.parametrize("heading", ["Mosaic ID", "LAC ID", "parent_key", "avatar.url"])
def test_a_heading_of_what_names_one_thing_is_a_reference(heading: str):
    assert is_reference(heading)
    assert not is_reference("Ward")
