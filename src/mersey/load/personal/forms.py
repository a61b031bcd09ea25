"""Which parts of a text have the form of something that identifies, names aside.

Every pattern is linear, and reads at most the first thousand characters.

Source: NHS Data Dictionary (NHS number); HMRC National Insurance Manual NIM39110; Royal
Mail postcode areas; DVLA INF104 (registration marks); DfE unique pupil numbers.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from mersey.load.personal.words import is_word

__all__ = ["CUT", "Form", "without_forms"]

CUT: Final = 1_000
"""Characters of a text that are looked at; what lies beyond is not kept."""


class Form(StrEnum):
    """What a part of a text has the form of, as it is called where it stood."""

    EMAIL = "(an e-mail address)"
    LINK = "(a link)"
    INTERNET = "(an internet address)"
    DATE = "(a date)"
    NATIONAL_INSURANCE = "(a National Insurance number)"
    TELEPHONE = "(a telephone number)"
    ADDRESS = "(an address)"
    POSTCODE = "(a postcode)"
    PLATE = "(a number plate)"
    PLACE = "(a place)"
    NUMBER = "(a number)"
    PERSON = "(a person)"


_AREAS: Final = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|"
    "DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|"
    "KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|"
    "PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|"
    "W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
_STREETS: Final = (
    "Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Close|Drive|Dr|Crescent|Cres|Court|Ct|Place|Pl|"
    "Terrace|Gardens|Grove|Way|Walk|Mews|Hill|Row|Square|Green|Parade|Rise|View|Park|Quay|"
    "Wharf"
)
_MONTHS: Final = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    "Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_ORDINAL: Final = (
    r"(?-i:1st|2nd|3rd)"  # "G97 2nd" is a second-line team, not a postcode
)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_PATTERNS: Final[tuple[tuple[Form, re.Pattern[str]], ...]] = (
    (Form.EMAIL, _compiled(r"[\w.+'-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+")),
    (Form.LINK, _compiled(r"\b(?:https?://|www\.)\S{1,1000}")),
    (Form.INTERNET, _compiled(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]?\d)")),
    (
        Form.INTERNET,
        _compiled(r"(?<![\w:])(?:[0-9a-f]{1,4}:{1,2}){3,7}[0-9a-f]{1,4}(?![\w:])"),
    ),
    (Form.DATE, _compiled(r"(?<![\d.])\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d(?!\d)")),
    (Form.DATE, _compiled(r"(?<![\d.])\d{1,2}[-/.]\d{1,2}[-/.]\d\d(?![\d.-])")),
    (Form.DATE, _compiled(r"(?<!\d)(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)")),
    (
        Form.DATE,
        _compiled(
            rf"(?<!\w)\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?(?:{_MONTHS})"
            r"[,. -]{1,2}(?:19|20)?\d\d(?!\w)"
        ),
    ),
    (
        Form.DATE,
        _compiled(
            rf"(?<!\w)(?:{_MONTHS})[ .]{{1,2}}\d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
        ),
    ),
    (
        Form.NATIONAL_INSURANCE,
        _compiled(r"(?<!\w)[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)"),
    ),
    (
        Form.ADDRESS,
        _compiled(
            r"(?<![\w'])(?:Flat \d{1,4}[a-z]?,? )?\d{1,4}[a-z]?,? "
            rf"(?:[A-Z][\w'’.-]{{1,30}} ){{1,4}}(?:{_STREETS})\b"
        ),
    ),
    (
        Form.POSTCODE,
        _compiled(
            rf"(?<!\w)(?:{_AREAS})\d[A-Z\d]? ?(?!{_ORDINAL})\d[ABD-HJLNP-UW-Z]{{2}}(?!\w)"
        ),
    ),
    (
        Form.PLACE,
        _compiled(r"(?<![\d.])-?\d{1,3}\.\d{4,20}(?:[ ,;]{1,3}-?\d{1,3}\.\d{4,20})?"),
    ),
    (
        Form.TELEPHONE,
        _compiled(
            r"(?<![\w-])(?:\+|00)\d{2}[ .()-]{0,2}(?:\d[ .()-]{0,2}){8,11}(?!\w)"
        ),
    ),
    (
        Form.TELEPHONE,
        _compiled(r"(?<![\w-])\(?0[1-9](?:[ ().-]?\d){8,9}(?![\w-])"),
    ),
    (Form.NUMBER, _compiled(r"(?<![\w.-])\d{3}[ .-]\d{3}[ .-]\d{4}(?!\w)")),
    (
        Form.NUMBER,
        _compiled(r"(?<!\w)[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?!\w)"),
    ),
)
_PLATE: Final = _compiled(
    r"(?<!\w)(?:[A-Z]{2}\d{2} ?([A-Z]{3})|[A-Z]\d{1,3} ?([A-Z]{3})|([A-Z]{3}) ?\d{1,3}[A-Z])(?!\w)"
)
_LONG: Final = _compiled(r"(?:(?<!\w)[A-Z]{1,12}[-/]?)?\d{6,40}[A-Z]?")
_TOKEN: Final = re.compile(r"(?<!\w)[^\W_]{8,64}(?!\w)")
_DIGITS_OF_TOKEN: Final = 4


def without_forms(text: str) -> tuple[str, tuple[Form, ...]]:
    """The text with each such part replaced by what it is, and what was replaced."""
    if not any(char.isdigit() or char in "@/" for char in text) and "www" not in text:
        return text, ()
    found: list[Form] = []
    for form, pattern in _PATTERNS:
        text, n = pattern.subn(form.value, text)
        found += [form] * n
    for form, pattern, told in (
        (Form.PLATE, _PLATE, _plate),
        (Form.NUMBER, _TOKEN, _token),
        (Form.NUMBER, _LONG, Form.NUMBER.value),
    ):
        before = text.count(form)
        text = pattern.sub(told, text)
        found += [form] * (text.count(form) - before)
    return text, tuple(found)


def _plate(match: re.Match[str]) -> str:
    """A number plate; not a code before a word, such as `T02 add`."""
    letters = next(filter(None, match.groups()), "")
    return match[0] if is_word(letters) else Form.PLATE


def _token(match: re.Match[str]) -> str:
    """A long code of letters and digits."""
    digits = sum(char.isdigit() for char in match[0])
    return Form.NUMBER if digits >= _DIGITS_OF_TOKEN else match[0]
