"""How wide words are, how they are cut or wrapped, and how labels keep apart."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from mersey.charts.svg import Markup, tag, text, words

if TYPE_CHECKING:
    from collections.abc import Sequence

ELLIPSIS: Final = "…"

_BOLD: Final = 1.08
"""Arial Bold is about 8 % wider than Arial."""

_GROUPS: Final = {
    **dict.fromkeys("ijl'|", 225),
    **dict.fromkeys(" .,:;!/\\ftI[]()-·", 300),
    **dict.fromkeys('r"*`{}', 345),
    **dict.fromkeys("cksvxyzJ", 500),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("ABEKPSVXY&", 670),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("mM%", 850),
    **dict.fromkeys("W@…—", 1000),
}
_JOINTS: Final = re.compile(r"[^_\-/:.]+[_\-/:.]*\s?|[_\-/:.]+\s?")
_ORDINARY: Final = 556  # digits and most small letters


def width_of(anything: str, *, size: float, weight: str | None = None) -> float:
    """Estimated width in px, in Arial; other scripts by their East Asian width."""
    thousandths = sum(_width_of_one(one) for one in anything)
    return thousandths * size / 1000 * (_BOLD if weight == "bold" else 1)


def fit(anything: str, *, room: float, size: float, weight: str | None = None) -> str:
    """The words, cut with an ellipsis where they are wider than `room` px."""
    if width_of(anything, size=size, weight=weight) <= room:
        return anything
    kept = anything[: max(1, int(room / size * 5))]  # no letter is under a fifth of em
    while kept and width_of(kept + ELLIPSIS, size=size, weight=weight) > room:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def wrap(
    anything: str,
    *,
    room: float,
    size: float,
    at_most: int = 2,
    weight: str | None = None,
) -> list[str]:
    """The words in at most so many lines of `room` px; the last is cut if it must be."""
    lines: list[str] = []
    rest = _pieces(anything, room=room, size=size, weight=weight)
    while rest and len(lines) < at_most - 1:
        line, rest = _first_line(rest, room=room, size=size, weight=weight)
        lines.append(line)
    if rest:
        lines.append("".join(rest).strip())
    return [fit(line, room=room, size=size, weight=weight) for line in lines] or [""]


def label(
    content: str,
    *,
    x: float,
    y: float,
    room: float,
    **attributes: str | float | None,
) -> Markup:
    """Words that fit `room` px; where they are cut, pointing at them shows them whole."""
    size = float(attributes.get("font_size") or 13)
    weight = attributes.get("font_weight")
    shown = fit(content, room=room, size=size, weight=str(weight) if weight else None)
    if shown == content:
        return text(content, x=x, y=y, **attributes)
    whole = tag("title", words(content))
    return tag("text", whole, words(shown), x=x, y=y, **attributes)


def spread(
    wanted: Sequence[float], *, gap: float, low: float, high: float
) -> list[float]:
    """Positions at least `gap` apart, in order, as near to those wanted as can be.

    Where there is no room for all between `low` and `high`, they are evenly spaced.

    Args:
        wanted: Rising positions.
        gap: The least distance between neighbours.
        low: The least position.
        high: The greatest.
    """
    if len(wanted) > 1 and gap * (len(wanted) - 1) > high - low:
        gap = (high - low) / (len(wanted) - 1)
    blocks: list[tuple[float, int]] = []  # mean of (wanted − offset), how many
    for i, position in enumerate(wanted):
        mean, n = position - i * gap, 1
        while blocks and blocks[-1][0] >= mean:
            before, n_before = blocks.pop()
            mean = (before * n_before + mean * n) / (n_before + n)
            n += n_before
        blocks.append((mean, n))
    means = [mean for mean, n in blocks for _ in range(n)]
    top = high - gap * (len(wanted) - 1)
    return [min(max(mean, low), top) + i * gap for i, mean in enumerate(means)]


def _width_of_one(one: str) -> int:
    if one in _GROUPS:
        return _GROUPS[one]
    if unicodedata.combining(one):
        return 0
    return 1000 if unicodedata.east_asian_width(one) in "WF" else _ORDINARY


def _pieces(
    anything: str, *, room: float, size: float, weight: str | None
) -> list[str]:
    """Words with the space after them; those too wide are cut after _, -, / and the like."""
    pieces: list[str] = []
    for word in anything.split():
        whole = f"{word} "
        is_wide = width_of(word, size=size, weight=weight) > room
        pieces += _JOINTS.findall(whole) if is_wide else [whole]
    return pieces


def _first_line(
    parts: list[str], *, room: float, size: float, weight: str | None
) -> tuple[str, list[str]]:
    n = 1
    while n < len(parts) and (
        width_of("".join(parts[: n + 1]).rstrip(), size=size, weight=weight) <= room
    ):
        n += 1
    return "".join(parts[:n]).rstrip(), parts[n:]
