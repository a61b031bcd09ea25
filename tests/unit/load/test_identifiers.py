"""The numbers are those of the NHS's own examples and of published specimens."""

from __future__ import annotations

import pytest

from mersey.load.columns.identifiers import (
    Identifier,
    holds_identifier,
    identifier_in,
    is_nhs_number,
    looks_like_given_name,
    looks_like_name,
    masked,
)


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


def test_masked_removes_every_identifier_a_pattern_finds():
    text = "Rang 07700 900451 of 12 High Street, SK1 3XE; NHS 943 476 5919, a.b@example.org"
    safe = masked(text)
    for part in ("07700", "High", "SK1", "943", "example"):
        assert part not in safe
    assert holds_identifier(text)


def test_masked_leaves_a_text_without_identifiers_alone():
    assert masked("T02 Check confirmation of receipt") == (
        "T02 Check confirmation of receipt"
    )


def test_looks_like_name_refuses_when_a_word_is_a_councils():
    assert looks_like_name("Mary-Jane O'Neill")
    assert not looks_like_name("Decision Issued")
    assert looks_like_given_name("Priya Sharma")
    assert not looks_like_given_name("Appeal Lodged")


@pytest.mark.parametrize("team", ["G97 2nd", "N36 2nd", "S42 3rd", "M3 1st"])
def test_a_team_of_the_second_line_is_no_postcode(team: str):
    assert masked(team) == team
