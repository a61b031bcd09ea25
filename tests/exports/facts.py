"""What stands beside the steps: keys of the case, keys of other things, and traps."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Final

from tests.exports.course import Case, Course
from tests.exports.sheet import Cell, Column
from tests.exports.words import heading, in_style

__all__ = ["FOREIGN", "KEYS", "Facts", "facts_of", "keys_of"]

KEYS: Final = ("running", "reference", "reference", "guid", "jira")


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Columns that say the same on every row of a case, and their cells by case."""

    columns: tuple[Column, ...]
    cells: tuple[tuple[Cell, ...], ...]


def keys_of(course: Course, kind: str, rng: Random) -> tuple[Cell, ...]:
    """The key of each case, in order of arrival."""
    first = rng.choice((1, 1000, 40210, 2400001))
    year = course.cases[0].opened.year
    prefix = rng.choice(("PL", "FOI", "SR", "CAS", "ENQ", "24"))
    made: list[Cell] = []
    for n in range(len(course.cases)):
        match kind:
            case "running":
                made.append(first + n)
            case "guid":
                made.append(str(uuid.UUID(int=rng.getrandbits(128), version=4)))
            case "jira":
                made.append(f"{prefix}-{first + n}")
            case _:
                made.append(f"{prefix}/{year}/{n + 1:05d}")
    return tuple(made)


def facts_of(
    course: Course, keys: tuple[Cell, ...], *, language: str, style: str, rng: Random
) -> Facts:
    """A few ordinary facts, up to three foreign keys, and up to three trap dates."""
    chosen = [
        *rng.sample(sorted(ORDINARY), rng.randint(1, 4)),
        *rng.sample(sorted(FOREIGN), rng.choice((0, 1, 1, 2, 3))),
        *rng.sample(sorted(TRAPS), rng.choice((0, 0, 1, 1, 2))),
    ]
    columns = tuple(
        Column(role=role, heading=in_style(heading(role, language, rng), style))
        for role in chosen
    )
    makers = [_maker(role, course, keys, rng) for role in chosen]
    cells = tuple(tuple(make(case) for make in makers) for case in course.cases)
    return Facts(columns=columns, cells=cells)


Make = Callable[[Case], Cell]
Kind = Callable[[Course, tuple[Cell, ...], Random], Make]


def _maker(role: str, course: Course, keys: tuple[Cell, ...], rng: Random) -> Make:
    return (ORDINARY | FOREIGN | TRAPS)[role](course, keys, rng)


def _among(*values: str) -> Kind:
    def kind(_: Course, __: tuple[Cell, ...], rng: Random) -> Make:
        weights = [1 / (n + 1) for n in range(len(values))]
        return lambda _: rng.choices(values, weights)[0]

    return kind


def _pool(pattern: str, share: float, blank: float = 0.0) -> Kind:
    """Keys of other things: about `share` as many as cases, some far more often."""

    def kind(course: Course, _: tuple[Cell, ...], rng: Random) -> Make:
        n = max(3, int(share * len(course.cases)))
        names = [pattern.format(i + rng.choice((1, 100, 7000))) for i in range(n)]
        weights = [1 / (i + 3) for i in range(n)]
        return lambda _: (
            None if rng.random() < blank else rng.choices(names, weights)[0]
        )

    return kind


def _parent(_: Course, keys: tuple[Cell, ...], rng: Random) -> Make:
    return lambda case: (
        rng.choice(keys[: case.number + 1])
        if case.number and rng.random() < 0.3
        else None
    )


def _updated(_: Course, __: tuple[Cell, ...], rng: Random) -> Make:
    """The last touch: often days after the end, and never before it."""
    return lambda case: (
        case.done[-1][1] + timedelta(days=rng.choice((0, 0, 1, 6, 40)), minutes=3)
    )


def _viewed(course: Course, _: tuple[Cell, ...], rng: Random) -> Make:
    def make(case: Case) -> Cell:
        left = course.drawn_off - case.opened
        return None if rng.random() < 0.5 else case.opened + left * rng.random()

    return make


def _synced(course: Course, _: tuple[Cell, ...], __: Random) -> Make:
    return lambda _: course.drawn_off


def _due(_: Course, __: tuple[Cell, ...], rng: Random) -> Make:
    days = rng.choice((10, 20, 28, 56))
    return lambda case: case.opened + timedelta(days=days)


def _review(_: Course, __: tuple[Cell, ...], ___: Random) -> Make:
    return lambda case: (
        case.closed + timedelta(days=365) if case.closed is not None else None
    )


ORDINARY: Final[Mapping[str, Kind]] = {
    "person": _among("A. Jones", "B. Patel", "C. Evans", "D. de Vries", "E. Klein"),
    "team": _among("North", "South", "Customer services", "Technical"),
    "category": _among("A - general", "B - urgent", "C - other", "D - complex"),
    "area": _among("Abbey", "Bridge", "Castle", "Dock", "Elm", "Forest", "Grove"),
    "priority": _among("Medium", "Low", "High"),
}

FOREIGN: Final[Mapping[str, Kind]] = {
    "asset": _pool("A{:04d}", 0.35),
    "segment": _pool("SEG-{:06d}", 0.5, blank=0.05),
    "customer": _pool("{:07d}", 0.6),
    "parent": _parent,
    "assignee": _pool("{:03d}", 0.05, blank=0.1),
    "batch": _pool("B{:03d}", 0.08),
}

TRAPS: Final[Mapping[str, Kind]] = {
    "updated": _updated,
    "viewed": _viewed,
    "synced": _synced,
    "due": _due,
    "review": _review,
}
