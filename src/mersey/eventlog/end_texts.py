"""The end rule in words, as the page prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MOST_STEPS: Final = 3
"""Steps whose own time of rest is named."""

_NO_DATE = (
    " A case that is over without such a date is counted apart, as silent: it is neither"
    " open nor given a duration."
)


def stated(ends: Sequence[str]) -> str:
    """By activities that a person named."""
    return f"A case is closed at {_either(ends)}, as you said, and open until then."


def by_said_status(column: str, values: Sequence[str], closing: str) -> str:
    """By values of the status column that a person named."""
    told = " or ".join(f"“{value}”" for value in values)
    return f"A case is over where “{column}” is {told}, as you said{closing}.{_NO_DATE}"


def by_column(column: str) -> str:
    """By a column that states the end."""
    return (
        f"A case is closed at the time its column “{column}” states, and open while that"
        " is empty."
    )


def by_status(column: str, closing: str) -> str:
    """By the status of each case today."""
    return f"A case is over where its column “{column}” says so{closing}.{_NO_DATE}"


def closing(column: str | None, ends: Sequence[str]) -> str:
    """Where the time of a case's end is taken from, as part of a sentence."""
    places = [f"the time its column “{column}” states"] if column else []
    places += [_either(ends)] if ends else []
    if not places:
        return "; when is not recorded in this file"
    return f", and closed at {', else at '.join(places)}"


def by_pack(name: str, ends: Sequence[str], suggested: Sequence[str]) -> str:
    """By the steps of which a service pack says that they end a case."""
    more = " and the names of its steps suggest it" if suggested else ""
    return (
        f"A case is closed at {_either(ends)}: the service pack “{name}” says so{more}."
        " If it is otherwise, name the ends with ⟦end⟧."
    )


def suggested(ends: Sequence[str], *, is_wide: bool) -> str:
    """By what names and behaviour suggest."""
    basis = (
        "the names of the file's date columns"
        if is_wide
        else "names and what follows in the log"
    )
    return (
        f"A case is closed at {_either(ends)}; {basis} suggest it. To"
        " settle it, name the ends with ⟦end⟧."
    )


def none() -> str:
    """Where nothing marks an end."""
    return (
        "No activity of this log marks an end, so no case counts as closed. If"
        " one does, name it with ⟦end⟧."
    )


def again(*, is_wide: bool) -> str:
    """What ordinary work after an end does."""
    return "" if is_wide else " Ordinary work after it opens the case again."


def silence(quiet: Mapping[str, float] | None) -> str:
    """When a case without an end is silent; "" in `quiet` is every step not named."""
    if quiet is None:
        return ""
    own = sorted(((days, step) for step, days in quiet.items() if step), reverse=True)
    said = [f"{days:.0f} days at “{step}”" for days, step in own[:MOST_STEPS]]
    said += [f"{len(own) - MOST_STEPS:,} more steps alike"] if own[MOST_STEPS:] else []
    elsewhere = f"{quiet['']:.0f} days" + (" at any other step" if own else "")
    return (
        " A case without an end is silent when it has rested for more than twice as long as"
        f" cases rest at its step before they go on ({', '.join([*said, elsewhere])}), unless"
        " nearly every case goes on from there; otherwise it is open."
    )


def _either(names: Sequence[str]) -> str:
    told = [f"“{name}”" for name in names]
    if len(told) == 1:
        return told[0]
    return f"whichever comes first of {', '.join(told[:-1])} and {told[-1]}"
