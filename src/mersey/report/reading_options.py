"""How to say that a file should be read otherwise: the options, with its own columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.fields import as_option, mention
from mersey.report.roles import column_of, is_wide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.eventlog.eventlog import EventLog, LoadingReport

_MEANT: Final = {
    "case": "the column that names the case",
    "activity": "the column that names the step",
    "time": "the column that says when",
    "start": "the column that says when work began",
    "opened": "the column that says when a case opened",
    "closed": "the column that says when a case closed",
    "status": "the column that says where a case stands now",
}

MOST_ENDS: Final = 3


@dataclass(frozen=True, kw_only=True)
class Otherwise:
    """An option that says how to read a file.

    Attributes:
        option: As it is typed; it says what was done here, or has a word in capitals for
            what a person must put in.
        says: What it says.
    """

    option: str
    says: str


def options_said(log: EventLog) -> tuple[Otherwise, ...]:
    """The options that matter for a file of this shape, as this file was read."""
    loading = log.loading
    return tuple(
        Otherwise(option=option, says=says)
        for option, says in (
            *_columns(loading),
            _end(log),
            *_order(loading),
            (
                "⟦map⟧ FILE.map.toml",
                "all of it, as mersey look FILE ⟦write_map⟧ writes it down",
            ),
        )
    )


def _columns(loading: LoadingReport) -> Iterator[tuple[str, str]]:
    for role, meant in _MEANT.items():
        if name := column_of(loading, role):
            yield as_option(role, name), meant
        elif role == "case":
            yield "⟦case⟧ COLUMN", f"{meant}; now each row is a case of its own"
        elif role in ("opened", "closed") and is_wide(loading):
            yield f"{mention(role)} COLUMN", f"{meant}; none was taken for it"


def _end(log: EventLog) -> tuple[str, str]:
    ends = log.end_rule.activities
    if not 0 < len(ends) <= MOST_ENDS:
        return "⟦end⟧ STEP", "a step that ends a case; may be repeated"
    option = " ".join(as_option("end", end) for end in ends)
    return option, "the steps that end a case" if ends[
        1:
    ] else "the step that ends a case"


def _order(loading: LoadingReport) -> Iterator[tuple[str, str]]:
    """Only where some column writes day and month as numbers that could be exchanged."""
    for style in loading.mapping.dates.values():
        day, month = (style.format.find(sign) for sign in ("%d", "%m"))
        if min(day, month) < 0 or style.format.startswith("%Y"):
            continue
        first = "day" if day < month else "month"
        yield f"⟦date_order⟧ {first}", "what comes first in 1/2/2026"
        return
