"""Made-up places and people. No name here belongs to a place or a person we know of.

Numbers come from ranges set aside for tests: NHS numbers from 999 000 0000 up, which
are never issued; telephone numbers that Ofcom keeps for drama; addresses at
example.org (RFC 2606); postcodes in a district that does not exist (ZE ends at 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from mersey.samples.simulate import Dice

WARDS: Final[dict[str, int]] = {
    "Weirside": 1,
    "Tannery Vale": 1,
    "Lower Quern": 2,
    "Pikestone": 2,
    "Otterbank": 3,
    "Marrowdale": 3,
    "Heronsgarth": 4,
    "Quernhithe": 4,
    "Upper Tarrow": 5,
    "Larkmoss": 5,
}
"""Ward → the deprivation quintile most of its homes are in; 1 is most deprived."""

_FIRST: Final = (
    "Tavia", "Orrin", "Zephy", "Maelo", "Isolt", "Brannoc", "Quilla", "Daveth",
    "Yshani", "Korrin", "Adwoma", "Pellan", "Nimra", "Tobren", "Elowyth", "Jarunde",
    "Sabrae", "Wystan", "Amrithi", "Fenella-Rae",
)  # fmt: skip
_LAST: Final = (
    "Quillmoor", "Thistlebeck", "Osgarth", "Vantwell", "Brimsloe", "Harrowick",
    "Okonedze", "Pellingsea", "Rathmarrow", "Szyvani", "Dunmarroch", "Wexlowe",
    "Chaudrani", "Tarrowby", "Enquist-Moor", "Fallowgate", "Girlong", "Ysbarrow",
    "Mbekari", "Corvenhale",
)  # fmt: skip
_NHS_WEIGHTS: Final = range(10, 1, -1)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a case comes from: its ward, and the quintile of deprivation there."""

    ward: str
    quintile: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who does not exist, in made-up particulars."""

    name: str
    nhs_number: str
    born: str
    postcode: str
    email: str
    telephone: str

    @property
    def particulars(self) -> tuple[str, ...]:
        """All that must never leave, as it is written in the files."""
        return self.name, self.nhs_number, self.postcode, self.email, self.telephone


def make_place(dice: Dice, *, weights: dict[str, float] | None = None) -> Place:
    """A ward, and the quintile of the home: its ward's own in four cases of five."""
    ward = dice.pick(weights or dict.fromkeys(WARDS, 1.0))
    usual = WARDS[ward]
    moved = usual + (1 if dice.chance(0.5) else -1) if dice.chance(0.2) else usual
    return Place(ward=ward, quintile=str(min(5, max(1, moved))))


def make_person(dice: Dice, *, born_from: date, born_to: date) -> Person:
    """A made-up person, born between two dates."""
    first, last = dice.one_of(_FIRST), dice.one_of(_LAST)
    born = born_from.fromordinal(
        dice.number(born_from.toordinal(), born_to.toordinal())
    )
    letters = "".join(dice.one_of("ABDEFGHJLNPQRSTUWXYZ") for _ in range(2))
    return Person(
        name=f"{first} {last}",
        nhs_number=_nhs_number(dice),
        born=born.strftime("%d/%m/%Y"),
        postcode=f"ZE{dice.number(40, 69)} {dice.number(1, 9)}{letters}",
        email=f"{first}.{last}{dice.number(1, 999)}@example.org".lower(),
        telephone=f"07700 900{dice.number(0, 999):03d}",
    )


def canaries(
    people: Sequence[Person], workers: Iterable[str], references: Sequence[str]
) -> tuple[str, ...]:
    """Texts that must never be found in what mersey writes, sorted.

    The particulars and case names of every twentieth, so that a search stays quick, and
    the names of all staff.
    """
    texts = {text for person in people[::20] for text in person.particulars}
    return tuple(sorted({*texts, *references[::20], *workers} - {""}))


@cache
def staff(team: str, size: int) -> tuple[str, ...]:
    """The made-up names of a team's staff: the same for the same team, always."""
    offset = sum(map(ord, team))
    return tuple(
        f"{_FIRST[(offset + 3 * n) % 20]} {_LAST[(offset + 7 * n + 5) % 20]}"
        for n in range(size)
    )


def _nhs_number(dice: Dice) -> str:
    """A number of the test range with a right check digit, as 999 123 4567."""
    while True:
        digits = f"999{dice.number(0, 999_999):06d}"
        weighted = zip(_NHS_WEIGHTS, map(int, digits), strict=True)
        check = -sum(w * d for w, d in weighted) % 11
        if check < 10:
            return f"{digits[:3]} {digits[3:6]} {digits[6:]}{check}"
