"""A bar as long as its share of the longest: words and number stand beside it as text."""

from __future__ import annotations

from mersey.charts.palette import DARK_BLUE, PLUM
from mersey.charts.svg import rect, tag


def bar(share: float, *, leads: bool = False) -> str:
    """The bar as one `<svg>` that fills its room; a screen reader passes it by.

    Args:
        share: Of the longest bar, 0 to 1.
        leads: It is the one that the heading speaks of.
    """
    return tag(
        "svg",
        rect(
            0,
            0,
            width=max(0.5, 100 * share),
            height=10,
            fill=PLUM if leads else DARK_BLUE,
        ),
        viewBox="0 0 100 10",
        preserveAspectRatio="none",
        width="100%",
        height="16",
        aria_hidden="true",
        focusable="false",
    )
