"""How SVG is written: every word escaped, presentation attributes only.

`style=` and `on…=` cannot be written, so the pages keep a strict content security
policy. Numbers have at most one decimal, so the same input gives the same bytes.
"""

from __future__ import annotations

import math
import re
from html import escape
from typing import TYPE_CHECKING, Final, NewType

from mersey.charts.palette import INK, SECONDARY, WHITE

if TYPE_CHECKING:
    from collections.abc import Sequence

Markup = NewType("Markup", str)
"""Text that is SVG already; only this file makes it."""

Attributes = dict[str, str | float | None]
"""Presentation attributes that several elements share."""

FONT: Final = 'Arial, "Liberation Sans", sans-serif'

_UNPRINTABLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# Not allowed in XML, or able to turn the text around it.


def words(anything: str) -> Markup:
    """The words as SVG text: escaped, without characters that XML forbids."""
    return Markup(escape(printable(anything), quote=False))


def printable(anything: str) -> str:
    """The words without characters that XML forbids, or that turn the text around."""
    return _UNPRINTABLE.sub("", anything)


def number(value: float) -> str:
    """A coordinate with at most one decimal.

    Raises:
        ValueError: The value is not finite: a bug in the chart.
    """
    if not math.isfinite(value):
        msg = "a coordinate must be finite"
        raise ValueError(msg)
    rounded = f"{value:.1f}".removesuffix(".0")
    return "0" if rounded == "-0" else rounded


def tag(name: str, *children: Markup, **attributes: str | float | None) -> Markup:
    """An element; `stroke_width=2` becomes `stroke-width="2"`, None is left out.

    Raises:
        ValueError: An attribute would be inline style or script.
    """
    written = "".join(
        f" {_attribute(key)}={_value(value)}"
        for key, value in attributes.items()
        if value is not None
    )
    if not children:
        return Markup(f"<{name}{written}/>")
    return Markup(f"<{name}{written}>{''.join(children)}</{name}>")


def text(
    content: str, *, x: float, y: float, **attributes: str | float | None
) -> Markup:
    """Words with their baseline at (x, y)."""
    return tag("text", words(content), x=x, y=y, **attributes)


def titled(title: str, *children: Markup) -> Markup:
    """A group that shows a title when pointed at."""
    return tag("g", tag("title", words(title)), *children)


def group(*children: Markup, **attributes: str | float | None) -> Markup:
    """Elements that share attributes; empty text where there are no elements."""
    if not any(children):
        return Markup("")
    return tag("g", *children, **attributes)


def line(
    x1: float, y1: float, *, x2: float, y2: float, **attributes: str | float | None
) -> Markup:
    """A straight line."""
    return tag("line", x1=x1, y1=y1, x2=x2, y2=y2, **attributes)


def rect(
    x: float, y: float, *, width: float, height: float, **attributes: str | float | None
) -> Markup:
    """A rectangle; a negative size is drawn as none."""
    size = {"width": max(0.0, width), "height": max(0.0, height)}
    return tag("rect", x=x, y=y, **size, **attributes)


def circle(x: float, y: float, *, r: float, **attributes: str | float | None) -> Markup:
    """A circle."""
    return tag("circle", cx=x, cy=y, r=r, **attributes)


def path(d: str, **attributes: str | float | None) -> Markup:
    """A path; empty text where there is nothing to draw."""
    return tag("path", d=d, **attributes) if d else Markup("")


def steps(points: Sequence[tuple[float, float]]) -> str:
    """Path data of straight lines through the points."""
    if not points:
        return ""
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)


def dot_at(x: float, y: float) -> str:
    """Path data of one dot: a line of no length, round when its ends are round."""
    return f"M{number(x)} {number(y)}h0"


def diamond_at(x: float, y: float, *, r: float) -> str:
    """Path data of one diamond, `r` px from its middle to each corner."""
    return (
        f"M{number(x)} {number(y - r)}l{number(r)} {number(r)} "
        f"{number(-r)} {number(r)} {number(-r)} {number(-r)}z"
    )


def drawing(
    *parts: Markup,
    name: tuple[str, int],
    height: float,
    about: tuple[str, str],
    **attributes: str | float | None,
) -> str:
    """One whole `<svg>`, with a title and a description that a screen reader reads.

    Args:
        parts: What it shows, from back to front.
        name: Id of the chart, unique on its page, and the width in px. Both are in
            every id, so that the wide and the narrow drawing can share a page.
        height: In px.
        about: Title and description.
        attributes: Further attributes of the root.
    """
    chart, width = name
    title, description = about
    labels = f"{chart}-{width}-title", f"{chart}-{width}-desc"
    return tag(
        "svg",
        tag("title", words(title), id=labels[0]),
        tag("desc", words(description), id=labels[1]),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        aria_labelledby=" ".join(labels),
        viewBox=f"0 0 {width} {number(height)}",
        width=width,
        height=height,
        font_family=FONT,
        font_size=13,
        fill=INK,
        **attributes,
    )


def nothing(why: str, *, name: tuple[str, int], about: tuple[str, str]) -> str:
    """A drawing that says why there is nothing to draw."""
    width = name[1]
    return drawing(
        rect(0.5, 0.5, width=width - 1, height=79, fill=WHITE, stroke="#B1B4B6"),
        text(why, x=width / 2, y=45, text_anchor="middle", fill=SECONDARY),
        name=name,
        height=80,
        about=about,
    )


def _attribute(key: str) -> str:
    if key == "style" or key.startswith("on"):
        msg = f"{key} is not a presentation attribute"
        raise ValueError(msg)
    return key.replace("_", "-")


def _value(value: str | float) -> str:
    if isinstance(value, str):
        plain = escape(_UNPRINTABLE.sub("", value), quote=False)
        return '"' + plain.replace('"', "&quot;") + '"'
    return f'"{number(value)}"'
