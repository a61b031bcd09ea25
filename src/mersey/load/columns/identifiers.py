"""Does this column name people? Found by its heading, or by its values as a whole.

A single value that looks like an NHS number proves nothing (one random ten-digit number
in eleven passes the check digit), so a column is judged by the share of its values.
Lists of first names miss the very people a council must protect, so they are not used
to clear a column.

Source: NHS Data Dictionary (NHS number check digit); HMRC National Insurance Manual
NIM39110 (format); Royal Mail postcode areas.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from mersey.load.columns.heading_words import is_birth, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

__all__ = [
    "Identifier",
    "holds_identifier",
    "identifier_in",
    "is_nhs_number",
    "looks_like_given_name",
    "looks_like_name",
    "masked",
]

_ENOUGH: Final = 0.5  # share of a column's values
_FEW: Final = 5  # a column of fewer different values is a kind of thing, not people


class Identifier(StrEnum):
    """A kind of direct identifier."""

    NHS_NUMBER = "NHS numbers"
    NI_NUMBER = "National Insurance numbers"
    EMAIL = "e-mail addresses"
    POSTCODE = "postcodes"
    PHONE = "telephone numbers"
    ADDRESS = "addresses"
    NAME = "people's names"
    BIRTH_DATE = "dates of birth"
    PROPERTY_NUMBER = "property numbers (UPRN)"
    PUPIL_NUMBER = "pupil numbers (UPN)"
    STAFF = "people"


_AREAS: Final = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|"
    "DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|"
    "KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|"
    "PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|"
    "W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_NHS = re.compile(r"(?<![\w-])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\w-])")
_NI = re.compile(r"(?<!\w)[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_ORDINAL = r"(?-i:1st|2nd|3rd)"  # "G97 2nd" is a second-line team, not a postcode
_POSTCODE = re.compile(
    rf"(?<!\w)(?:{_AREAS})\d[A-Z\d]? ?(?!{_ORDINAL})\d[ABD-HJLNP-UW-Z]{{2}}(?!\w)",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\w-])(?:\+44 ?\(?0?\)?|\(?0)[1-9](?:[ ()-]?\d){8,9}(?![\w-])"
)
_ADDRESS = re.compile(
    r"(?<!\w)\d{1,4}[A-Za-z]?,? +(?:[A-Z][\w'’.-]+ +){1,4}(?:Road|Rd|Street|St|Avenue|Ave|"
    r"Lane|Ln|Close|Drive|Dr|Crescent|Cres|Court|Ct|Place|Pl|Terrace|Gardens|Grove|Way|Walk|"
    r"Mews|Hill|Row|Square|Green|Parade|Rise|View|Park|Quay|Wharf)\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Prof)\.? )?"
    r"[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ]['’\w-]*(?: (?:[A-Z]\.?|de|van|von|der|den|la|le|bin|al|el|O'))*"
    r" [A-ZÀ-Þ][\w'’-]*[a-zà-ÿ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*[a-zà-ÿ][\w'’-]*)?"
    r"|[A-ZÀ-Þ][\w'’-]+, (?:(?:Mr|Mrs|Ms|Miss|Dr) )?[A-ZÀ-Þ][\w'’-]*[a-zà-ÿ][\w'’ -]*"
)
_PATTERNS: Final[tuple[tuple[Identifier, re.Pattern[str]], ...]] = (
    (Identifier.EMAIL, _EMAIL),
    (Identifier.NI_NUMBER, _NI),
    (Identifier.PHONE, _PHONE),
    (Identifier.ADDRESS, _ADDRESS),
    (Identifier.POSTCODE, _POSTCODE),
)
_BY_HEADING: Final[tuple[tuple[Identifier, tuple[str, ...]], ...]] = (
    (Identifier.NHS_NUMBER, ("nhs number", "nhs no", "nhs num", "nhsnumber")),
    (Identifier.NI_NUMBER, ("ni number", "nino", "national insurance", "ni no")),
    (Identifier.EMAIL, ("email", "e mail", "email address")),
    (Identifier.POSTCODE, ("postcode", "post code", "postal code", "zip")),
    (Identifier.PHONE, ("phone", "telephone", "mobile", "tel", "tel no", "phone number")),
    (Identifier.PROPERTY_NUMBER, ("uprn", "usrn", "property reference")),
    (Identifier.PUPIL_NUMBER, ("upn", "pupil number", "unique pupil")),
    (Identifier.ADDRESS, ("address", "street", "house number", "address line")),
    (
        Identifier.NAME,
        (
            "first name", "firstname", "last name", "lastname", "surname", "forename",
            "full name", "fullname", "given name", "family name", "applicant",
            "applicant name", "client name", "customer name", "resident name",
            "patient name", "child name", "pupil name", "tenant", "tenant name",
            "claimant", "claimant name", "complainant", "requester", "requester name",
            "contact name", "service user", "agent name", "person name", "officer name",
            "landlord", "next of kin", "carer name", "customer", "client",
        ),
    ),
)  # fmt: skip
_PLACES_AND_KINDS: Final = frozenset({
    "ward", "area", "locality", "town", "parish", "district", "location", "place",
    "neighbourhood", "city", "region", "country", "site", "school", "type", "category",
    "status", "decision", "outcome", "priority", "source", "channel", "reason", "stage",
    "service", "product", "subcategory", "group", "team", "department", "authority",
    "description", "code", "band", "level", "need", "tenure", "trade", "symptom",
    "activity", "event", "state", "step", "task", "method", "result", "directorate",
})  # fmt: skip
"""Headings under which two capitalised words are a place or a kind, not a person."""
_NUMBERS: Final = frozenset({"id", "ref", "reference", "number", "no"})
_COUNCIL_WORDS: Final = frozenset({
    "access", "admin", "adult", "adults", "advice", "and", "area", "assessment",
    "benefits", "borough", "building", "business", "care", "case", "central", "centre",
    "children", "childrens", "city", "community", "complaints", "contact", "control",
    "corporate", "council", "customer", "decision", "department", "desk", "development",
    "digital", "duty", "east", "education", "enforcement", "environment", "environmental",
    "families", "family", "finance", "first", "front", "group", "health", "highways",
    "home", "housing", "hub", "human", "legal", "licensing", "line", "local", "manager",
    "mental", "north", "office", "officer", "operations", "panel", "permit", "planning",
    "policy", "property", "public", "refuse", "registration", "relations", "repairs",
    "request", "response", "resources", "revenues", "school", "second", "section",
    "senior", "service", "services", "social", "south", "special", "specialist", "street",
    "support", "system", "task", "team", "technical", "transport", "unit", "waste",
    "west", "works", "young",
})  # fmt: skip
_GIVEN_NAMES: Final = frozenset({
    "aaliyah", "adam", "aisha", "ahmed", "alan", "alex", "ali", "amina", "amy", "andrew",
    "anita", "anna", "anne", "anthony", "ayesha", "barbara", "ben", "brian", "carol",
    "charlotte", "chen", "chris", "christine", "claire", "colin", "daniel", "david",
    "deborah", "diane", "ebony", "elizabeth", "emily", "emma", "fatima", "frank", "gary",
    "george", "graham", "hannah", "harry", "hassan", "helen", "ian", "ibrahim", "jack",
    "james", "jane", "janet", "jason", "jennifer", "jessica", "joan", "john", "joseph",
    "julie", "karen", "keith", "kevin", "khadija", "kim", "laura", "lee", "linda", "lisa",
    "liam", "louise", "lucy", "magdalena", "margaret", "maria", "martin", "mary",
    "matthew", "michael", "michelle", "mohammad", "mohammed", "muhammad", "neil",
    "nicola", "oluwaseun", "omar", "patricia", "paul", "peter", "philip", "piotr", "priya",
    "rachel", "rajesh", "rebecca", "richard", "robert", "ruth", "samuel", "sandra",
    "sanjay", "sarah", "sharon", "simon", "sophie", "stephen", "steven", "sunita", "susan",
    "thomas", "tracey", "wei", "william", "yusuf", "zainab", "zofia",
})  # fmt: skip
"""Enough to notice a column of people; never enough to clear one."""


def identifier_in(heading: str, values: Collection[str]) -> Identifier | None:
    """The kind of direct identifier a column holds; None where it holds none.

    Args:
        heading: The column's heading.
        values: A sample of its different values, without blanks.
    """
    return _by_heading(heading) or _by_values(heading, values)


def is_nhs_number(value: str) -> bool:
    """Whether ten digits, spaces and hyphens aside, carry a right NHS check digit."""
    digits = value.replace(" ", "").replace("-", "")
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
        return False
    weighed = sum(int(d) * w for d, w in zip(digits[:9], range(10, 1, -1), strict=True))
    check = 11 - weighed % 11
    return check != 10 and int(digits[9]) == check % 11


def looks_like_name(value: str) -> bool:
    """Whether a value has the shape of a person's name and no word of a council's."""
    if not _NAME.fullmatch(value.strip()):
        return False
    words = {word.strip(".,'’").lower() for word in value.split()}
    return not words & _COUNCIL_WORDS


def looks_like_given_name(value: str) -> bool:
    """Whether a value looks like a name and begins with a common given name."""
    return looks_like_name(value) and value.split(maxsplit=1)[0].lower() in _GIVEN_NAMES


def holds_identifier(value: str) -> bool:
    """Whether a text holds an NHS or NI number, e-mail, postcode, phone or address."""
    return masked(value) != value


def masked(value: str) -> str:
    """The text with every identifier that a pattern can find replaced by its kind."""
    for kind, pattern in _PATTERNS:
        value = pattern.sub(f"[{kind.value} removed]", value)
    return _NHS.sub(
        lambda found: (
            f"[{Identifier.NHS_NUMBER.value} removed]"
            if is_nhs_number(found[0])
            else found[0]
        ),
        value,
    )


def _by_heading(heading: str) -> Identifier | None:
    padded = f" {words_of(heading)} "
    if is_birth(heading):
        return Identifier.BIRTH_DATE
    last = padded.rsplit(maxsplit=1)[-1] if padded.strip() else ""
    for kind, phrases in _BY_HEADING:
        if not any(f" {phrase} " in padded for phrase in phrases):
            continue
        if kind != Identifier.NAME:
            return kind
        if last not in _PLACES_AND_KINDS:  # a `client type` is no client
            return Identifier.STAFF if last in _NUMBERS else kind
    return None


def _by_values(heading: str, values: Collection[str]) -> Identifier | None:
    if not values:
        return None
    if _passes(is_nhs_number, values):
        return Identifier.NHS_NUMBER
    for kind, pattern in _PATTERNS:
        if _passes(lambda value, p=pattern: p.search(value) is not None, values):  # type: ignore[misc]  # mypy cannot see the default
            return kind
    is_kind = bool(set(words_of(heading).split()) & _PLACES_AND_KINDS)
    if not is_kind and len(values) >= _FEW and _passes(looks_like_name, values):
        return Identifier.NAME
    return None


def _passes(check: Callable[[str], bool], values: Collection[str]) -> bool:
    return sum(check(value) for value in values) >= _ENOUGH * len(values)
