"""Labels without a year, and plain numbers: by the file's order, or by number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mersey.errors import UsageError
from mersey.signals.periods.cycle import is_cut_by_a_new_year, running, turns_over
from mersey.signals.periods.label import read_label
from mersey.signals.periods.left_out import refuse_or_leave_out
from mersey.signals.periods.month_words import plain
from mersey.signals.periods.period import CYCLES, Part, PeriodUnit
from mersey.signals.periods.period_headings import unit_in_heading
from mersey.signals.periods.placed import Labels, PlaceInTime, PlacesInTime
from mersey.signals.results import Warned

if TYPE_CHECKING:
    from collections.abc import Sequence

MOSTLY: Final = 0.7
NUMBERED: Final = re.compile(r"(\D*+)(\d+(?:\.\d+)?)(\D*)")
MOST: Final = {PeriodUnit.WEEK: 53, PeriodUnit.MONTH: 12, PeriodUnit.QUARTER: 4}


def in_cycle(labels: Labels) -> PlacesInTime | None:
    """Weeks, months or quarters without a year, by the order of the file.

    None where the labels are no such thing. A forward run over a new year goes on
    counting.

    Raises:
        UsageError: They run neither way, or a new year cuts them: the year is needed.
        DataError: Some labels with values are no such period.
    """
    parts = _parts(labels)
    if parts is None:
        return None
    unit = next(part.unit for part in parts if part is not None)
    notes = refuse_or_leave_out(labels, [part is not None for part in parts])
    places: list[PlaceInTime | None] = [None] * len(parts)
    ways = set()
    for rows in labels.by_group().values():
        known = [(i, part.number) for i in rows if (part := parts[i]) is not None]
        if not known:
            continue
        way, at = _in_time([number for _, number in known], unit, labels)
        ways.add(way)
        for (i, _), key in zip(known, at, strict=True):
            places[i] = PlaceInTime(key=float(key))
    return PlacesInTime(
        kind="cycle", places=tuple(places), notes=(*notes, _note(ways)), unit=unit
    )


def by_number(labels: Labels) -> PlacesInTime | None:
    """Plain numbers, or one wording with a number in it; None where they are neither."""
    found = [_numbered(plain(text)) for text in labels.texts]
    known = [one for one in found if one is not None]
    if len(known) < MOSTLY * labels.n_written or not known:
        return None
    if len({words for words, _ in known}) > 1:
        return None
    notes = refuse_or_leave_out(labels, [one is not None for one in found])
    places = [None if one is None else PlaceInTime(key=one[1]) for one in found]
    return PlacesInTime(kind="number", places=tuple(places), notes=notes)


def _numbered(text: str) -> tuple[tuple[str, str], float] | None:
    """The words before and behind the one number of a label, and the number."""
    found = NUMBERED.fullmatch(text)
    if found is None:
        return None
    before, number, behind = found.groups()
    sign = before[-1:] if before.endswith(("+", "-")) else ""
    words = before.removesuffix(sign)
    return (words.strip(), behind.strip()), float(sign + number)


def _parts(labels: Labels) -> list[Part | None] | None:
    """Each label as a part of a year, all of one unit; None where they are not."""
    read = [read_label(text) for text in labels.texts]
    parts = [one if isinstance(one, Part) else None for one in read]
    known = [part for part in parts if part is not None]
    if (
        len(known) >= MOSTLY * labels.n_written
        and len({one.unit for one in known}) == 1
    ):
        return parts
    return _numbered_parts(labels)


def _numbered_parts(labels: Labels) -> list[Part | None] | None:
    """Bare numbers that the heading, or a turn of the year, says to be weeks or so."""
    texts = [text.strip().removesuffix(".0") for text in labels.texts]
    numbers = [int(text) if text.isdigit() else None for text in texts]
    known = [number for number in numbers if number is not None]
    if len(known) < MOSTLY * labels.n_written or not known:
        return None
    unit = unit_in_heading(labels.heading) or _unit_that_turns(labels, numbers)
    if unit not in MOST or not all(1 <= number <= MOST[unit] for number in known):
        return None
    return [None if number is None else Part(unit, number) for number in numbers]


def _unit_that_turns(
    labels: Labels, numbers: Sequence[int | None]
) -> PeriodUnit | None:
    for unit, most in MOST.items():
        for rows in labels.by_group().values():
            at = [number for i in rows if (number := numbers[i]) is not None]
            if not at or max(at) not in {most, CYCLES[unit]}:
                continue
            if turns_over(at, unit) and running(at, unit):
                return unit
            if unit is PeriodUnit.WEEK and is_cut_by_a_new_year(at, unit):
                return unit
    return None


def _in_time(
    numbers: Sequence[int], unit: PeriodUnit, labels: Labels
) -> tuple[str, Sequence[float]]:
    found = running(numbers, unit)
    is_cut = is_cut_by_a_new_year(numbers, unit) and not turns_over(numbers, unit)
    if found is not None and not is_cut:
        return found
    is_plain = labels.texts[0].strip()[:1].isdigit()
    if is_plain and not is_cut and len(set(numbers)) == len(numbers):
        return "number", [float(number) for number in numbers]
    if labels.asked.rows is not None:
        sign = 1 if labels.asked.rows == "oldest-first" else -1
        return labels.asked.rows, [float(sign * i) for i in range(len(numbers))]
    msg = (
        f"The {unit}s in “{labels.heading}” have no year, and the order of the rows "
        "does not tell where one year ends and the next begins."
    )
    raise UsageError(
        msg,
        next_step="Name the column that holds the year with ⟦year⟧, or write the year "
        "into the period, such as 2024-W05. If the rows are in order of time already, "
        "say ⟦rows⟧ oldest-first or ⟦rows⟧ newest-first.",
    )


def _note(ways: set[str]) -> Warned:
    if ways == {"number"}:
        text = "The periods have no year and were put in order by number."
    elif "backward" in ways or "newest-first" in ways:
        text = (
            "The periods have no year: their order was taken from the file, whose rows "
            "run newest first."
        )
    else:
        text = "The periods have no year: the order of the file was kept."
    return Warned(id="no_year", text=text)
