"""Which colours a chart may use, and how far apart two of them are.

Source: Government Analysis Function, "Data visualisation: colours in charts" (2024);
contrast after WCAG 2.2. Orange is never text: it reaches 3:1 on white, not 4.5:1. Red
and green do not occur, so they never meet.
"""

from __future__ import annotations

from typing import Final

__all__ = [
    "CATEGORICAL",
    "DARK_BLUE",
    "DARK_GREY",
    "FAINT",
    "GRID",
    "INK",
    "MUTED",
    "ORANGE",
    "PALE_BLUE",
    "PLUM",
    "PURPLE",
    "RULE",
    "SECONDARY",
    "TURQUOISE",
    "WHITE",
    "contrast",
]

DARK_BLUE: Final = "#12436D"
TURQUOISE: Final = "#28A197"
PLUM: Final = "#801650"
ORANGE: Final = "#F46A25"
DARK_GREY: Final = "#3D3D3D"
PURPLE: Final = "#A285D1"

CATEGORICAL: Final = (DARK_BLUE, TURQUOISE, PLUM, ORANGE, DARK_GREY, PURPLE)
"""In the order the guidance gives; a pair is dark blue with orange."""

INK: Final = "#0B0C0C"
"""Text."""

SECONDARY: Final = "#505A5F"
"""Text that may be passed over, and reference lines."""

MUTED: Final = "#858C91"
"""Marks that stand back, such as the dots of ordinary cases on the strip."""

RULE: Final = "#B1B4B6"
"""Axis lines."""

GRID: Final = "#E3E6E8"
"""Lines behind the data."""

PALE_BLUE: Final = "#E9EFF4"
"""Areas behind the data."""

FAINT: Final = "#C5D3DF"
"""Filled areas that are data: the band of work in progress, a 95 % interval."""

WHITE: Final = "#FFFFFF"

_LINEAR_BELOW: Final = 0.04045  # sRGB transfer function, IEC 61966-2-1


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#RRGGBB` colours, from 1 to 21.

    Source: WCAG 2.2, definition of contrast ratio.
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= _LINEAR_BELOW:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
