"""What `mersey check` prints of how a file was read, in lines of at most 80 characters."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from mersey.report.reading_columns import columns_read
from mersey.report.reading_options import options_said
from mersey.report.reading_words import example_said, left_out_said, reading_said
from mersey.wording import clip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mersey.eventlog.eventlog import EventLog
    from mersey.flow.example_cases import ExampleCase

WIDTH: Final = 80
NAME: Final = 20
TAKEN_FOR: Final = 18
WHAT: Final = 7
GAP: Final = "  "
INDENT: Final = "  "


def reading_lines(log: EventLog, examples: Sequence[ExampleCase]) -> tuple[str, ...]:
    """How the file was read, the cases walked through, and how to say otherwise."""
    lines = _wrapped(reading_said(log))
    for case in examples:
        lines += _wrapped(example_said(case, log), first=INDENT, then=INDENT * 2)
    lines += _wrapped(left_out_said(log.loading))
    lines += ["", "If this is wrong, say otherwise:"]
    for other in options_said(log):
        lines += _wrapped(
            f"{other.option}  ({other.says})", first=INDENT, then=INDENT * 2
        )
    return tuple(lines)


def column_lines(log: EventLog) -> tuple[str, ...]:
    """A table of every column: what it was taken for, what became of it, and why."""
    read = columns_read(log)
    name = max((len(clip(one.name, limit=NAME)) for one in read), default=0)
    lines = ["Columns"]
    for one in read:
        lines += _row(
            (clip(one.name, limit=NAME),),
            textwrap.wrap(one.taken_for, TAKEN_FOR),
            (one.what,),
            widths=(name, TAKEN_FOR, WHAT),
            why=one.why,
        )
    hides = any(one.what == "hidden" for one in read)
    explained = ["", "Hidden: each value was replaced by a pseudonym."] if hides else []
    return (*lines, *explained)


def _row(*cells: Sequence[str], widths: tuple[int, ...], why: str) -> Iterable[str]:
    """The lines of a row, each cell going on below where it is too long."""
    before = len(INDENT) + sum(widths) + len(GAP) * len(widths)
    columns = [*cells, textwrap.wrap(why, WIDTH - before)]
    for n in range(max(map(len, columns))):
        parts = [column[n] if n < len(column) else "" for column in columns]
        padded = [f"{part:<{wide}}" for part, wide in zip(parts, widths, strict=False)]
        yield (INDENT + GAP.join([*padded, parts[-1]])).rstrip()


def _wrapped(text: str, *, first: str = "", then: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=then,
        break_on_hyphens=False,
    )
