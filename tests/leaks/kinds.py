"""Made-up particulars of people, of every kind that a council's file holds; seeded."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Final

__all__ = ["KINDS", "Particular", "parts_of", "surname"]

Particular = Callable[[Random], str]

_ONSETS: Final = [
    "b",
    "bl",
    "br",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gl",
    "gr",
    "h",
    "j",
    "k",
    "kl",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "qu",
    "r",
    "s",
    "sk",
    "sn",
    "st",
    "t",
    "th",
    "tr",
    "v",
    "w",
    "wh",
    "y",
    "z",
]
_NUCLEI: Final = ["a", "ai", "e", "ea", "ee", "i", "ie", "o", "oa", "ou", "u"]
_CODAS: Final = [
    "b",
    "ck",
    "d",
    "ff",
    "g",
    "l",
    "ll",
    "lt",
    "m",
    "mp",
    "n",
    "nd",
    "ng",
    "nk",
    "p",
    "r",
    "rk",
    "rn",
    "sh",
    "sk",
    "ss",
    "st",
    "t",
    "th",
    "tt",
    "x",
    "zz",
]
_GIVEN: Final = [
    "Aaliyah",
    "Jane",
    "Omar",
    "Priya",
    "Zofia",
    "Mohammed",
    "Chidi",
    "Siobhan",
    "Wei",
    "Oluwaseun",
    "Piotr",
    "Fatima",
    "Nwando",
    "Huw",
    "Katarzyna",
    "Dilys",
    "Ibrahim",
    "Agnieszka",
    "Yusuf",
    "Rhiannon",
]
_GREEK: Final = ["Γιώργος", "Ελένη", "Νίκος", "Μαρία", "Κώστας", "Δέσποινα"]
_GREEK_PARTS: Final = ["Παπ", "Βλαχ", "Ζαχ", "Μπουζ", "Καρ", "Στρατ"]  # noqa: RUF001  (Greek is meant)
_CYRILLIC: Final = ["Олена", "Іван", "Юрій", "Ганна", "Светлана", "Борис"]
_CYRILLIC_PARTS: Final = ["Шевч", "Ковал", "Бойк", "Мороз", "Ткач", "Гуз"]
_CHINESE: Final = "王李張劉陳楊趙黃周吳"
_CHINESE_PARTS: Final = "偉芳秀英敏靜麗強磊洋艷勇傑娟濤明超霞平剛"
_ARABIC: Final = ["محمد", "فاطمة", "يوسف", "خديجة", "عمر", "مريم"]
_ARABIC_PARTS: Final = [
    "الحسني",
    "البغدادي",
    "المراكشي",
    "الدمشقي",
    "القرطبي",
    "النعيمي",
]
_HINDI: Final = ["प्रिया", "राहुल", "अनीता", "संजय", "सुनीता", "विजय"]
_HINDI_PARTS: Final = ["चतुर्वेदी", "श्रीवास्तव", "भट्टाचार्य", "मुखर्जी", "त्रिवेदी", "कुलकर्णी"]
_LETTERS: Final = "ABCDEFGHJKLMNOPRSTUVWXYZ"


def surname(rng: Random) -> str:
    """A surname that nobody has, of two syllables."""
    syllables = [
        rng.choice(_ONSETS) + rng.choice(_NUCLEI) + rng.choice(_CODAS) for _ in "12"
    ]
    return "".join(syllables).capitalize()


def parts_of(value: str) -> list[str]:
    """The parts of a particular that may not be found: long words, and all digits."""
    words = value.replace(",", " ").replace("-", " ").split()
    value = value.removeprefix("rang ").removesuffix(", will call back")
    digits = "".join(filter(str.isdigit, value))
    names = [word for word in words if len(word) >= 6 and word.isalpha()]
    return [value, *names, *([digits] if len(digits) >= 8 else [])]


def _digits(rng: Random, n: int) -> str:
    return str(rng.randrange(1, 10)) + "".join(
        str(rng.randrange(10)) for _ in range(n - 1)
    )


def _nhs(rng: Random) -> str:
    while True:
        nine = _digits(rng, 9)
        check = (
            11
            - sum(int(d) * w for d, w in zip(nine, range(10, 1, -1), strict=True)) % 11
        )
        if check != 10:
            return nine + str(check % 11)


def _given(rng: Random) -> str:
    return rng.choice(_GIVEN)


def _name(rng: Random) -> str:
    return f"{_given(rng)} {surname(rng)}"


def _greek(rng: Random) -> str:
    parts = "".join(rng.choice(_GREEK_PARTS).lower() for _ in "12").capitalize()
    return f"{rng.choice(_GREEK)} {parts}άκης"


def _cyrillic(rng: Random) -> str:
    parts = "".join(rng.choice(_CYRILLIC_PARTS).lower() for _ in "12").capitalize()
    return f"{rng.choice(_CYRILLIC)} {parts}енко"


def _letters(rng: Random, n: int) -> str:
    return "".join(rng.choice(_LETTERS) for _ in range(n))


def _grouped(number: str, mark: str) -> str:
    return mark.join((number[:3], number[3:6], number[6:]))


def _phone(rng: Random) -> str:
    return "07700" + _digits(rng, 6)


KINDS: Final[dict[str, Particular]] = {
    "name": _name,
    "surname": surname,
    "surname in capitals": lambda r: surname(r).upper(),
    "note with a name": lambda r: f"rang {_given(r)} {surname(r)}, will call back",
    "family number": lambda r: f"FAM-{_digits(r, 5)}",
    "name in capitals": lambda r: _name(r).upper(),
    "name in small letters": lambda r: _name(r).lower(),
    "name of three": lambda r: f"{_given(r)} {surname(r)} {surname(r)}",
    "name joined": lambda r: f"{_given(r)} {surname(r)}-{surname(r)}",
    "surname first": lambda r: f"{surname(r).upper()}, {_given(r)}",
    "surname and initial": lambda r: f"{surname(r)} {_letters(r, 1)}",
    "initial and surname": lambda r: f"{_letters(r, 1)}. {surname(r)}",
    "title and surname": lambda r: (
        f"{r.choice(('Mr', 'Mrs', 'Ms', 'Dr', 'Cllr'))} {surname(r)}"
    ),
    "name in Greek": _greek,
    "name in Cyrillic": _cyrillic,
    "name in Chinese": lambda r: (
        r.choice(_CHINESE) + "".join(r.choice(_CHINESE_PARTS) for _ in "12")
    ),
    "name in Arabic": lambda r: f"{r.choice(_ARABIC)} {r.choice(_ARABIC_PARTS)}",
    "name in Hindi": lambda r: f"{r.choice(_HINDI)} {r.choice(_HINDI_PARTS)}",
    "NHS number": _nhs,
    "NHS number spaced": lambda r: _grouped(_nhs(r), " "),
    "NHS number dotted": lambda r: _grouped(_nhs(r), "."),
    "NHS number with hyphens": lambda r: _grouped(_nhs(r), "-"),
    "NHS number that fails": lambda r: _digits(r, 10),
    "NHS number joined": lambda r: f"NHS{_nhs(r)}",
    "NI number": lambda r: f"QQ{_digits(r, 6)}{r.choice('ABCD')}",
    "NI number spaced": lambda r: (
        f"QQ {_digits(r, 2)} {_digits(r, 2)} {_digits(r, 2)} C"
    ),
    "mobile": _phone,
    "mobile spaced": lambda r: f"07700 {_digits(r, 3)} {_digits(r, 3)}",
    "telephone dotted": lambda r: f"0161.496.{_digits(r, 4)}",
    "mobile without zero": lambda r: _phone(r)[1:],
    "mobile with +44": lambda r: f"+44 {_phone(r)[1:]}",
    "mobile with 0044": lambda r: f"0044{_phone(r)[1:]}",
    "e-mail": lambda r: f"{surname(r).lower()}.{_digits(r, 3)}@example.org",
    "postcode": lambda r: (
        f"SK{r.randrange(1, 9)} {r.randrange(1, 9)}{r.choice('ABDE')}{r.choice('ABDE')}"
    ),
    "UPRN": lambda r: _digits(r, 12),
    "UPN": lambda r: r.choice(_LETTERS) + _digits(r, 12),
    "passport": lambda r: _digits(r, 9),
    "plate": lambda r: (
        f"{_letters(r, 2)}{_digits(r, 2)} {r.choice('QXZ')}{r.choice('QXZ')}{r.choice('QXZ')}"
    ),
    "IP address": lambda r: ".".join(str(r.randrange(11, 250)) for _ in range(4)),
    "IPv6 address": lambda r: (
        f"2001:db8:{r.randrange(4096, 65535):x}::{r.randrange(4096, 65535):x}:{r.randrange(4096, 65535):x}"
    ),
    "coordinates": lambda r: f"53.{_digits(r, 6)}, -2.{_digits(r, 6)}",
    "address": lambda r: f"{r.randrange(1, 99)} {surname(r)} Road",
    "address without a street word": lambda r: f"{r.randrange(1, 99)} {surname(r)}",
    "flat": lambda r: f"Flat {r.randrange(1, 9)}, {r.randrange(1, 99)} {surname(r)}",
    "date of birth": lambda r: (
        f"{r.randrange(1, 29):02}/{r.randrange(1, 13):02}/{r.randrange(1930, 2020)}"
    ),
    "date of birth ISO": lambda r: (
        f"{r.randrange(1930, 2020)}-{r.randrange(1, 13):02}-{r.randrange(1, 29):02}"
    ),
    "date of birth in words": lambda r: (
        f"{r.randrange(1, 29)} {r.choice(('March', 'June', 'October'))} {r.randrange(1930, 2020)}"
    ),
    "case system number": lambda r: f"PER{_digits(r, 8)}",
    "link": lambda r: f"https://cases.example.org/{surname(r).lower()}",
}
"""Kind → one of it."""
