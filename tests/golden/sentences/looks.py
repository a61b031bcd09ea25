"""What mersey says of each extreme, worked out once for all tests of words."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from mersey.answer import answer
from mersey.engine import open_duckdb
from mersey.errors import MerseyError
from mersey.eventlog import close_log, prepare, with_service_findings
from mersey.flow import example_cases
from mersey.load import ReadOptions, read_log
from mersey.report.forecast_words import forecast_lines
from mersey.report.page_view import page_view
from mersey.report.reading_terminal import reading_lines
from mersey.report.terminal import findings_lines, terminal_lines
from mersey.report.view import PageLimits
from tests.golden.sentences.extremes import EXTREMES, NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mersey.eventlog import EventLog
    from mersey.report.view import PageView
    from tests.golden.sentences.extremes import Extreme

__all__ = ["Look", "looks"]

UNWRAPPED = 10_000
"""Columns of a terminal on which no sentence is cut."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """The lines of each kind about one extreme."""

    screen: tuple[str, ...]
    reading: tuple[str, ...]
    findings: tuple[str, ...]
    forecast: tuple[str, ...]
    page: tuple[str, ...]


@cache
def looks() -> dict[str, Look]:
    """Extreme → what is said of it; of one that is refused, the refusal."""
    return {name: _look(extreme) for name, extreme in EXTREMES.items()}


def _look(extreme: Extreme) -> Look:
    with tempfile.TemporaryDirectory() as folder:
        try:
            return _told(extreme, Path(folder))
        except MerseyError as error:
            refused = (f"Refused: {error.problem}", str(error.next_step))
            return Look(screen=refused, reading=(), findings=(), forecast=(), page=())


def _told(extreme: Extreme, folder: Path) -> Look:
    file = folder / "log.csv"
    file.write_text(extreme.text, encoding="utf-8")
    with closing(open_duckdb(folder)) as session:
        loaded = read_log(
            file,
            session=session,
            options=ReadOptions(**extreme.said),
            key=b"k" * 32,
            now=NOW,
        )
        end = () if extreme.said else extreme.end
        log = prepare(loaded, folder / "store", end=end, as_at=None, now=NOW)
    try:
        log = with_service_findings(log, None)
        return _read(log) if extreme.is_read_only else _looked(log)
    finally:
        close_log(log)


def _read(log: EventLog) -> Look:
    """What is said of how it was read, and of its faults."""
    return Look(
        screen=(),
        reading=reading_lines(log, example_cases(log)),
        findings=findings_lines(log),
        forecast=(),
        page=(),
    )


def _looked(log: EventLog) -> Look:
    found = answer(log)
    view = page_view(found, title="T", limits=PageLimits())
    return replace(
        _read(log),
        screen=_until(terminal_lines(found), "How the file was read"),
        forecast=forecast_lines(found.forecast, width=UNWRAPPED),
        page=tuple(_page_lines(view)),
    )


def _until(lines: tuple[str, ...], heading: str) -> tuple[str, ...]:
    return lines[: lines.index(heading)]


def _page_lines(view: PageView) -> Iterator[str]:
    """Sentences of the page below its first screen; of tables their notes alone."""
    for block in view.overview:
        yield from _block_lines(block)
    for section in view.sections:
        if section.id in {"findings", "reading", "data", "method"}:
            continue
        yield from (f"[{section.id}] {said}" for said in section.paragraphs)
        for block in section.blocks:
            yield from _block_lines(block)


def _block_lines(block: object) -> Iterator[str]:
    kind = getattr(block, "block", "")
    if kind == "figure":
        yield f"{{{block.title}}} {block.subtitle}"  # type: ignore[attr-defined]
    if kind == "note":
        yield block.text  # type: ignore[attr-defined]
    if kind == "table" and block.note:  # type: ignore[attr-defined]
        yield f"[table] {block.note}"  # type: ignore[attr-defined]
