"""Does this column name people? Found by its heading, or by its values as a whole.

A single value that looks like an NHS number proves nothing (one random ten-digit number
in eleven passes the check digit), so a column is judged by the share of its values.
Lists of first names miss the very people a council must protect, so they are not used
to clear a column.

Source: NHS Data Dictionary (NHS number check digit); HMRC National Insurance Manual
NIM39110 (format); Royal Mail postcode areas.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Final

from mersey.load.columns.heading_words import is_birth
from mersey.load.columns.known_words import heading_words, is_place
from mersey.load.personal.generalise import generalised_text, is_alone
from mersey.load.personal.identifying_forms import Form, without_forms
from mersey.load.personal.people import Written, people_in
from mersey.services.word_forms import words_of

if TYPE_CHECKING:
    from collections.abc import Collection

_ENOUGH: Final = 0.5  # share of a column's values
_JUDGED: Final = 80  # different values that show what most of them are
_LOOKED_AT: Final = 120  # characters of each
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
    PLATE = "number plates"
    INTERNET = "internet addresses"
    LINK = "links"
    COORDINATES = "coordinates"
    REFERENCE = "references that may name people"


_OF_FORM: Final = {
    Form.EMAIL: Identifier.EMAIL,
    Form.LINK: Identifier.LINK,
    Form.INTERNET: Identifier.INTERNET,
    Form.NATIONAL_INSURANCE: Identifier.NI_NUMBER,
    Form.TELEPHONE: Identifier.PHONE,
    Form.ADDRESS: Identifier.ADDRESS,
    Form.POSTCODE: Identifier.POSTCODE,
    Form.PLATE: Identifier.PLATE,
    Form.PLACE: Identifier.COORDINATES,
    Form.NUMBER: Identifier.REFERENCE,
    Form.PERSON: Identifier.NAME,
}
_SURE_FORMS: Final = frozenset({
    Form.EMAIL, Form.NATIONAL_INSURANCE, Form.TELEPHONE, Form.ADDRESS, Form.POSTCODE,
})  # fmt: skip
"""Forms by which a column may be told from one that names cases."""
_REFERENCES: Final = frozenset({
    "id", "ids", "ref", "refs", "reference", "key", "guid", "uuid", "phid", "etag", "hash",
    "link", "url", "uri", "href", "identifier", "username", "login", "latitude",
    "longitude", "lat", "lng", "lon", "easting", "northing", "plate", "passport",
    "registration", "ip", "vrm", "imei", "iban",
})  # fmt: skip
"""Last words of headings of what names one thing among many."""
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


def is_reference(heading: str) -> bool:
    """Whether a heading is of what names one thing among many: an id, a link, a place."""
    last = words_of(heading).rsplit(maxsplit=1)[-1:]
    return not _REFERENCES.isdisjoint(last)


def of_forms(values: Collection[str], how: Written) -> Identifier | None:
    """The kind that most of a column's values have the form of; None where none is.

    Args:
        values: A sample of its different values.
        how: How its texts are written.
    """
    counted: Counter[Form] = Counter()
    judged = _judged(values)
    for value in judged:
        forms = set(generalised_text(value, how)[1])
        counted.update(forms or ({Form.PERSON} if is_alone(value, how) else ()))
    if not counted:
        return None
    form, n = counted.most_common(1)[0]
    return _OF_FORM.get(form) if n >= _ENOUGH * len(judged) else None


def _judged(values: Collection[str]) -> list[str]:
    """Enough of the values, and of each, to tell what most of them are."""
    return [value[:_LOOKED_AT] for value in islice(values, _JUDGED)]


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
    if sum(map(is_nhs_number, values)) >= _ENOUGH * len(values):
        return Identifier.NHS_NUMBER
    judged = _judged(values)
    forms = Counter(form for value in judged for form in set(without_forms(value)[1]))
    for form in Form:
        if form in _SURE_FORMS and forms[form] >= _ENOUGH * len(judged):
            return _OF_FORM[form]
    if len(values) >= _FEW and not is_place(heading):
        how = Written(known=heading_words())
        names = sum(bool(people_in(value, how)) for value in judged)
        if names >= _ENOUGH * len(judged):
            return Identifier.NAME
    return None
