"""What a person of the trade reads in an export: the figures that a reading must give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["ANY", "Export", "Figures", "Truth"]

ANY: Final = -1.0
"""A figure that no one can count for sure: whatever is given is let pass."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """One reading of a file in numbers.

    Attributes:
        cases: How many cases there are.
        closed: How many are over; None where the file does not say which are; ANY where it
            is not judged.
        open: How many are not over.
        median_days: Median duration of the closed cases; None where the file does not
            record when they closed, so that none may be given; ANY where it is not judged.
        untimed: How many of the closed have no duration, for they close before they open.
        p50_days: Kaplan–Meier median, where it is judged; likewise `p85_days`.
    """

    cases: int
    closed: float | None = None
    open: float | None = None
    median_days: float | None = ANY
    untimed: float = 0
    p50_days: float | None = None
    p85_days: float | None = None


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What is right to do with a file.

    Attributes:
        shape: How the file tells its cases; "no case log" where it holds none.
        right: Readings that are right, the usual one first; empty where there is none.
        case_column: Heading of the case's key, if it has one.
        may_ask: True where any question whose answers all run is right.
        may_refuse: True where saying that it cannot be read is right.
    """

    shape: str
    right: tuple[Figures, ...] = ()
    case_column: str | None = None
    may_ask: bool = False
    may_refuse: bool = False

    @property
    def is_case_log(self) -> bool:
        """Whether cases move through dated steps in it."""
        return bool(self.right)


@dataclass(frozen=True, kw_only=True)
class Export:
    """A file as a case system gives it, and the truth about it."""

    name: str
    content: bytes
    truth: Truth
