"""Which parts of a text have the form of something that identifies, names aside.

Every pattern is linear, and reads at most the first thousand characters.

Source: NHS Data Dictionary (NHS number); HMRC National Insurance Manual NIM39110; Royal
Mail postcode areas; DVLA INF104 (registration marks); DfE unique pupil numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final

from mersey.load.personal.public_words import is_word

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


@dataclass(frozen=True)
class _Pattern:
    """A pattern, and what a text holds at least where it can be found.

    Attributes:
        digits: Least digits: a pattern costs a microsecond and more where it finds nothing.
        marks: One of these characters is there; "" for none needed.
    """

    form: Form
    written: str
    digits: int
    marks: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Compiled as it is first looked for: most are not in most files."""
        return _compiled(self.written)

    def may_be_in(self, text: str, n_digits: int) -> bool:
        """Whether it is worth looking."""
        if n_digits < self.digits:
            return False
        return not self.marks or any(mark in text for mark in self.marks)


_PATTERNS: Final = (
    _Pattern(Form.EMAIL, r"[\w.+'-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+", 0, "@"),
    _Pattern(Form.LINK, r"\b(?:https?://|www\.)\S{1,1000}", 0, "/."),
    _Pattern(
        Form.INTERNET,
        r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]?\d)",
        4,
        ".",
    ),
    _Pattern(
        Form.INTERNET,
        r"(?<![\w:])(?:[0-9a-f]{1,4}:{1,2}){3,7}[0-9a-f]{1,4}(?![\w:])",
        0,
        ":",
    ),
    _Pattern(
        Form.DATE,
        r"(?<![\d.])\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d\d(?!\d)",
        6,
    ),
    _Pattern(
        Form.DATE,
        r"(?<![\d.])\d{1,2}[-/.]\d{1,2}[-/.]\d\d(?![\d.-])",
        4,
        "-/.",
    ),
    _Pattern(Form.DATE, r"(?<!\d)(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)", 6),
    _Pattern(
        Form.DATE,
        (
            rf"(?<!\w)\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?(?:{_MONTHS})"
            r"[,. -]{1,2}(?:19|20)?\d\d(?!\w)"
        ),
        3,
    ),
    _Pattern(
        Form.DATE,
        (rf"(?<!\w)(?:{_MONTHS})[ .]{{1,2}}\d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d"),
        5,
    ),
    _Pattern(
        Form.NATIONAL_INSURANCE,
        r"(?<!\w)[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D](?!\w)",
        6,
    ),
    _Pattern(
        Form.ADDRESS,
        (
            r"(?<![\w'])(?:Flat \d{1,4}[a-z]?,? )?\d{1,4}[a-z]?,? "
            rf"(?:[A-Z][\w'’.-]{{1,30}} ){{1,4}}(?:{_STREETS})\b"
        ),
        1,
    ),
    _Pattern(
        Form.POSTCODE,
        (
            rf"(?<!\w)(?:{_AREAS})\d[A-Z\d]? ?(?!{_ORDINAL})\d[ABD-HJLNP-UW-Z]{{2}}(?!\w)"
        ),
        2,
    ),
    _Pattern(
        Form.PLACE,
        r"(?<![\d.])-?\d{1,3}\.\d{4,20}(?:[ ,;]{1,3}-?\d{1,3}\.\d{4,20})?",
        5,
        ".",
    ),
    _Pattern(
        Form.TELEPHONE,
        r"(?<![\w-])(?:\+|00)\d{2}[ .()-]{0,2}(?:\d[ .()-]{0,2}){8,11}(?!\w)",
        10,
    ),
    _Pattern(
        Form.TELEPHONE,
        r"(?<![\w-])\(?0[1-9](?:[ ().-]?\d){8,9}(?![\w-])",
        10,
    ),
    _Pattern(Form.NUMBER, r"(?<![\w.-])\d{3}[ .-]\d{3}[ .-]\d{4}(?!\w)", 10),
    _Pattern(
        Form.NUMBER,
        r"(?<!\w)[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?!\w)",
        0,
        "-",
    ),
)
_PLATE: Final = re.compile(
    r"(?<!\w)(?=[A-Za-z]{1,3} ?\d)(?:[A-Za-z]{2}\d{2} ?([A-Za-z]{3})"
    r"|[A-Za-z]\d{1,3} ?([A-Za-z]{3})|([A-Za-z]{3}) ?\d{1,3}[A-Za-z])(?!\w)"
)
_LONG: Final = _compiled(
    r"(?:(?<!\w)[A-Z]{1,12}[-/]?)?\d{6,40}[A-Z]?|(?<![\w-])[A-Z]{2,5}[-/]\d{5}(?![\w-])"
)
_TOKEN: Final = re.compile(r"(?<!\w)[^\W_]{8,64}(?!\w)")
_HINT: Final = re.compile(r"[\d@/]")
_DIGIT: Final = re.compile(r"\d")
_DIGITS_OF_TOKEN: Final = 4


def without_forms(text: str) -> tuple[str, tuple[Form, ...]]:
    """The text with each such part replaced by what it is, and what was replaced."""
    if not _HINT.search(text) and "www" not in text:
        return text, ()
    n_digits = len(_DIGIT.findall(text))
    found: list[Form] = []
    for each in _PATTERNS:
        if each.may_be_in(text, n_digits):
            text, n = each.pattern.subn(str(each.form), text)
            found += [each.form] * n
    for form, pattern, told, digits in _JUDGED:
        if n_digits >= digits:
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


_JUDGED: Final = (
    (Form.PLATE, _PLATE, _plate, 1),
    (Form.NUMBER, _TOKEN, _token, _DIGITS_OF_TOKEN),
    (Form.NUMBER, _LONG, str(Form.NUMBER), 5),
)
"""Form, pattern, what stands for it or judges that, and the least digits."""
