"""By what the cases of an extract were chosen: the fact, and what a reader is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from mersey.vocabulary import Extract, Finding


class Chosen(NamedTuple):
    """An extract that does not hold all cases.

    Attributes:
        extract: Which ones it holds; what may be said of the log is decided by it.
        finding: The same in words, with what shows it.
    """

    extract: Extract
    finding: Finding
