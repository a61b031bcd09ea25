"""How stages are drawn: chevrons as wide as their days where names fit, else bars."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from mersey.charts.axes import is_narrow
from mersey.charts.dots import block, dots_and_diamonds, share_of
from mersey.charts.labels import ELLIPSIS, label, width_of, wrap
from mersey.charts.palette import DARK_BLUE, MUTED, PLUM, SECONDARY, WHITE
from mersey.charts.svg import (
    Markup,
    drawing,
    group,
    nothing,
    number,
    path,
    rect,
    tag,
    text,
    words,
)
from mersey.wording import count, days, percent

if TYPE_CHECKING:
    from collections.abc import Sequence


_DOT_PX: Final = 8.5
_MOST_ROWS: Final = 9
_ROW_PX: Final = 34.0
_NAME_PX: Final = 186.0
_BAR_AT: Final = 196.0
_BAR_PX: Final = 132.0
_DOTS_AT: Final = 446.0
_OPEN_PX: Final = 118.0
_TABLE_ROWS: Final = 3
_POINT_PX: Final = 9.0
"""How far the tip of a chevron reaches into the next."""


@dataclass(frozen=True, kw_only=True)
class StripPart:
    """One chevron: a stage, or all the small ones.

    Attributes:
        in_days: True where the file has no times of day, so that no hours are told.
    """

    name: str
    days: float
    n_open: int
    n_older: int
    n_steps: int = 1
    is_rest: bool = False
    in_days: bool = False

    @property
    def took(self) -> str:
        """Its days in words; of a file without times of day, never in hours."""
        return took_said(self.days, in_days=self.in_days)


def took_said(mean_days: float, *, in_days: bool) -> str:
    """Mean days in words; with `in_days` never in hours, which such a file lacks."""
    if in_days and 0 < mean_days < 1:
        return "under a day"
    return days(mean_days)


def drawn(
    parts: Sequence[StripPart], about: tuple[str, str], name: tuple[str, int]
) -> str:
    """The SVG of the stages at a width in px."""
    width = name[1]
    if not parts:
        return nothing("No steps to show", name=name, about=about)
    layers, height = _list(parts, width) if is_narrow(width) else _strip(parts, width)
    return drawing(*layers, name=name, height=height, about=about)


def _strip(parts: Sequence[StripPart], width: int) -> tuple[list[Markup], float]:
    """Chevrons in a row where each has room for its name; else bars in a table."""
    edges = _edges(parts, width)
    pairs = list(zip(parts, edges, strict=True))
    if not all(_has_room(part.name, right - left) for part, (left, right) in pairs):
        return _table(parts, width)
    tall = _tall_enough(pairs)
    most = _most_days(parts)
    chevrons = [
        _chevron(edge, tall=tall, is_longest=_is_longest(part, most))
        for part, edge in pairs
    ]
    said = [_inside(part, edge) for part, edge in pairs]
    lefts = [left + 16 for left, _ in edges]
    rooms = [right - left - 18 for left, right in edges]
    below, height = _dots_below(parts, lefts, rooms, top=tall + 14)
    return [*chevrons, *said, *below], height


def _table(parts: Sequence[StripPart], width: int) -> tuple[list[Markup], float]:
    """A row for each stage: its name whole, its bar with its days, its dots."""
    n_across = int((width - _OPEN_PX - _DOTS_AT) / _DOT_PX)
    most_open = max(part.n_open for part in parts)
    per_dot = share_of(most_open, at_most=_TABLE_ROWS * n_across)
    total = sum(part.days for part in parts)
    most = max(part.days for part in parts)
    drawn: list[Markup] = []
    y = 0.0
    for part in parts:
        share = percent(part.days / total) if total else ""
        is_longest = _is_longest(part, _most_days(parts))
        wide = _BAR_PX * part.days / most if most else 0.0
        drawn.append(_table_row(part, wide, y=y, share=share, is_longest=is_longest))
        placed = _block(part, n_across=n_across, per_dot=per_dot)
        deepest = max((dy for _, dy, _ in placed), default=0.0)
        top = y + (_ROW_PX - deepest) / 2
        dots = [(_DOTS_AT + 5 + dx, top + dy, older) for dx, dy, older in placed]
        drawn += [
            dots_and_diamonds(dots, size=_DOT_PX, colour=MUTED),
            _table_open(part, x=width - 2, y=y + _ROW_PX / 2 + 4.5),
        ]
        y += _ROW_PX
    return [*drawn, _dot_note(per_dot, y=y + 14)], y + (20 if per_dot > 1 else 4)


def _table_row(
    part: StripPart, wide: float, *, y: float, share: str, is_longest: bool
) -> Markup:
    lines = wrap(part.name, room=_NAME_PX, size=13, weight="bold")
    first = y + _ROW_PX / 2 + 4.5 - 7.5 * (len(lines) - 1)
    names = [
        text(one, x=0, y=first + 15 * i, font_weight="bold")
        for i, one in enumerate(lines)
    ]
    colour = PLUM if is_longest else DARK_BLUE
    after = _BAR_AT + max(wide, 1.5) + 8
    took = f"{part.took} · {share}" if share else part.took
    return group(
        tag("title", words(part.name)),
        *names,
        rect(_BAR_AT, y + 7, width=max(wide, 1.5), height=_ROW_PX - 14, fill=colour),
        text(took, x=after, y=y + _ROW_PX / 2 + 4.5),
    )


def _table_open(part: StripPart, *, x: float, y: float) -> Markup:
    if not part.n_open:
        return Markup("")
    older = f", {count(part.n_older)} older" if part.n_older else ""
    said = f"{count(part.n_open)} open{older}"
    return text(said, x=x, y=y, text_anchor="end", fill=SECONDARY)


def _tall_enough(
    pairs: Sequence[tuple[StripPart, tuple[float, float]]],
) -> float:
    """Height that holds the longest name and the days, in px."""
    lines = [
        wrap(part.name, room=right - left - 24, size=15, weight="bold")
        for part, (left, right) in pairs
    ]
    return 46.0 + 18 * max(len(one) for one in lines)


def _most_days(parts: Sequence[StripPart]) -> float:
    return max((part.days for part in parts if not part.is_rest), default=0.0)


def _is_longest(part: StripPart, most: float) -> bool:
    return not part.is_rest and part.days == most > 0


def _edges(parts: Sequence[StripPart], width: int) -> list[tuple[float, float]]:
    total = sum(part.days for part in parts)
    shares = [part.days / total if total else 1 / len(parts) for part in parts]
    room = width - _POINT_PX
    rights = [room * sum(shares[: i + 1]) for i in range(len(parts))]
    return list(zip([0.0, *rights[:-1]], rights, strict=True))


def _has_room(name: str, width: float) -> bool:
    lines = wrap(name, room=width - 24, size=15, at_most=2, weight="bold")
    return width >= 76 and not lines[-1].endswith(ELLIPSIS)


def _chevron(edge: tuple[float, float], *, tall: float, is_longest: bool) -> Markup:
    left, right = edge
    notch = _POINT_PX if left else 0.0
    gap = 2.0 if left else 0.0
    if right - left <= gap:
        return Markup("")
    middle, left, tip = tall / 2, left + gap, right + _POINT_PX
    outline = (
        f"M{number(left)} 0H{number(right)}L{number(tip)} {number(middle)}"
        f"L{number(right)} {number(tall)}H{number(left)}"
        f"L{number(left + notch)} {number(middle)}Z"
    )
    return path(outline, fill=PLUM if is_longest else DARK_BLUE)


def _inside(part: StripPart, edge: tuple[float, float]) -> Markup:
    left, right = edge
    x = left + 16
    lines = wrap(part.name, room=right - left - 24, size=15, weight="bold")
    first = 27
    names = [
        text(one, x=x, y=first + 18 * i, font_size=15, font_weight="bold")
        for i, one in enumerate(lines)
    ]
    took = text(part.took, x=x, y=first + 18 * len(lines) + 4, font_size=15)
    return group(*names, took, fill=WHITE)


def _dots_below(
    parts: Sequence[StripPart],
    lefts: Sequence[float],
    rooms: Sequence[float],
    *,
    top: float,
) -> tuple[list[Markup], float]:
    """Open cases as dots, their number below, and where the last line ends."""
    across = [min(14, max(3, int(room / _DOT_PX))) for room in rooms]
    per_dot = max(
        share_of(part.n_open, at_most=n * _MOST_ROWS)
        for part, n in zip(parts, across, strict=True)
    )
    dots, deepest = [], 0.0
    for part, left, n in zip(parts, lefts, across, strict=True):
        placed = _block(part, n_across=n, per_dot=per_dot)
        dots += [(left + 6 + x, top + 5 + y, older) for x, y, older in placed]
        deepest = max(deepest, *(y for _, y, _ in placed), 0.0)
    foot = top + deepest + 30
    said = [
        _open_now(part, x=left + 2, y=foot, room=room)
        for part, left, room in zip(parts, lefts, rooms, strict=True)
    ]
    if not any(part.n_open for part in parts):
        return [], top
    drawn = [dots_and_diamonds(dots, size=_DOT_PX, colour=MUTED), *said]
    return [*drawn, _dot_note(per_dot, y=foot + 44)], foot + (54 if per_dot > 1 else 28)


def _block(
    part: StripPart, *, n_across: int, per_dot: int
) -> list[tuple[float, float, bool]]:
    n_older = math.ceil(part.n_older / per_dot)
    n_all = max(n_older, math.ceil(part.n_open / per_dot))
    return block(n_older, n_all - n_older, n_across=n_across, size=_DOT_PX)


def _open_now(part: StripPart, *, x: float, y: float, room: float) -> Markup:
    older = f"{count(part.n_older)} older" if part.n_older else ""
    return group(
        label(f"{count(part.n_open)} open", x=x, y=y, room=room, font_weight="bold"),
        text(older, x=x, y=y + 17, fill=SECONDARY) if older else Markup(""),
    )


def _dot_note(per_dot: int, *, y: float) -> Markup:
    if per_dot == 1:
        return Markup("")
    return text(f"Each dot is up to {count(per_dot)} cases.", x=2, y=y, fill=SECONDARY)


def _list(parts: Sequence[StripPart], width: int) -> tuple[list[Markup], float]:
    """Bars below each other, each with its name above and its dots below."""
    most = max(part.days for part in parts)
    n_across = int((width - 12) / _DOT_PX)
    per_dot = share_of(max(part.n_open for part in parts), at_most=2 * n_across)
    drawn: list[Markup] = []
    y = 16.0
    for part in parts:
        is_longest = _is_longest(part, _most_days(parts))
        row, tall = _row(part, most, y=y, width=width, is_longest=is_longest)
        placed = _block(part, n_across=n_across, per_dot=per_dot)
        dots = [(7 + dx, y + tall + dy, older) for dx, dy, older in placed]
        drawn += [row, dots_and_diamonds(dots, size=_DOT_PX, colour=MUTED)]
        y += tall + max((dy for _, dy, _ in placed), default=-12.0) + 38
    return [*drawn, _dot_note(per_dot, y=y - 4)], y - (20 if per_dot == 1 else -6)


def _row(
    part: StripPart, most: float, *, y: float, width: int, is_longest: bool
) -> tuple[Markup, float]:
    open_now = f"{count(part.n_open)} open" if part.n_open else ""
    if part.n_older:
        open_now += f", {count(part.n_older)} older"
    room = width - 12 - width_of(open_now, size=13)
    took = part.took
    longest = width - width_of(took, size=14, weight="bold") - 16
    wide = longest * part.days / most if most else 0.0
    colour = PLUM if is_longest else DARK_BLUE
    row = group(
        label(part.name, x=0, y=y, room=room, font_size=14, font_weight="bold"),
        text(open_now, x=width - 2, y=y, text_anchor="end", fill=SECONDARY),
        rect(0, y + 8, width=max(wide, 1.5), height=20, fill=colour),
        text(took, x=max(wide, 1.5) + 8, y=y + 23, font_size=14, font_weight="bold"),
    )
    return row, 41.0
