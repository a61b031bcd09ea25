"""Every error mersey raises on purpose, and the exit code each one means.

    MerseyError                   1   (a bug, unless a subclass says otherwise)
    ├── RegistryError             1   a declaration in the code is missing or doubled
    ├── UsageError                2   the command cannot be carried out as asked
    │   ├── ChoiceNeeded          2   two readings are equally likely: a person must say
    │   ├── UnknownName           2   no such measure, column, service, …
    │   ├── MappingError          2   a MAP.toml that does not fit its file
    │   ├── PackError             2   a service pack that cannot be read, or that errs
    │   ├── EvidenceError         2   an experiment that cannot be read, or that errs
    │   └── WorkspaceError        2   the workspace cannot be written or is in use
    ├── DataError                 3   the data is unusable
    │   ├── FileUnreadable        3   missing, a folder, empty, broken, not what it says
    │   ├── MemoryNeeded          3   it needs more memory than the run may hold
    │   └── NotACaseLog           3   readable, but no case, no activity or no time in it
    ├── NotReleasable             4   disclosure control refused
    └── NotVerified               5   a signature or hash does not match

A message says what was wrong, where, what was expected, and what to do next. It names
what can be set as a field, `⟦as_at⟧`, and a surface says how (`mersey.fields`).
It never holds a row's values: columns, lines and counts only.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, ClassVar, Final, Self

from mersey.fields import fields_in, said_plainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mersey.fields import Setting

MOST_NAMES: Final = 40
"""More names than a person reads through: then only those most like it are told."""

FEW_NAMES: Final = 8


class MerseyError(Exception):
    """Anything mersey raises on purpose.

    Args:
        problem: What was wrong, and where; one or two plain sentences.
        next_step: What the reader can do about it; empty when there is nothing.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, problem: str, *, next_step: str = "") -> None:
        super().__init__(problem)
        self.problem = problem
        self.next_step = next_step

    def __str__(self) -> str:
        return said_plainly(f"{self.problem}\n{self.next_step}".rstrip())

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that problem and next step name, such as `end`; each once."""
        return fields_in(f"{self.problem} {self.next_step}")


class RegistryError(MerseyError):
    """A file of a registry folder declares nothing, or a name twice."""


class UsageError(MerseyError):
    """The command cannot be carried out as it was asked."""

    exit_code = 2


class ChoiceNeeded(UsageError):
    """Two readings of the file are equally likely; mersey asks instead of guessing.

    Args:
        problem: The question, in plain words.
        options: The settings that answer it, one per reading.
        gives: What each of them would give, in the same order; empty where the option
            says it. It is told behind a `#`, which a shell passes over.
    """

    def __init__(
        self, problem: str, *, options: Sequence[Setting], gives: Sequence[str] = ()
    ) -> None:
        told = [
            f"{option}  # {gives[n]}" if n < len(gives) else str(option)
            for n, option in enumerate(options)
        ]
        super().__init__(problem, next_step="Say which:\n" + _as_lines(told))
        self.options = tuple(options)
        self.gives = tuple(gives)


class UnknownName(UsageError):
    """A name that does not exist, with those that do."""

    @classmethod
    def of(
        cls, kind: str, name: str, known: Iterable[str], *, nearest: str = ""
    ) -> Self:
        """An error that names the nearest right value and lists the known ones.

        Of very many, those that are most like the name. `nearest` is for callers who
        know better than the letters which one was meant.
        """
        names = list(known)
        near = nearest or "".join(get_close_matches(name, names, n=1))
        hint = f'Did you mean "{near}"? ' if near else ""
        told = f"Known: {', '.join(names)}."
        if len(names) > MOST_NAMES:
            few = get_close_matches(name, names, n=FEW_NAMES, cutoff=0.0)
            told = f"Known: {', '.join(few)} and {len(names) - len(few)} more."
        return cls(f'There is no {kind} called "{name}".', next_step=f"{hint}{told}")


class MappingError(UsageError):
    """A mapping file that cannot be read, or that does not fit its data file."""


class PackError(UsageError):
    """A service pack that cannot be read, or that contradicts itself."""


class EvidenceError(UsageError):
    """An experiment that cannot be read, contradicts itself, or cannot be judged."""


class WorkspaceError(UsageError):
    """The workspace cannot be written: no room, no permission, or another load runs."""


class DataError(MerseyError):
    """The data is unusable as it stands."""

    exit_code = 3


class FileUnreadable(DataError):
    """The file is missing, a folder, empty, cut short, or not what its name says."""


class MemoryNeeded(DataError):
    """Reading or counting it needs more memory than the run may hold."""


class NotACaseLog(DataError):
    """The file was read, but it holds no cases moving through dated steps."""


class NotReleasable(MerseyError):
    """Disclosure control did not let a result leave."""

    exit_code = 4


class NotVerified(MerseyError):
    """A signature or a hash does not match what it vouches for."""

    exit_code = 5


def _as_lines(options: Sequence[str]) -> str:
    return "\n".join(f"  {option}" for option in options)
